# gijiroku_stage(NAME SOURCES … [SEES stage…] [USES stage…] [PACKAGES pkg-config-name…])
#
# Declares the static library of one folder of pipeline/. What a stage may include is
# exactly what it names here; anything else does not compile:
#   SEES      stages whose headers its own public header includes (passed on to users)
#   USES      stages that it includes in its sources alone
#   PACKAGES  third-party libraries, always private: no public header includes them
find_package(PkgConfig REQUIRED)

add_library(gijiroku_flags INTERFACE)
target_compile_options(gijiroku_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow
                                                -Wstrict-prototypes -Wvla)
if(GIJIROKU_STRICT)
    target_compile_options(gijiroku_flags INTERFACE -Werror)
endif()
if(GIJIROKU_SANITIZE)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all
                   -fno-omit-frame-pointer)
    target_compile_options(gijiroku_flags INTERFACE ${sanitizers})
    target_link_options(gijiroku_flags INTERFACE ${sanitizers})
endif()
if(GIJIROKU_COVERAGE)
    target_compile_options(gijiroku_flags INTERFACE --coverage)
    target_link_options(gijiroku_flags INTERFACE --coverage)
endif()

# gijiroku_package(TARGET PACKAGE…): links pkg-config packages privately.
function(gijiroku_package target)
    foreach(package ${ARGN})
        string(MAKE_C_IDENTIFIER "${package}" id)
        if(NOT TARGET PkgConfig::${id})
            pkg_check_modules(${id} REQUIRED IMPORTED_TARGET GLOBAL ${package})
        endif()
        target_link_libraries(${target} PRIVATE PkgConfig::${id})
    endforeach()
endfunction()

function(gijiroku_stage name)
    cmake_parse_arguments(PARSE_ARGV 1 stage "" "" "SOURCES;SEES;USES;PACKAGES")
    if(stage_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "gijiroku_stage(${name}): ${stage_UNPARSED_ARGUMENTS}?")
    endif()
    add_library(${name} STATIC ${stage_SOURCES})
    target_include_directories(${name} PUBLIC include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${stage_SEES})
    target_link_libraries(${name} PRIVATE ${stage_USES} gijiroku_flags)
    gijiroku_package(${name} ${stage_PACKAGES})
endfunction()
