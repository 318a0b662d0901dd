/* SPDX-License-Identifier: ISC */
#include "previous.h"
#include "run.h"
#include "scoring.h"

int main(int argc, char **argv)
{
    struct run run;
    struct scoring scoring = {.run = &run};
    const char *check = NULL;
    bool list = false;
    const struct option_spec options[] = {
        {'c', "criteria", "SET",
         "judge by this set, a name or a file; default: the set in force for the record's year and kind", OPTION_INPUT,
         &scoring.set_name},
        {'b', "baseline", "FILE", "last year's records, where they are not in the stream", OPTION_INPUTS,
         &scoring.baselines},
        {'a', "all", NULL, "list every rule, met ones too", OPTION_FLAG, &scoring.all_rules},
        {0, "reduction", "HOW", "rule 4.4.a: contained (<=, default) or strict (<)", OPTION_TEXT, &scoring.reduction},
        {0, "against", "SET", "write no records but which units would flip under this set, and by which rules",
         OPTION_INPUT, &scoring.other_name},
        {0, "check", "FILE", "look a criteria set over for unknown fields, rules that cannot apply, missing citations",
         OPTION_INPUT, &check},
        {'l', "list", NULL, "print the sets, or the rules of the sets named as operands", OPTION_FLAG, &list},
    };
    const struct program program = {"antt-score", "Judge records by the criteria; add the block `assessment`.",
                                    "[file ...]", OPTION_TABLE(options), false};
    if (run_start(&run, &program, argc, argv) && scoring_start(&scoring)) {
        if (list)
            scoring_list(&scoring);
        else if (check)
            scoring_check(&scoring, check);
        else
            scoring_run(&scoring);
    }
    scoring_free(&scoring);
    return run_finish(&run);
}
