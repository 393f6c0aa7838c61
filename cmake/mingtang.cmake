# Helpers of CMakeLists.txt: packages(), module(), program(). One warning level and one precompiled header for all.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_compile_options(-fPIC)
enable_testing()
include(GoogleTest)

option(MINGTANG_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(MINGTANG_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(MINGTANG_BENCH "Build the benchmark programs" OFF)

# Whoever only builds the program needs no test libraries: without GoogleTest there are no test programs.
find_package(GTest QUIET)

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
if(MINGTANG_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers)

function(packages)
  list(LENGTH ARGN count)
  math(EXPR last "${count} - 1")
  foreach(i RANGE 0 ${last} 2)
    math(EXPR j "${i} + 1")
    list(GET ARGN ${i} name)
    list(GET ARGN ${j} pkg)
    pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${pkg})
  endforeach()
endfunction()

# Debian ships SOCI without a package file for CMake.
foreach(part core sqlite3 postgresql)
  if(NOT TARGET SOCI::soci_${part})
    find_library(SOCI_${part}_LIB soci_${part} REQUIRED)
    add_library(SOCI::soci_${part} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(SOCI::soci_${part} PROPERTIES IMPORTED_LOCATION ${SOCI_${part}_LIB})
  endif()
endforeach()

# cmark-gfm ships no pkg-config file for its extensions.
find_library(CMARK_GFM_LIB cmark-gfm REQUIRED)
find_library(CMARK_GFM_EXT_LIB cmark-gfm-extensions REQUIRED)
add_library(PkgConfig::cmark-gfm INTERFACE IMPORTED GLOBAL)
set_target_properties(PkgConfig::cmark-gfm PROPERTIES INTERFACE_LINK_LIBRARIES "${CMARK_GFM_EXT_LIB};${CMARK_GFM_LIB}")

# module(NAME [USES modules…] [LINK libraries…]): library from src/NAME/**.cpp, test program NAME_test from *_test.cpp.
function(module name)
  cmake_parse_arguments(M "" "" "USES;LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${M_USES} ${M_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${name} PUBLIC ${M_USES} ${M_LINK})
  common_header(${name})
  if(tests AND GTest_FOUND)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} GTest::gtest_main GTest::gmock)
    common_header(${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT 900)
  endif()
endfunction()

function(common_header target)
  if(NOT TARGET common_pch)
    file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp.in "int mingtang_common_header;\n")
    configure_file(${CMAKE_BINARY_DIR}/pch.cpp.in ${CMAKE_BINARY_DIR}/pch.cpp COPYONLY)
    add_library(common_pch OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
    target_precompile_headers(common_pch PRIVATE <string> <string_view> <vector> <map> <optional> <functional> <memory> <algorithm>
      <chrono> <filesystem> <array> <span> <set> <unordered_map> <boost/json.hpp> <boost/system/result.hpp> <spdlog/spdlog.h>)
    target_link_libraries(common_pch PRIVATE Boost::json Boost::headers spdlog::spdlog)
    # ccache (bin/dev) takes this sum for the precompiled header itself, whose bytes differ from folder to folder.
    get_target_property(headers common_pch PRECOMPILE_HEADERS)
    string(TOUPPER "CMAKE_CXX_FLAGS_${CMAKE_BUILD_TYPE}" typed)
    string(SHA256 sum "${headers} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${${typed}} ${Boost_VERSION} ${spdlog_VERSION}")
    file(WRITE ${CMAKE_BINARY_DIR}/CMakeFiles/common_pch.dir/cmake_pch.hxx.gch.sum "${sum}\n")
  endif()
  target_precompile_headers(${target} REUSE_FROM common_pch)
endfunction()

# Everything the program carries inside itself: views, sentences, migrations, the law as data, web assets.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB_RECURSE embedded CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.html ${CMAKE_SOURCE_DIR}/src/*.json ${CMAKE_SOURCE_DIR}/src/*.sql
  ${CMAKE_SOURCE_DIR}/src/*.xml ${CMAKE_SOURCE_DIR}/src/*.py ${CMAKE_SOURCE_DIR}/law/*.json ${CMAKE_SOURCE_DIR}/law/*.csv ${CMAKE_SOURCE_DIR}/docs/api/*.yaml
  ${CMAKE_SOURCE_DIR}/web/dist/*)
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/resources.S
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/resources.S
  DEPENDS ${embedded} ${CMAKE_SOURCE_DIR}/tools/embed.py COMMENT "Packing views, sentences, migrations, law, assets")
add_library(resources STATIC ${CMAKE_BINARY_DIR}/resources.S)

function(program name source)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE ${ARGN})
  common_header(${name})
endfunction()
