# What every target of the project shares: standard, warnings, link hygiene, ccache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# Static layers bring their link lists along; a program loads only the libraries whose symbols it uses.
add_link_options(-Wl,--as-needed)

find_program(VALVISTA_CCACHE ccache)
if(VALVISTA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${VALVISTA_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${VALVISTA_CCACHE}")
endif()

add_library(valvista_build_flags INTERFACE)
target_compile_options(valvista_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference -Wextra-semi)
# A worker built against a foreign LibTorch meets warnings of headers and compilers we have not seen.
if(NOT VALVISTA_ONLY_WORKER)
  target_compile_options(valvista_build_flags INTERFACE -Werror)
  # GCC 12's flow analysis errs in library headers (std::regex) at -O1 and under sanitizers: there it only warns.
  target_compile_options(valvista_build_flags INTERFACE
    $<$<NOT:$<CONFIG:Release>>:-Wno-error=maybe-uninitialized -Wno-error=null-dereference>)
endif()
target_compile_definitions(valvista_build_flags INTERFACE VALVISTA_VERSION="${PROJECT_VERSION}")

# valvista_layer(NAME SOURCES... [LINKS PUBLIC ... PRIVATE ...])
# One static library for a row of the layer table (docs/architecture.md); headers are included from the top folder.
function(valvista_layer name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE valvista_build_flags ${arg_PRIVATE})
endfunction()
