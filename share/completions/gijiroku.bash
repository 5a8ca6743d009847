# bash completion for gijiroku
_gijiroku() {
    local cur prev words cword
    local commands='build watch merge convert inspect lint explain fonts verify'
    local common='--config --encoding --quiet --verbose --color --help --version'
    _init_completion -s || return

    local command='' i
    for ((i = 1; i < cword; i++)); do
        case " $commands " in *" ${words[i]} "*)
            command=${words[i]}
            break
            ;;
        esac
    done

    case $prev in
    -f | --format)
        if [[ $command == build || $command == watch ]]; then
            # a list: completes the name after the last comma
            local done='' formats='xml md html pdf' f
            [[ $cur == *,* ]] && done=${cur%,*},
            COMPREPLY=()
            for f in $formats; do
                [[ ,$done == *,$f,* || $f != "${cur##*,}"* ]] || COMPREPLY+=("$done$f")
            done
            compopt -o nospace
        elif [[ $command == lint ]]; then
            COMPREPLY=($(compgen -W 'text json sarif github' -- "$cur"))
        elif [[ $command == fonts || $command == verify ]]; then
            COMPREPLY=($(compgen -W 'text json' -- "$cur"))
        else
            COMPREPLY=($(compgen -W 'xml md html pdf txt json akn source' -- "$cur"))
        fi
        return
        ;;
    --fix-rule)
        COMPREPLY=($(compgen -W 'wave-dash minus-dash number-width-mix variant-term' -- "$cur"))
        return
        ;;
    --baseline | --write-baseline)
        _filedir json
        return
        ;;
    --color)
        COMPREPLY=($(compgen -W 'auto always never' -- "$cur"))
        return
        ;;
    --encoding)
        COMPREPLY=($(compgen -W 'UTF-8 UTF-16LE UTF-16BE Shift_JIS EUC-JP ISO-2022-JP' -- "$cur"))
        return
        ;;
    -o | --output)
        if [[ $command == build || $command == watch || $command == merge ]]; then _filedir -d; else _filedir; fi
        return
        ;;
    --explain-line)
        return
        ;;
    --config | --template)
        _filedir yaml
        return
        ;;
    esac

    if [[ $command == explain && $cur != -* ]]; then
        COMPREPLY=($(compgen -W "$(gijiroku explain 2>/dev/null | cut -d ' ' -f 1)" -- "$cur"))
        return
    fi

    if [[ $cur == -* ]]; then
        local options=$common
        case $command in
        build) options="$common --output --format --template --jobs --force --check --diff --prune --shard --deps --report --timings" ;;
        watch) options="$common --output --format --template --jobs --diff --prune" ;;
        merge) options="$common --output --jobs --prune" ;;
        convert) options="$common --output --format --template --explain-line" ;;
        lint) options="$common --output --format --fix --fix-rule --diff --baseline --write-baseline --test-dictionary" ;;
        inspect) options="$common --output" ;;
        fonts) options="$common --output --format --template --write-lock" ;;
        verify) options="--quiet --verbose --color --help --version --format" ;;
        esac
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    elif [[ -z $command ]]; then
        COMPREPLY=($(compgen -W "$commands" -- "$cur"))
    elif [[ $command == verify ]]; then
        _filedir -d
    else
        _filedir
    fi
}
complete -F _gijiroku gijiroku
