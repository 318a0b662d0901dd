/* SPDX-License-Identifier: ISC */
#include "run_options.h"

#include "confine.h"

#include <stdlib.h>
#include <string.h>

#ifndef ANTT_VERSION
#define ANTT_VERSION "unknown"
#endif

enum { COMMON_OPTIONS = 10 };

static void common_options(struct run *run, struct option_spec options[COMMON_OPTIONS])
{
    const struct option_spec common[COMMON_OPTIONS] = {
        {'u', "units", "FILE", "unit records, besides those in the stream", OPTION_INPUTS, &run->unit_files},
        {'d', "defs", "DIR", "definitions that replace or add to the built-in ones", OPTION_LIST,
         &run->definition_directories},
        {0, "rejects", "FILE", "keep documents that cannot be read, under their messages", OPTION_OUTPUT,
         &run->rejects_path},
        {0, "sealed", NULL, "demand and write the seal of a whole stream", OPTION_FLAG, &run->sealed},
        {0, "max-document", "SIZE", "refuse longer documents (default 1M)", OPTION_SIZE, &run->document_limit},
        {0, "diagnostics", "FORMAT", "messages as text or json", OPTION_TEXT, &run->diagnostics},
        {0, "explain", "SLUG", "explain the message of that name (all: list them) and exit", OPTION_TEXT,
         &run->explain},
        {0, "progress", NULL, "show bytes, records and rate", OPTION_FLAG, &run->progress},
        {'h', "help", NULL, "print this help and exit", OPTION_FLAG, &run->help},
        {'V', "version", NULL, "print the version and exit", OPTION_FLAG, &run->version},
    };
    memcpy(options, common, sizeof common);
}

static bool say(struct run *run, const char *text)
{
    output_write(run->out, text, strlen(text));
    return false; /* nothing more is to be done */
}

static bool print_explanations(struct run *run)
{
    const char *text = diag_explain(run->explain);
    if (strcmp(run->explain, "all") == 0) {
        for (size_t i = 0; diag_slug(i); i++) {
            say(run, diag_slug(i));
            say(run, "\n    ");
            say(run, diag_explain(diag_slug(i)));
            say(run, "\n");
        }
    } else if (text) {
        say(run, text);
        say(run, "\n");
    } else {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "no message is called '%s'; --explain all lists them",
                    run->explain);
    }
    return false;
}

static bool answer(struct run *run, const struct option_spec *common)
{
    if (run->help) {
        struct buffer help = {0};
        options_append_help(run->program, common, COMMON_OPTIONS, &help);
        say(run, buffer_text(&help));
        buffer_free(&help);
        return false;
    }
    if (run->version) {
        say(run, run->program->name);
        return say(run, " " ANTT_VERSION "\n");
    }
    if (run->explain)
        return print_explanations(run);
    run->diag.json = run->diagnostics && strcmp(run->diagnostics, "json") == 0;
    if (run->diagnostics && !run->diag.json && strcmp(run->diagnostics, "text") != 0) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--diagnostics: '%s' is neither text nor json",
                    run->diagnostics);
        return false;
    }
    return true;
}

static bool open_definitions(struct run *run)
{
    struct option_list directories = {0};
    const char *environment = getenv("ANTT_DEFS");
    char *copy = environment ? mem_copy(environment, strlen(environment)) : NULL, *rest = copy, *part;
    while (rest && (part = strsep(&rest, ":")))
        if (*part) {
            directories.items =
                mem_grow(directories.items, &directories.capacity, directories.count + 1, sizeof(char *));
            directories.items[directories.count++] = part;
        }
    for (size_t i = 0; i < run->definition_directories.count; i++) {
        directories.items = mem_grow(directories.items, &directories.capacity, directories.count + 1, sizeof(char *));
        directories.items[directories.count++] = run->definition_directories.items[i];
    }
    run->defs = defs_open(directories.items, directories.count, &run->diag);
    free(directories.items);
    free(copy);
    run->kinds = run->defs ? kinds_load(run->defs, &run->diag) : NULL;
    return run->kinds != NULL;
}

/* The definitions are in memory. Of the operands the first is opened at once; others may be replaced until their turn
 * comes. */
static void give_up_the_rest(const struct run *run, const struct option_paths *paths)
{
    struct confine confine;
    bool found = false;
    confine_start(&confine);
    for (size_t i = 0; i < paths->read.count; i++)
        confine_read(&confine, paths->read.items[i]);
    for (size_t i = 0; i < run->operand_count; i++)
        if (found)
            confine_read_beside(&confine, run->operands[i]);
        else
            found = confine_read(&confine, run->operands[i]);
    for (size_t i = 0; i < paths->written.count; i++)
        confine_write(&confine, paths->written.items[i]);
    if (run->program->keeps)
        confine_make(&confine, output_temporary_directory());
    confine_now(&confine);
}

bool run_read_command_line(struct run *run, int argc, char **argv)
{
    struct option_spec common[COMMON_OPTIONS] = {0};
    struct option_paths paths = {0};
    int first;
    common_options(run, common);
    bool going = options_parse(run->program, common, COMMON_OPTIONS, argc, argv, &first, &paths, &run->diag) &&
                 answer(run, common);
    if (going) {
        run->operands = argv + first;
        run->operand_count = (size_t)(argc - first);
        going = open_definitions(run);
    }
    if (going)
        give_up_the_rest(run, &paths);
    free(paths.read.items);
    free(paths.written.items);
    return going;
}
