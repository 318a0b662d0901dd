/* SPDX-License-Identifier: ISC */
#include "report_reading.h"

#include <string.h>

static const char *const words[FINDINGS] = {
    [FINDING_TEXT] = "",           [FINDING_FIRST] = "first",         [FINDING_LAST] = "last",
    [FINDING_LOWEST] = "lowest",   [FINDING_HIGHEST] = "highest",     [FINDING_FIRST_AT] = "first_at",
    [FINDING_LAST_AT] = "last_at", [FINDING_LOWEST_AT] = "lowest_at", [FINDING_HIGHEST_AT] = "highest_at",
    [FINDING_CHANGE] = "change"};

/* `share.first`; false where it is none of these. */
static bool read_place(const struct report_sheet *sheet, struct text place, struct report_piece *piece)
{
    struct text rest = place, column;
    struct buffer id = {0};
    if (!text_next_part(&rest, '.', &column))
        return false;
    buffer_append(&id, column.bytes, column.length);
    const struct report_column *found = report_column_at(sheet, buffer_text(&id), &piece->column);
    buffer_free(&id);
    if (!found || (found->format != COLUMN_INTEGER && found->format != COLUMN_PERCENT))
        return false;
    for (size_t i = FINDING_FIRST; i < FINDINGS; i++)
        if (text_is(rest, words[i])) {
            piece->finding = (enum finding)i;
            return true;
        }
    return false;
}

/* The next piece of the title; a brace that has no dot, as {latest_year}, is for others to fill in. */
static bool next_piece(const struct report_sheet *sheet, struct text *rest, struct report_piece *piece)
{
    const char *open = memchr(rest->bytes, '{', rest->length), *end = rest->bytes + rest->length;
    const char *close = open ? memchr(open, '}', (size_t)(end - open)) : NULL;
    size_t length = rest->length;
    *piece = (struct report_piece){.text = *rest};
    if (open == rest->bytes && close && memchr(open, '.', (size_t)(close - open))) {
        length = (size_t)(close - open) + 1;
        if (!read_place(sheet, (struct text){open + 1, length - 2}, piece))
            return false;
    } else if (open > rest->bytes) {
        length = (size_t)(open - rest->bytes);
    } else if (close) {
        length = (size_t)(close - open) + 1;
    }
    piece->text.length = length;
    *rest = (struct text){rest->bytes + length, rest->length - length};
    return true;
}

bool report_read_finding(const struct report_reading *reading, const struct report_sheet *sheet,
                         const struct node *chart_node, struct report_chart *chart)
{
    const struct node *node = node_get(chart_node, text_of("finding"));
    const char *missing = defs_text(chart_node, "missing");
    chart->counts_missing = missing != NULL;
    if (missing && !report_column_at(sheet, missing, &chart->missing))
        return report_fault(reading, chart_node, "`missing` must be the id of one of the sheet's columns");
    if (!node)
        return true;
    struct text rest = node->type == NODE_SCALAR ? node->value : text_of("");
    chart->pieces = mem_new(rest.length + 1, sizeof *chart->pieces);
    while (rest.length > 0)
        if (!next_piece(sheet, &rest, &chart->pieces[chart->piece_count++]))
            return report_fault(reading, node,
                                "a place in `finding` is {ID.first}, last, lowest, highest, one of these with _at, or "
                                "{ID.change}, of an integer or percent column");
    return true;
}
