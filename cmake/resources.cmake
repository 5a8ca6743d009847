# What the program reads when it runs. The build tree has a share/ of its own beside the
# program, with links to the sources, so that an edited template counts at once; it has the
# shape of the installed one.
set(share ${CMAKE_BINARY_DIR}/share/gijiroku)
file(MAKE_DIRECTORY ${share})
foreach(folder templates fonts)
    file(RELATIVE_PATH target ${share} ${CMAKE_SOURCE_DIR}/${folder})
    file(CREATE_LINK ${target} ${share}/${folder} SYMBOLIC)
    install(DIRECTORY ${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/gijiroku)
endforeach()

foreach(language "" ja/)
    foreach(page man1/gijiroku.1 man5/gijiroku-template.5)
        configure_file(share/man/${language}${page}
            ${CMAKE_BINARY_DIR}/share/man/${language}${page} @ONLY)
        get_filename_component(section ${page} DIRECTORY)
        install(FILES ${CMAKE_BINARY_DIR}/share/man/${language}${page}
            DESTINATION ${CMAKE_INSTALL_MANDIR}/${language}${section})
    endforeach()
endforeach()

install(FILES share/completions/gijiroku.bash RENAME gijiroku
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES share/completions/_gijiroku
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES share/completions/gijiroku.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md README.ja.md CHANGELOG.md LICENSE
    DESTINATION ${CMAKE_INSTALL_DOCDIR})
