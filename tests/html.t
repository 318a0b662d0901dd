#!/bin/sh
# SPDX-License-Identifier: ISC
# make html: every page, and no link that leads nowhere.
. "${0%/*}/lib.sh"
html=$PWD/html
cd "$ANTT_TOP" || exit

# page, a link or anchor in it, one a line; names as they are read
found() { # href or id
    (cd "$html" && grep -o " $1=\"[^\"]*\"" ./*.html | sed "s,^\./,,; s,: $1=\", ,; s,\"\$,,; s,&amp;,\&,g")
}

ok 'the manuals are made' .ci/html "$html" man/*.[1-9]
is 'a page for each, and an index' "$(cd "$html" && ls ./*.html)" \
    "$({ echo ./index.html; for page in man/*.[1-9]; do echo "./${page##*/}.html"; done; } | LC_ALL=C sort)"
for page in "$html"/*.html; do ok "${page##*/} is well-formed" xmllint --noout "$page"; done

cd "${html%/*}" || exit
found id >anchors
found href >links
ok 'there are links' test "$(wc -l <links)" -gt 300
is 'an anchor is named once in a page' "$(sort anchors | uniq -d)" ''
while read -r page link; do
    file=${link%%#*}
    [ -e "$html/${file:-$page}" ] || echo "$page: $link"
    case $link in *'#'*) grep -qxF "${file:-$page} ${link#*#}" anchors || echo "$page: $link" ;; esac
done <links >nowhere
is 'every link leads somewhere' "$(cat nowhere)" ''

for page in "$ANTT_TOP"/man/*.[1-9]; do
    name=${page##*/}
    ok "the index leads to $name" grep -qx "index.html $name.html" links
    ok "$name leads to the index" grep -qx "$name.html index.html" links
    sed -n 's/^\.Xr \(antt[^ ]*\) \([1-9]\).*/\1.\2.html/p' "$page" | sort -u >wanted
    sed -n "s/^$name.html \(antt[^ #]*\.html\)\$/\1/p" links | sort -u >got
    is "$name: what it refers to is linked" "$(comm -23 wanted got)" ''
done
is 'pages of others are named, not linked' "$(grep -c 'class="Xr">cron(8)</span>' "$html/antt.7.html")" 2

finish
