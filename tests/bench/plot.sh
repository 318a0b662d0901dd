# SPDX-License-Identifier: ISC
# A part of run: a plot of the CPU times
# shellcheck shell=sh disable=SC2154,SC2086

awk -F, '$1 == "cpu" || $1 == "job-cpu" || $1 == "peer-cpu" {
    name = ($1 == "job-cpu" ? "job: " : "") $2; printf "\"%s\" %s\n", name, $4 }' "$csv" >"$work/plot.data"
gnuplot <<END
set terminal svg size 900,500 noenhanced
set output "$ANTT_BENCH/plot.svg"
set title "CPU time over $short records of $(($(wc -c <"$work/short.yaml") / short)) bytes"
set ylabel "milliseconds"
set logscale y
set style fill solid 0.6
set boxwidth 0.7
set xtics rotate by -45
set grid ytics
unset key
plot "$work/plot.data" using 0:2:xtic(1) with boxes
END
