#!/bin/sh
# SPDX-License-Identifier: ISC
# The Debian package: the same bytes again, nothing that lintian would say, whole when installed, gone when purged.
# Run by `make check-package`.
. "${0%/*}/../lib.sh"
work=$PWD
cd "$ANTT_TOP" || exit
package=$PWD/$(find build -maxdepth 1 -name 'antt_*.deb')
unset MAKEFLAGS MAKELEVEL MFLAGS DESTDIR PREFIX
mkdir "$work/elsewhere" && .ci/files | tar -cf - -T - | tar -xf - -C "$work/elsewhere"
pages=$(ls man/*.[1-9])
cd "$work" || exit

# --- the same, from a tree in another place, for a user of other habits ---

again() {
    (umask 077 && cd elsewhere && TZ=Asia/Ho_Chi_Minh LC_ALL=C make -s deb) >made 2>&1 || { cat made; return 1; }
}
ok 'made again elsewhere' again
ok 'it is the same to the byte' cmp "$package" "elsewhere/build/${package##*/}"
rm -rf elsewhere

expect 'lintian has nothing to say' -- lintian --allow-root --display-info --pedantic --fail-on error,warning,info,pedantic "$package"

# --- what it says of itself ---

is 'its name tells version and architecture' "${package##*/}" "antt_$(antt-sort -V | cut -d ' ' -f 2)_$(dpkg --print-architecture).deb"
dpkg-deb -f "$package" >control
for library in libc6 libnettle8 libunistring libxlsxwriter libyaml zlib1g; do
    ok "it depends on $library" grep -q "^Depends:.*$library" control
done
ok 'antt-verify wants two more' grep -q '^Recommends: libxml2-utils, unzip$' control

# --- installed into a root of its own ---

mkdir -p root/var/lib/dpkg/info root/var/lib/dpkg/updates root/usr/bin
: >root/var/lib/dpkg/status
: >root/var/lib/dpkg/available
echo mine >root/usr/bin/other
into_root() { # option of dpkg, argument
    PATH=$PATH:/usr/sbin:/sbin fakeroot dpkg --root="$PWD/root" --log="$PWD/dpkg.log" --force-depends "$@" >dpkg.out 2>&1 || { cat dpkg.out; return 1; }
}
tree() { find root -path root/var/lib/dpkg -prune -o -print | LC_ALL=C sort; }
tree >before

ok 'dpkg installs it' into_root --install "$package"
PATH=$PWD/root/usr/bin:$PATH
export PATH
for program in "$ANTT_BIN"/antt-*; do
    name=${program##*/}
    is "$name runs from there" "$("root/usr/bin/$name" --version)" "$("$program" --version)"
    ok "bash finds how to complete $name" grep -q "complete -F .* $name" "root/usr/share/bash-completion/completions/$name"
    ok "and zsh" grep -q "^#compdef .*$name" root/usr/share/zsh/vendor-completions/_antt
done
for page in $pages; do
    page=${page##*/}
    ok "$page is there, compressed" gzip -t "root/usr/share/man/man${page##*.}/$page.gz"
done
is 'programs are stripped' "$(for file in root/usr/bin/antt-*; do readelf -SW "$file" 2>&1 | grep -q '\.symtab' && echo "$file"; done)" ''
town=root/usr/share/doc/antt/examples/bim-son
antt-score "$town/areas.yaml" | antt-aggregate -k -u "$town/units.yaml" >judged.yaml
expect 'a workbook is made with it' -- antt-xlsx -o town.xlsx --date 2025-01-01 judged.yaml
ok 'the example of a nightly job is there' test -x root/usr/share/doc/antt/examples/nightly/antt-nightly
ok 'every file is what the package says' sh -c 'cd root && md5sum --quiet -c var/lib/dpkg/info/antt.md5sums'

ok 'dpkg purges it' into_root --purge antt
tree >after
ok 'nothing is left, and nothing else gone' diff before after
is 'dpkg has forgotten it' "$(find root/var/lib/dpkg/info -name 'antt*'; grep -i antt root/var/lib/dpkg/status)" ''

finish
