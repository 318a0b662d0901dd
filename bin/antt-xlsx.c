/* SPDX-License-Identifier: ISC */
#include "spool.h"
#include "today.h"
#include "workbook.h"

#include <unistd.h>

struct publishing {
    const char *output, *report_name, *date, *signer;
    struct workbook_heading heading;
    struct measures *measures;
    struct report *report;
    struct workbook *workbook;
    struct spool *spool;
    struct provenance *provenance;
};

static void survey(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct publishing *publishing = state;
    (void)run;
    provenance_take(publishing->provenance, kind, record);
    if (!kind)
        return;
    workbook_survey(publishing->workbook, kind, record);
    spool_add(publishing->spool, record);
}

static void show(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct publishing *publishing = state;
    (void)run;
    workbook_add(publishing->workbook, kind, record);
}

/* A terminal cannot show a workbook. */
static bool may_write(struct run *run, const char *output)
{
    if (output || !isatty(STDOUT_FILENO))
        return true;
    diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "standard output is a terminal; --output names a file");
    return false;
}

static bool start(struct run *run, struct publishing *publishing)
{
    run->passes = false;
    if (!today(&run->diag, publishing->date, &publishing->heading.date) || !may_write(run, publishing->output) ||
        !run_may_replace(run, publishing->output))
        return false;
    const char *name = publishing->report_name ? publishing->report_name : "full";
    publishing->measures = measures_load(run->defs, run->kinds, &run->diag);
    publishing->report =
        publishing->measures ? report_load(run->defs, run->kinds, publishing->measures, name, &run->diag) : NULL;
    publishing->spool = publishing->report ? spool_new(run) : NULL;
    if (!publishing->spool)
        return false;
    publishing->workbook =
        workbook_new(run, publishing->report, publishing->measures, &publishing->heading, publishing->provenance);
    return true;
}

/* The file is written under a temporary name and takes its place only when all of the stream was read and written. */
static void publish(struct run *run, struct publishing *publishing)
{
    static const struct run_handler showing = {show};
    struct output *target = publishing->output ? output_to_file(publishing->output, 0666, &run->diag) : run->out;
    bool beside = target && output_temporary_path(target); /* else a pipe or device, which gets a copy */
    struct output *file = beside || !target ? target : output_to_temporary(&run->diag);
    bool written = file && workbook_begin(publishing->workbook, output_temporary_path(file)) &&
                   spool_replay(publishing->spool, &showing, publishing) && workbook_end(publishing->workbook) &&
                   run->diag.status != STATUS_TROUBLE;
    if (written && beside) {
        output_commit(target);
        return;
    }
    if (written)
        output_copy(file, target);
    else
        output_discard(file);
    if (target && !beside && target != run->out)
        output_commit(target);
}

int main(int argc, char **argv)
{
    struct run run;
    struct publishing publishing = {.provenance = provenance_new()};
    const struct option_spec options[] = {
        {'o', "output", "FILE", "write the workbook to this file (default: standard output, unless a terminal)",
         OPTION_OUTPUT, &publishing.output},
        {'r', "report", "NAME", "which report (default full: every sheet that the stream has records for)", OPTION_TEXT,
         &publishing.report_name},
        {0, "date", "DATE", "date of the document, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)", OPTION_TEXT,
         &publishing.date},
        {0, "issuer", "TEXT", "issuing body", OPTION_TEXT, &publishing.heading.issuer},
        {0, "parent", "TEXT", "superior body", OPTION_TEXT, &publishing.heading.parent},
        {0, "number", "TEXT", "number of the document", OPTION_TEXT, &publishing.heading.number},
        {0, "place", "TEXT", "place before the date", OPTION_TEXT, &publishing.heading.place},
        {0, "office", "TEXT", "office of the signer", OPTION_TEXT, &publishing.heading.office},
        {0, "signer", "TEXT", "name of the signer", OPTION_TEXT, &publishing.heading.signer},
        {0, "title", "TEXT", "title instead of the report's own", OPTION_TEXT, &publishing.heading.title},
    };
    const struct program program = {"antt-xlsx", "Write a workbook.", "[file ...]", OPTION_TABLE(options), true};
    static const struct run_handler surveying = {survey};
    if (run_start_observed(&run, &program, &publishing.provenance->observer, argc, argv) && start(&run, &publishing)) {
        run_records(&run, &surveying, &publishing);
        run.observer = NULL; /* what follows is read again */
        if (run.diag.status != STATUS_TROUBLE)
            publish(&run, &publishing);
    }
    workbook_free(publishing.workbook);
    report_free(publishing.report);
    measures_free(publishing.measures);
    spool_free(publishing.spool);
    provenance_free(publishing.provenance);
    return run_finish(&run);
}
