#!/bin/sh
# SPDX-License-Identifier: ISC
# make install, make uninstall, and what a touched header rebuilds.
. "${0%/*}/lib.sh"
work=$PWD dest=$PWD/dest
unset DESTDIR PREFIX
cd "$ANTT_TOP" || exit
case $ANTT_BIN in
"$ANTT_TOP"/*/bin) build=${ANTT_BIN#"$ANTT_TOP/"} build=${build%/bin} ;;
*) skip 'install' 'the programs are not in the tree'; finish ;;
esac

quiet_make() {
    make -s --no-print-directory VARIANT="$ANTT_VARIANT" B="$build" DESTDIR="$dest" PREFIX=/opt/antt "$@"
}

man_finds() { # name, section: the page that was installed is the one in the tree, and renders
    cmp "$dest/opt/antt/share/man/man$2/$1.$2" "man/$1.$2" &&
        mandoc -Tutf8 "$dest/opt/antt/share/man/man$2/$1.$2" | grep -qi "$1($2)"
}

{
    for file in bin/antt-*; do
        name=${file##*/} name=${name%.c}
        echo "755 bin/$name"
        echo "777 share/bash-completion/completions/$name -> antt"
    done
    echo '644 share/bash-completion/completions/antt'
    echo '644 share/zsh/site-functions/_antt'
    for page in man/*.[1-9]; do [ ! -e "$page" ] || echo "644 share/man/man${page##*.}/${page##*/}"; done
    for file in README LICENSE; do [ ! -e "$file" ] || echo "644 share/doc/antt/$file"; done
    .ci/files examples | while read -r file; do
        if [ -x "$file" ]; then mode=755; else mode=644; fi
        echo "$mode share/doc/antt/$file"
    done
} | LC_ALL=C sort >"$work/wanted"

ok 'make install' quiet_make install
(cd "$dest/opt/antt" && find . ! -type d \( -type l -printf '%m %P -> %l\n' -o -printf '%m %P\n' \)) | LC_ALL=C sort >"$work/installed"
ok 'programs, manuals, completion, examples, and nothing else' diff "$work/wanted" "$work/installed"
is 'nothing outside DESTDIR and PREFIX' "$(cd "$dest" && find . ! -type d ! -path './opt/antt/*')" ''
for page in man/*.[1-9]; do
    [ -e "$page" ] || continue
    name=${page##*/}
    ok "man finds $name" man_finds "${name%.*}" "${name##*.}"
done
for program in "$dest"/opt/antt/bin/*; do
    ok "${program##*/} runs where it was installed" "$program" --version
    ok "bash finds how to complete ${program##*/}" \
        grep -qw -e "^complete .*${program##*/}" "$dest/opt/antt/share/bash-completion/completions/${program##*/}"
done

echo mine >"$dest/opt/antt/bin/other"
ok 'make uninstall' quiet_make uninstall
is 'it leaves only what it did not bring' "$(cd "$dest" && find . ! -type d)" './opt/antt/bin/other'
ok 'its own directory is gone' test ! -e "$dest/opt/antt/share/doc/antt"
ok 'again, with nothing there' quiet_make uninstall

# As if each header had just been changed: exactly the files that include it, directly or not, are compiled.
make -n V=1 --no-print-directory VARIANT="$ANTT_VARIANT" B="$build" all units >"$work/plan" 2>&1
is 'nothing is left to build' "$(grep -c -- ' -c -o ' "$work/plan")" 0
includes() { # file: the headers of lib/ that it reaches
    awk -v start="$1" '
        function visit(file,   line, part) {
            if (seen[file]++) return
            while ((getline line <file) > 0)
                if (line ~ /^# *include "/) { split(line, part, "\""); visit("lib/" part[2]); visit("tests/unit/" part[2]) }
            close(file)
        }
        BEGIN { visit(start); for (file in seen) print file }'
}
for source in lib/*.c bin/*.c man/*.c tests/unit/*.c; do
    [ ! -e "$source" ] || includes "$source" | sed "s,\$, $source,"
done >"$work/users"
for header in lib/*.h lib/*.def; do
    [ -e "$header" ] || continue
    make -n V=1 --no-print-directory -W "$header" VARIANT="$ANTT_VARIANT" B="$build" all units 2>/dev/null |
        sed -n 's/.* -c -o [^ ]* //p' | grep -v '/defs_builtin\.c$' | LC_ALL=C sort >"$work/rebuilt"
    sed -n "s,^$header ,,p" "$work/users" | LC_ALL=C sort >"$work/expected"
    ok "$header: only its users are compiled" diff "$work/expected" "$work/rebuilt"
done

finish
