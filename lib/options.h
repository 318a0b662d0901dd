/* SPDX-License-Identifier: ISC
 *
 * options: command lines from tables. One table of a program's options gives the parsing, the usage line and the help.
 */
#ifndef ANTT_OPTIONS_H
#define ANTT_OPTIONS_H

#include "diag.h"

enum option_type {
    OPTION_FLAG, /* target: bool */
    OPTION_TEXT, /* target: const char * */
    OPTION_LIST, /* target: struct option_list; may be given several times */
    OPTION_SIZE, /* target: size_t; digits with K, M or G behind them */
};

struct option_list {
    const char **items;
    size_t count, capacity;
};

struct option_spec {
    int letter; /* 0: only the long name */
    const char *name;
    const char *argument; /* its name in the help; NULL for flags */
    const char *help;
    enum option_type type;
    void *target;
};

struct program {
    const char *name;     /* antt-validate */
    const char *summary;  /* one line */
    const char *operands; /* [file ...] */
    const struct option_spec *options;
    size_t option_count;
};

/* Parses into the targets of the program's own options and of the common ones; false with a message for a wrong command
 * line. argv is reordered; *first_operand is the index of the first operand in it. */
bool options_parse(const struct program *program, const struct option_spec *common, size_t common_count, int argc,
                   char **argv, int *first_operand, struct diag *diag);
/* `antt-validate [-nqW] [-r FILE] [file ...]` */
void options_append_usage(const struct program *program, const struct option_spec *common, size_t common_count,
                          struct buffer *usage);
/* The whole help text, at most 80 columns wide. */
void options_append_help(const struct program *program, const struct option_spec *common, size_t common_count,
                         struct buffer *help);

#endif
