/* SPDX-License-Identifier: ISC */
#include "due.h"
#include "run.h"
#include "spool.h"
#include "today.h"

struct watch {
    const char *date;
    bool all, quiet;
    struct dues *dues;
    struct spool *spool; /* the records, until all have been taken */
};

static void take(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct watch *watch = state;
    (void)run;
    dues_take(watch->dues, kind, record);
    spool_add(watch->spool, record);
}

static void judge(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct watch *watch = state;
    (void)run;
    dues_judge(watch->dues, kind, record);
}

static bool start(struct run *run, struct watch *watch)
{
    int32_t day;
    if (!today(&run->diag, watch->date, &day))
        return false;
    watch->dues = dues_new(run, day);
    watch->spool = watch->dues ? spool_new(run) : NULL;
    return watch->spool != NULL;
}

/* What is missing can be told only when all that there is has been seen. */
static void watch_stream(struct run *run, struct watch *watch)
{
    static const struct run_handler taking = {take}, judging = {judge};
    spool_divert(watch->spool);
    run_records(run, &taking, watch);
    if (!dues_have_units(watch->dues) || !spool_replay(watch->spool, &judging, watch))
        return;
    dues_make_missing(watch->dues, watch->all);
    if (!watch->quiet)
        dues_tell(watch->dues);
}

int main(int argc, char **argv)
{
    struct run run;
    struct watch watch = {0};
    const struct option_spec options[] = {
        {0, "date", "DATE", "the day as of which it is told (default: today)", OPTION_TEXT, &watch.date},
        {'a', "all", NULL, "make records for what is awaited too, not only for what is missing", OPTION_FLAG,
         &watch.all},
        {'q', "quiet", NULL, "say nothing of how things stand", OPTION_FLAG, &watch.quiet},
    };
    const struct program program = {"antt-due", "Tell who owes what by when; add the block `timeliness`.", "[file ...]",
                                    OPTION_TABLE(options), true};
    if (run_start(&run, &program, argc, argv) && start(&run, &watch))
        watch_stream(&run, &watch);
    dues_free(watch.dues);
    spool_free(watch.spool);
    return run_finish(&run);
}
