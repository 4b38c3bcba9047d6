# SPDX-License-Identifier: GPL-3.0-or-later
# One options target, one precompiled header for everything below ui/, and the function that makes a room.

add_library(plumbline_options INTERFACE)
target_include_directories(plumbline_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(plumbline_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
# gcc 12 sees overflows in inlined std::string copies that are none (GCC bugs 105329, 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(plumbline_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
target_compile_definitions(plumbline_options INTERFACE PLUMBLINE_VERSION="${PROJECT_VERSION}")
if(PLUMBLINE_WERROR)
    target_compile_options(plumbline_options INTERFACE -Werror)
endif()
if(PLUMBLINE_SANITIZE)
    target_compile_options(plumbline_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
    target_link_options(plumbline_options INTERFACE -fsanitize=address,undefined)
endif()

file(WRITE ${CMAKE_BINARY_DIR}/pch_anchor.cpp "// anchor of the shared precompiled header\n")
add_library(plumbline_pch STATIC ${CMAKE_BINARY_DIR}/pch_anchor.cpp)
target_link_libraries(plumbline_pch PUBLIC plumbline_options Threads::Threads)
target_precompile_headers(plumbline_pch PRIVATE
    <algorithm> <array> <chrono> <cmath> <cstdint> <functional> <map> <memory> <mutex> <optional> <set> <span>
    <sstream> <stop_token> <string> <string_view> <unordered_map> <variant> <vector> <filesystem> <nlohmann/json.hpp>)

# The same for tests, with GoogleTest in it and without optimisation: what is tested is optimised, the claims compile fast.
function(plumbline_test_pch)
    add_library(plumbline_test_pch STATIC ${CMAKE_BINARY_DIR}/pch_anchor.cpp)
    target_compile_options(plumbline_test_pch PUBLIC -O0)
    target_link_libraries(plumbline_test_pch PUBLIC plumbline_options Threads::Threads GTest::gtest)
    target_precompile_headers(plumbline_test_pch PRIVATE
        <algorithm> <array> <chrono> <cmath> <cstdint> <functional> <map> <memory> <mutex> <optional> <set> <span> <sstream>
        <stop_token> <string> <string_view> <unordered_map> <variant> <vector> <filesystem> <nlohmann/json.hpp> <gtest/gtest.h>)
endfunction()

# plumbline_room(NAME SOURCES a.cpp … DEPS room … LIBS target …): the library plumbline_NAME.
function(plumbline_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;DEPS;LIBS" ${ARGN})
    add_library(plumbline_${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(plumbline_${name} PUBLIC plumbline_options nlohmann_json::nlohmann_json)
    foreach(dep IN LISTS ROOM_DEPS)
        target_link_libraries(plumbline_${name} PUBLIC plumbline_${dep})
    endforeach()
    if(ROOM_LIBS)
        target_link_libraries(plumbline_${name} PRIVATE ${ROOM_LIBS})
    endif()
    target_link_libraries(plumbline_${name} PRIVATE Threads::Threads)
    target_precompile_headers(plumbline_${name} REUSE_FROM plumbline_pch)
endfunction()

# plumbline_embed(TARGET SYMBOL FILE): compiles a text resource in as `extern const std::string_view plumbline::resource_SYMBOL`.
function(plumbline_embed target symbol file)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/resource_${symbol}.cpp)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${file})
    file(READ ${CMAKE_SOURCE_DIR}/${file} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
    file(CONFIGURE OUTPUT ${out} CONTENT [[
#include <string_view>
namespace plumbline {
extern const std::string_view resource_@symbol@;
static const char bytes[] = {@bytes@ 0};
const std::string_view resource_@symbol@{bytes, @size@};
}
]] @ONLY)
    target_sources(${target} PRIVATE ${out})
    set_source_files_properties(${out} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()
