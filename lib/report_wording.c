/* SPDX-License-Identifier: ISC */
#include "report_reading.h"

static const char *const provenance_keys[] = {
    "sheet",    "title",   "what",     "content",      "digest",     "count",   "bytes",     "made_with", "command",
    "report",   "units",   "data",     "files",        "records",    "unknown", "undecided", "rejected",  "unreadable",
    "criteria", "missing", "no_units", "none_missing", "definition", "note",    NULL};

static bool read_recipients(const struct report_reading *reading, const struct record *definition,
                            struct report_wording *wording)
{
    const struct node *recipients = node_get(definition->root, text_of("recipients"));
    if (recipients && recipients->type != NODE_SEQUENCE)
        return defs_fault(reading->diag, definition, recipients, "`recipients` must be a list of lines");
    wording->recipients = mem_new(recipients ? recipients->count : 0, sizeof(char *));
    for (const struct node *line = node_first(recipients); line; line = line->next) {
        if (line->type != NODE_SCALAR)
            return defs_fault(reading->diag, definition, line, "`recipients` must be a list of lines");
        wording->recipients[wording->recipient_count++] = line->value.bytes;
    }
    return true;
}

/* Wording stands in a report of its own that all others share, so that an office changes it once. */
bool report_read_wording(const struct report_reading *reading, struct report_wording *wording)
{
    static const char *const keys[] = {"report",  "nation",           "motto",      "place_date",
                                       "footer",  "recipients_title", "recipients", "remark",
                                       "no_rows", "missing",          "provenance", NULL};
    const struct record *definition = defs_get(reading->defs, "reports", "wording");
    if (!definition)
        return false; /* it is built in: one that takes its place could not be read, and that was said */
    const struct node *root = definition->root, *provenance = node_get(root, text_of("provenance"));
    *wording = (struct report_wording){.nation = defs_text(root, "nation"),
                                       .motto = defs_text(root, "motto"),
                                       .place_date = defs_text(root, "place_date"),
                                       .footer = defs_text(root, "footer"),
                                       .recipients_title = defs_text(root, "recipients_title"),
                                       .remark = defs_text(root, "remark"),
                                       .no_rows = defs_text(root, "no_rows"),
                                       .missing = defs_text(root, "missing"),
                                       .provenance = provenance};
    if (!defs_only(reading->diag, definition, root, keys))
        return false;
    if (provenance && provenance->type != NODE_MAPPING)
        return defs_fault(reading->diag, definition, provenance, "`provenance` must be a mapping of captions");
    return defs_only(reading->diag, definition, provenance, provenance_keys) &&
           read_recipients(reading, definition, wording);
}
