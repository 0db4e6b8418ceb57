# Debian packages used by more than one layer; ml/ finds LibTorch by itself.
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(DCMTK REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ITK 5.2 REQUIRED COMPONENTS ITKCommon ITKIOImageBase ITKIOMeta ITKIONRRD)
find_package(VTK 9.1 REQUIRED COMPONENTS CommonCore CommonDataModel CommonExecutionModel CommonTransforms
  FiltersCore FiltersGeneral FiltersModeling FiltersSources ImagingCore InteractionStyle IOImage RenderingAnnotation
  RenderingCore RenderingFreeType RenderingOpenGL2 RenderingVolumeOpenGL2 RenderingUI)
find_package(Qt6 REQUIRED COMPONENTS Core Gui Widgets OpenGL OpenGLWidgets PrintSupport Test LinguistTools)
find_package(QCustomPlotQt6 REQUIRED)
pkg_check_modules(openjpeg REQUIRED IMPORTED_TARGET libopenjp2)
pkg_check_modules(pangocairo REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)

# Headers of others are system headers: their warnings are not ours.
add_library(valvista_itk INTERFACE)
target_include_directories(valvista_itk SYSTEM INTERFACE ${ITK_INCLUDE_DIRS})
target_link_libraries(valvista_itk INTERFACE ${ITK_LIBRARIES})
add_library(valvista_dcmtk INTERFACE)
target_include_directories(valvista_dcmtk SYSTEM INTERFACE ${DCMTK_INCLUDE_DIRS})
target_link_libraries(valvista_dcmtk INTERFACE ${DCMTK_LIBRARIES})
