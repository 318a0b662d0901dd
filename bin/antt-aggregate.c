/* SPDX-License-Identifier: ISC */
#include "aggregate.h"
#include "run.h"
#include "spool.h"

#include <string.h>

struct aggregation {
    const char *by, *as_of;
    bool keep, attach;
    struct measures *measures;
    struct aggregate *aggregate;
    struct spool *spool; /* with --attach: the records, until all have been counted */
    struct buffer text;
};

static const char rollup_kind[] = "commune";

static void count(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct aggregation *aggregation = state;
    bool summary = kind && strcmp(kind->name, "summary") == 0;
    if (kind && !(aggregation->attach && summary))
        aggregate_add(aggregation->aggregate, kind, record);
    if (aggregation->attach || (aggregation->keep && !summary))
        run_pass(run, record);
}

static void attach(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct aggregation *aggregation = state;
    const struct node *unit = node_get(record->root, text_of("unit")), *year = node_get(record->root, text_of("year"));
    bool gets_rollup = kind && strcmp(kind->name, rollup_kind) == 0 && unit && unit->type == NODE_SCALAR && year &&
                       year->type == NODE_SCALAR;
    if (!gets_rollup) {
        run_pass(run, record);
        return;
    }
    buffer_clear(&aggregation->text);
    aggregate_append_rollup(aggregation->aggregate, unit->value, year->value, &aggregation->text);
    run_pass_with(run, record, "rollup", (struct text){aggregation->text.bytes, aggregation->text.length});
}

/* Sums of less than all that was asked for would look whole: there are none. */
static void write_summaries(struct run *run, struct aggregation *aggregation)
{
    size_t groups = aggregate_sort(aggregation->aggregate);
    bool good = run->diag.status != STATUS_TROUBLE; /* sorting adds up groups that meet */
    for (size_t i = 0; i < groups && good && run_going(run); i++) {
        buffer_clear(&aggregation->text);
        group_append_summary(aggregation->aggregate, aggregate_group(aggregation->aggregate, i), &aggregation->text);
        writer_document(&run->writer, (struct text){aggregation->text.bytes, aggregation->text.length});
    }
}

static bool start(struct run *run, struct aggregation *aggregation)
{
    struct grouping grouping;
    if (aggregation->attach && (aggregation->keep || aggregation->by)) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage",
                    "--attach passes records on by itself: it goes with neither --keep nor --by");
        return false;
    }
    if (!grouping_read(&grouping, aggregation->by ? aggregation->by : "unit,year")) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage",
                    "--by: '%s': expected some of unit, district, province, year, each once, parted by commas",
                    aggregation->by);
        return false;
    }
    if (aggregation->attach && !(aggregation->spool = spool_new(run)))
        return false;
    int32_t day = 0;
    if (aggregation->as_of && !text_date(text_of(aggregation->as_of), &day)) {
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--as-of: '%s' is no date YYYY-MM-DD that exists",
                    aggregation->as_of);
        return false;
    }
    aggregation->measures = measures_load(run->defs, run->kinds, &run->diag);
    if (!aggregation->measures)
        return false;
    aggregation->aggregate = aggregate_new(&grouping, aggregation->measures, run->units,
                                           aggregation->attach ? rollup_kind : NULL, &run->diag);
    aggregate_set_day(aggregation->aggregate, day);
    return true;
}

int main(int argc, char **argv)
{
    struct run run;
    struct aggregation aggregation = {0};
    const struct option_spec options[] = {
        {'b', "by", "KEYS", "group by some of unit, district, province, year (default unit,year)", OPTION_TEXT,
         &aggregation.by},
        {'k', "keep", NULL, "pass the records on before the summaries", OPTION_FLAG, &aggregation.keep},
        {'a', "attach", NULL, "put a rollup into each commune record instead, and pass everything on", OPTION_FLAG,
         &aggregation.attach},
        {0, "as-of", "DATE", "count under the units that exist on this day; predecessors go to successors", OPTION_TEXT,
         &aggregation.as_of},
    };
    const struct program program = {"antt-aggregate", "Count and sum by group; add up summaries.", "[file ...]",
                                    OPTION_TABLE(options), true};
    static const struct run_handler counting = {count}, attaching = {attach};
    if (run_start(&run, &program, argc, argv) && start(&run, &aggregation)) {
        run.passes_empty = aggregation.keep || aggregation.attach;
        if (aggregation.attach)
            spool_divert(aggregation.spool);
        run_records(&run, &counting, &aggregation);
        if (aggregation.attach)
            spool_replay(aggregation.spool, &attaching, &aggregation);
        else
            write_summaries(&run, &aggregation);
    }
    aggregate_free(aggregation.aggregate);
    measures_free(aggregation.measures);
    spool_free(aggregation.spool);
    buffer_free(&aggregation.text);
    return run_finish(&run);
}
