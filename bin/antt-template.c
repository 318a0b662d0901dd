/* SPDX-License-Identifier: ISC */
#include "run.h"
#include "template.h"

static void list_kinds(struct run *run)
{
    struct buffer list = {0};
    if (run->operand_count)
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--list takes no kind");
    else
        template_append_list(run->kinds, &list);
    output_write(run->out, list.bytes, list.length);
    buffer_free(&list);
}

/* Every name is looked at before anything is written. */
static bool check_names(struct run *run)
{
    bool good = run->operand_count > 0;
    if (!good)
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "a kind is wanted; --list names them");
    for (size_t i = 0; i < run->operand_count; i++)
        good &= kinds_named(run->kinds, text_of(run->operands[i]), &run->diag) != NULL;
    return good;
}

static void write_templates(struct run *run)
{
    struct buffer document = {0};
    for (size_t i = 0; i < run->operand_count; i++) {
        buffer_clear(&document);
        template_append(kinds_find(run->kinds, text_of(run->operands[i])), &document);
        writer_document(&run->writer, (struct text){document.bytes, document.length});
    }
    buffer_free(&document);
}

int main(int argc, char **argv)
{
    struct run run;
    bool list = false;
    const struct option_spec options[] = {
        {0, "list", NULL, "print the names and titles of the kinds", OPTION_FLAG, &list},
    };
    const struct program program = {"antt-template", "Write blank records, to be filled in.", "[kind ...]",
                                    OPTION_TABLE(options), false};
    if (run_start(&run, &program, argc, argv)) {
        if (list)
            list_kinds(&run);
        else if (check_names(&run))
            write_templates(&run);
    }
    return run_finish(&run);
}
