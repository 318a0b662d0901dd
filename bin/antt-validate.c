/* SPDX-License-Identifier: ISC */
#include "duplicates.h"
#include "hygiene.h"
#include "references.h"
#include "together.h"

struct validation {
    bool only_check, quiet, warnings_are_errors, fix_nfc;
    struct check *check;
    struct duplicates *duplicates;
    struct references *references;
    struct together *together;
    struct reader *fixed_reader;
};

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
    bool known = text != CHECK_TEXT_LOST && check_kind(run, kind, record);
    bool sound = known && text == CHECK_TEXT_SOUND;
    if (known) { /* all faults in one go */
        sound &= check_fields(validation->check, kind, record);
        sound &= hygiene_check(&run->diag, record);
        sound &= check_relations(validation->check, kind, record, run->units);
    }
    bool repeated = known && sound && !duplicates_check_key(validation->duplicates, kind, record);
    if (sound && !repeated)
        sound = duplicates_check_name(validation->duplicates, kind, record);
    if (known && !repeated) {
        together_add(validation->together, kind, record, sound);
        references_add(validation->references, kind, record, sound);
    }
    if (known && !sound && !repeated)
        references_refused(validation->references, kind, record);
    if (!known || !sound || repeated)
        run_reject(run, &original);
    else if (references_settled(validation->references, kind, record, &original) && !validation->only_check)
        run_pass(run, record);
}

int main(int argc, char **argv)
{
    struct run run;
    struct validation validation = {0};
    const struct option_spec options[] = {
        {'r', "rejects", "FILE", "keep rejected documents, each under its messages", OPTION_OUTPUT, &run.rejects_path},
        {'n', "no-output", NULL, "only check; pass nothing on", OPTION_FLAG, &validation.only_check},
        {'W', "werror", NULL, "treat warnings as errors", OPTION_FLAG, &validation.warnings_are_errors},
        {0, "fix-nfc", NULL, "rewrite text to Unicode normal form C", OPTION_FLAG, &validation.fix_nfc},
        {'q', "quiet", NULL, "no line of counts at the end", OPTION_FLAG, &validation.quiet},
    };
    const struct program program = {"antt-validate", "Let only sound records through.", "[file ...]",
                                    OPTION_TABLE(options), true};
    static const struct run_handler handler = {validate};
    if (run_start(&run, &program, argc, argv) && (validation.check = check_new(run.kinds, &run.diag)) &&
        (validation.duplicates = duplicates_new(run.kinds, &run.diag)) &&
        (validation.together = together_new(run.kinds, &run.diag))) {
        run.diag.warnings_are_errors = validation.warnings_are_errors;
        run.passes = !validation.only_check;
        validation.references = references_new(&run, duplicates_keys(validation.duplicates));
        validation.fixed_reader = validation.fix_nfc ? reader_new(&run.diag) : NULL;
        run_records(&run, &handler, &validation);
        units_check(run.units, &run.diag);
        references_finish(validation.references, validation.check, validation.fixed_reader);
        together_report(validation.together);
        if (!validation.quiet)
            diag_say(&run.diag, "antt-validate: %zu records, %zu rejected, %zu warnings", run.documents, run.rejected,
                     run.diag.warnings);
    }
    references_free(validation.references);
    together_free(validation.together);
    check_free(validation.check);
    duplicates_free(validation.duplicates);
    reader_free(validation.fixed_reader);
    return run_finish(&run);
}
