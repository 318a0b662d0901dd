/* SPDX-License-Identifier: ISC */
#include "run.h"

#include <stdlib.h>
#include <string.h>

struct selection {
    bool invert, count;
    struct expr *expr;
    const struct kind **kinds;
    size_t selected;
};

static int32_t date_at(const struct record *record, const char *path)
{
    struct value date = field_read(FIELD_DATE, node_at_path(record->root, path));
    return date.type == VALUE_DATE ? (int32_t)date.integer : 0;
}

static void select_record(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct selection *selection = state;
    struct expr_input input = {.root = record->root,
                               .year = kind ? kind_year(kind, record) : 0,
                               .period_from = date_at(record, "assessment.period.from"),
                               .period_to = date_at(record, "assessment.period.to")};
    bool holds = kind && expr_test(selection->expr, &input) == TRUTH_TRUE;
    if (holds == selection->invert)
        return;
    selection->selected++;
    if (!selection->count)
        run_pass(run, record);
}

/* Names are those of any kind; a field that a record's kind does not have is unknown there. */
static bool compile(struct run *run, struct selection *selection)
{
    size_t count = kinds_count(run->kinds);
    struct expr_error error = {0};
    selection->kinds = mem_new(count, sizeof(struct kind *));
    for (size_t i = 0; i < count; i++)
        selection->kinds[i] = kinds_at(run->kinds, i);
    struct expr_scope scope = {.kinds = selection->kinds, .kind_count = count};
    if (run->operand_count == 0) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage",
                    "an expression is wanted, as 'record == area and year >= 2015'");
        return false;
    }
    selection->expr = expr_compile(run->operands[0], &scope, EXPR_CONDITION, &error);
    if (!selection->expr)
        diag_report(&run->diag, SEVERITY_TROUBLE,
                    &(struct place){.file = "expression", .line = 1, .column = error.column}, "bad-expression", "%s",
                    buffer_text(&error.text));
    buffer_free(&error.text);
    run->operands++;
    run->operand_count--;
    return selection->expr != NULL;
}

int main(int argc, char **argv)
{
    struct run run;
    struct selection selection = {0};
    const struct option_spec options[] = {
        {'v', "invert", NULL, "the records for which it does not hold, or is not known to hold", OPTION_FLAG,
         &selection.invert},
        {'c', "count", NULL, "print their number instead", OPTION_FLAG, &selection.count},
    };
    const struct program program = {"antt-select", "Pass on the records for which an expression holds.",
                                    "expression [file ...]", OPTION_TABLE(options), false};
    static const struct run_handler handler = {select_record};
    if (run_start(&run, &program, argc, argv) && compile(&run, &selection)) {
        run.passes = !selection.count;
        run.passes_empty = false;
        run_records(&run, &handler, &selection);
        struct buffer number = {0};
        buffer_printf(&number, "%zu\n", selection.selected);
        if (selection.count)
            output_write(run.out, number.bytes, number.length);
        buffer_free(&number);
    }
    expr_free(selection.expr);
    free(selection.kinds);
    return run_finish(&run);
}
