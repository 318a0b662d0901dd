/* SPDX-License-Identifier: ISC
 *
 * filter: runs the programs in the harness itself: their main() is antt_NAME() here.
 */
#ifndef ANTT_FUZZ_FILTER_H
#define ANTT_FUZZ_FILTER_H

#include "mem.h"
#include "text.h"

enum { FILTER_ARGUMENTS = 8 };

struct filter {
    int (*main)(int argc, char **argv);
    const char *arguments[FILTER_ARGUMENTS]; /* the program's name first; NULL behind the last */
};

int antt_aggregate(int argc, char **argv);
int antt_due(int argc, char **argv);
int antt_evidence(int argc, char **argv);
int antt_explain(int argc, char **argv);
int antt_import(int argc, char **argv);
int antt_score(int argc, char **argv);
int antt_select(int argc, char **argv);
int antt_sort(int argc, char **argv);
int antt_table(int argc, char **argv);
int antt_template(int argc, char **argv);
int antt_validate(int argc, char **argv);
int antt_xlsx(int argc, char **argv);

/* Runs a filter over the input; its standard output is appended, its exit status returned. */
int fuzz_filter(const struct filter *filter, struct text input, struct buffer *output);

#endif
