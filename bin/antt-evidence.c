/* SPDX-License-Identifier: ISC */
#include "evidence.h"
#include "spool.h"

struct attachment {
    bool warnings_are_errors;
    struct evidence *evidence;
    struct spool *spool; /* the records, until all have been seen */
    struct buffer block;
};

static void take(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct attachment *attachment = state;
    (void)run;
    if (kind)
        evidence_take(attachment->evidence, kind, record);
    spool_add(attachment->spool, record);
}

static void attach(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct attachment *attachment = state;
    struct buffer *block = &attachment->block;
    if (!evidence_is_wanted(attachment->evidence, kind)) {
        run_pass(run, record);
        return;
    }
    buffer_clear(block);
    evidence_append_block(attachment->evidence, kind, record, block);
    run_pass_with(run, record, "evidence", (struct text){block->bytes, block->length});
}

int main(int argc, char **argv)
{
    struct run run;
    struct attachment attachment = {0};
    const struct option_spec options[] = {
        {'W', "werror", NULL, "treat warnings as errors", OPTION_FLAG, &attachment.warnings_are_errors},
    };
    const struct program program = {"antt-evidence",
                                    "Put evidence and conflicts into nominations; add the block `evidence`.",
                                    "[file ...]", OPTION_TABLE(options), true};
    static const struct run_handler taking = {take}, attaching = {attach};
    if (run_start(&run, &program, argc, argv) &&
        (attachment.evidence = evidence_load(run.defs, run.kinds, &run.diag)) && (attachment.spool = spool_new(&run))) {
        run.diag.warnings_are_errors = attachment.warnings_are_errors;
        run.passes_empty = true;
        spool_divert(attachment.spool);
        run_records(&run, &taking, &attachment);
        spool_replay(attachment.spool, &attaching, &attachment);
    }
    evidence_free(attachment.evidence);
    spool_free(attachment.spool);
    buffer_free(&attachment.block);
    return run_finish(&run);
}
