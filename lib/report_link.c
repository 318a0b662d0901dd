/* SPDX-License-Identifier: ISC */
#include "report_reading.h"

static bool has_key(const struct report_sheet *sheet, const char *path)
{
    struct buffer name = {0};
    buffer_printf(&name, "%s%s", sheet->grouped ? "group." : "", path);
    bool found = field_at_path(&sheet->kind->root, buffer_text(&name)) != NULL;
    buffer_free(&name);
    return found;
}

static bool read_keys(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *by,
                      struct report_link *link)
{
    size_t count = 0;
    const struct node *key = by->type == NODE_SEQUENCE ? by->first : by;
    for (; key; key = by->type == NODE_SEQUENCE ? key->next : NULL) {
        if (key->type != NODE_SCALAR || count == LINK_KEYS || !has_key(sheet, key->value.bytes))
            return report_fault(reading, key, "`by` needs one to three fields of the sheet's records");
        link->by[count++] = key->value.bytes;
    }
    return count > 0 || report_fault(reading, by, "`by` needs one to three fields of the sheet's records");
}

bool report_read_link(const struct report_reading *reading, const struct report_sheet *sheet, const struct node *node,
                      struct report_link *link)
{
    static const char *const keys[] = {"sheet", "by", "heading", NULL};
    const struct node *by = node_get(node, text_of("by"));
    if (!node)
        return true;
    if (!defs_only(reading->diag, reading->definition, node, keys))
        return false;
    link->sheet = defs_text(node, "sheet");
    link->heading = report_flag(node, "heading");
    if (!link->sheet || !by)
        return report_fault(reading, node, "a link needs `sheet`, the name of one, and `by`, a field");
    if (!sheet->grouped && !sheet->order)
        return report_fault(reading, node, "only groups, and records with an `order`, can have links");
    return read_keys(reading, sheet, by, link);
}
