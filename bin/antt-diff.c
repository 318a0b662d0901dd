/* SPDX-License-Identifier: ISC */
#include "diff.h"

struct comparing {
    bool by_unit;
    struct diff *diff;
    enum diff_side side;
};

static void take(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct comparing *comparing = state;
    (void)run;
    diff_add(comparing->diff, comparing->side, kind, record);
}

static bool start(struct run *run, struct comparing *comparing)
{
    run->passes = false;
    if (run->operand_count < 1 || run->operand_count > 2) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage",
                    "the older file is wanted and the newer one, else standard input; see antt-diff --help");
        return false;
    }
    comparing->diff = diff_new(run, comparing->by_unit);
    return true;
}

int main(int argc, char **argv)
{
    struct run run;
    struct comparing comparing = {0};
    const struct option_spec options[] = {
        {'s', "summary", NULL, "only counts, by unit", OPTION_FLAG, &comparing.by_unit},
    };
    const struct program program = {"antt-diff", "Tell what differs between two files of records.", "old [new]",
                                    OPTION_TABLE(options), true};
    static const struct run_handler handler = {take};
    if (run_start(&run, &program, argc, argv) && start(&run, &comparing)) {
        bool read = run_file(&run, run.operands[0], &handler, &comparing);
        comparing.side = DIFF_AFTER;
        if (read && run_file(&run, run.operand_count > 1 ? run.operands[1] : "-", &handler, &comparing))
            diff_write(comparing.diff);
    }
    diff_free(comparing.diff);
    return run_finish(&run);
}
