# Writes a C++ file that holds FILES (names inside FOLDER) as raw string literals.
set(code "#include \"resources/resource.h\"\n\n#include <stdexcept>\n#include <string>\n\nnamespace valvista {\n\n")
string(APPEND code "std::string_view resource(std::string_view name) {\n")
foreach(name IN LISTS FILES)
  file(READ "${FOLDER}/${name}" text)
  string(APPEND code "  if (name == \"${name}\") return R\"~~~(${text})~~~\";\n")
endforeach()
string(APPEND code "  throw std::out_of_range(\"no resource \" + std::string(name));\n}\n\n}  // namespace valvista\n")
file(WRITE "${OUTPUT}" "${code}")
