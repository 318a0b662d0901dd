/* SPDX-License-Identifier: ISC */
#include "keyset.h"
#include "run.h"

#include <stdlib.h>
#include <string.h>

struct validation {
    bool only_check, quiet, warnings_are_errors, fix_nfc;
    struct check *check;
    struct keyset *keys;
    struct reader *fixed_reader;
    struct buffer key;
    struct first_place {
        uint32_t file, line;
    } * first; /* where each key was seen first, by its number */
    size_t first_capacity;
    const char **files;
    size_t file_count, file_capacity;
};

static uint32_t file_number(struct validation *validation, const char *name)
{
    if (validation->file_count == 0 || validation->files[validation->file_count - 1] != name) {
        validation->files =
            mem_grow(validation->files, &validation->file_capacity, validation->file_count + 1, sizeof(char *));
        validation->files[validation->file_count++] = name;
    }
    return (uint32_t)(validation->file_count - 1);
}

static bool check_unique(struct run *run, struct validation *validation, const struct kind *kind,
                         const struct record *record)
{
    struct place place = record_first_place(record);
    bool added;
    buffer_clear(&validation->key);
    kind_append_key(kind, record, &validation->key);
    size_t number = keyset_add(validation->keys, (struct text){validation->key.bytes, validation->key.length}, &added);
    validation->first = mem_grow(validation->first, &validation->first_capacity, number + 1, sizeof *validation->first);
    struct first_place *first = &validation->first[number];
    if (added)
        *first = (struct first_place){file_number(validation, place.file), (uint32_t)place.line};
    else
        diag_report(&run->diag, SEVERITY_ERROR, &place, "duplicate-record", "the same key as the record at %s:%u",
                    validation->files[first->file], first->line);
    return added;
}

static bool check_kind(struct run *run, const struct kind *kind, const struct record *record)
{
    const struct node *name = node_get(record->root, text_of("record"));
    struct place place = name ? record_place(record, name->at) : record_first_place(record);
    char written[TEXT_EXCERPT];
    if (kind)
        return true;
    const char *nearest = kinds_nearest(run->kinds, record->kind);
    if (record->kind.length == 0)
        diag_report(&run->diag, SEVERITY_ERROR, &place, "missing-kind",
                    "record is missing; expected the name of a kind, as `record: area`");
    else
        diag_report(&run->diag, SEVERITY_ERROR, &place, "unknown-kind", "no kind '%s'%s%s%s",
                    text_excerpt(record->kind, written), nearest ? "; did you mean '" : "", nearest ? nearest : "",
                    nearest ? "'?" : "");
    return false;
}

static void validate(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct validation *validation = state;
    struct frame original = record->frame;
    enum check_text text = check_normal_form(validation->check, record, validation->fixed_reader);
    bool sound = text == CHECK_TEXT_SOUND;
    if (text != CHECK_TEXT_LOST && check_kind(run, kind, record)) { /* all faults in one go */
        sound &= check_fields(validation->check, kind, record);
        sound &= check_relations(validation->check, kind, record, run->units);
    } else {
        sound = false;
    }
    sound = sound && check_unique(run, validation, kind, record);
    if (!sound)
        run_reject(run, &original);
    else if (!validation->only_check)
        run_pass(run, record);
}

int main(int argc, char **argv)
{
    struct run run;
    struct validation validation = {0};
    const struct option_spec options[] = {
        {'r', "rejects", "FILE", "keep rejected documents, each under its messages", OPTION_TEXT, &run.rejects_path},
        {'n', "no-output", NULL, "only check; pass nothing on", OPTION_FLAG, &validation.only_check},
        {'W', "werror", NULL, "treat warnings as errors", OPTION_FLAG, &validation.warnings_are_errors},
        {0, "fix-nfc", NULL, "rewrite text to Unicode normal form C", OPTION_FLAG, &validation.fix_nfc},
        {'q', "quiet", NULL, "no line of counts at the end", OPTION_FLAG, &validation.quiet},
    };
    const struct program program = {"antt-validate", "Let only sound records through.", "[file ...]", options,
                                    sizeof options / sizeof *options};
    static const struct run_handler handler = {validate};
    if (run_start(&run, &program, argc, argv) && (validation.check = check_new(run.kinds, &run.diag))) {
        run.diag.warnings_are_errors = validation.warnings_are_errors;
        run.passes = !validation.only_check;
        validation.keys = keyset_new();
        validation.fixed_reader = validation.fix_nfc ? reader_new(&run.diag) : NULL;
        run_records(&run, &handler, &validation);
        units_check(run.units, &run.diag);
        if (!validation.quiet)
            diag_say(&run.diag, "antt-validate: %zu records, %zu rejected, %zu warnings", run.documents, run.rejected,
                     run.diag.warnings);
    }
    check_free(validation.check);
    keyset_free(validation.keys);
    reader_free(validation.fixed_reader);
    buffer_free(&validation.key);
    free(validation.files);
    free(validation.first);
    return run_finish(&run);
}
