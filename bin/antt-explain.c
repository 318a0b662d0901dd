/* SPDX-License-Identifier: ISC */
#include "explain.h"

int main(int argc, char **argv)
{
    struct run run;
    struct explain *explain = NULL;
    const char *language = NULL;
    bool short_form = false;
    const struct option_spec options[] = {
        {'s', "short", NULL, "one line a unit", OPTION_FLAG, &short_form},
        {'l', "lang", "LANG", "vi or en (default: by LC_ALL, LC_MESSAGES, LANG; else vi)", OPTION_TEXT, &language},
    };
    const struct program program = {"antt-explain", "Say why each unit is met, not met or undecided.", "[file ...]",
                                    OPTION_TABLE(options), false};
    if (run_start(&run, &program, argc, argv) && (explain = explain_new(&run, language, short_form))) {
        run.passes = false;
        run_records(&run, &explain_handler, explain);
        explain_finish(explain);
    }
    explain_free(explain);
    return run_finish(&run);
}
