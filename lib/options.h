/* SPDX-License-Identifier: ISC
 *
 * options: command lines from tables. One table of a program's options gives the parsing, the usage line and the help.
 */
#ifndef ANTT_OPTIONS_H
#define ANTT_OPTIONS_H

#include "diag.h"

enum option_type {
    OPTION_FLAG,   /* target: bool */
    OPTION_TEXT,   /* target: const char * */
    OPTION_LIST,   /* target: struct option_list; may be given several times */
    OPTION_SIZE,   /* target: size_t; digits with K, M or G behind them */
    OPTION_INPUT,  /* as OPTION_TEXT: a file that is read, if it is the path of one */
    OPTION_INPUTS, /* as OPTION_LIST */
    OPTION_OUTPUT, /* as OPTION_TEXT: a file that is written */
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

/* The options of a program, and how many. */
#define OPTION_TABLE(table) (table), sizeof(table) / sizeof *(table)

struct program {
    const char *name;     /* antt-validate */
    const char *summary;  /* one line */
    const char *operands; /* [file ...] */
    const struct option_spec *options;
    size_t option_count;
    bool keeps; /* part of the records in temporary files */
};

/* Which files the options of a command line named. The strings belong to argv; the lists are the caller's to free. */
struct option_paths {
    struct option_list read, written;
};

/* Parses into the targets of the program's own options and of the common ones; false with a message for a wrong command
 * line. argv is reordered; *first_operand is the index of the first operand in it; *paths is added to. */
bool options_parse(const struct program *program, const struct option_spec *common, size_t common_count, int argc,
                   char **argv, int *first_operand, struct option_paths *paths, struct diag *diag);
/* The whole help text, at most 80 columns wide. */
void options_append_help(const struct program *program, const struct option_spec *common, size_t common_count,
                         struct buffer *help);

#endif
