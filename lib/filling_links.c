/* SPDX-License-Identifier: ISC */
#include "filling_inside.h"

#include <string.h>

static bool same_keys(const struct report_link *a, const struct report_link *b)
{
    for (size_t i = 0; i < LINK_KEYS; i++)
        if (!a->by[i] != !b->by[i] || (a->by[i] && strcmp(a->by[i], b->by[i]) != 0))
            return false;
    return a->heading == b->heading;
}

/* The rows of the filling that such a link leads to, from now on noted. */
static const struct anchors *anchors_for(struct filling *filling, const struct report_link *link)
{
    for (size_t i = 0; i < filling->incoming_count; i++)
        if (same_keys(filling->incoming[i].link, link))
            return filling->incoming[i].anchors;
    filling->incoming = mem_grow(filling->incoming, &filling->incoming_capacity, filling->incoming_count + 1,
                                 sizeof *filling->incoming);
    struct incoming *incoming = &filling->incoming[filling->incoming_count++];
    *incoming = (struct incoming){link, anchors_new()};
    return incoming->anchors;
}

/* The column that shows what the link's own cell shows. */
static size_t column_showing(const struct report_sheet *sheet, const char *source)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (source && sheet->columns[i].source && strcmp(sheet->columns[i].source, source) == 0)
            return i;
    return 0;
}

static const struct report_column *linking_column(const struct filling *filling, size_t index)
{
    const struct report_sheet *sheet = filling->sheet;
    return index < sheet->column_count ? &sheet->columns[index] : &sheet->under;
}

void filling_connect(struct filling *filling, struct filling *target)
{
    for (size_t i = 0; i <= filling->sheet->column_count; i++) {
        const struct report_column *column = linking_column(filling, i);
        if (!column->link.sheet || strcmp(column->link.sheet, target->sheet->name) != 0)
            continue;
        filling->links[i] = (struct outgoing){target, anchors_for(target, &column->link),
                                              column->link.heading ? 0 : column_showing(target->sheet, column->source)};
    }
}

/* The values by which rows are known to links; false where one is unknown. */
static bool put_key(struct filling *filling, const struct report_link *link, const struct node *root)
{
    const struct node *keys = filling->sheet->grouped ? node_get(root, text_of("group")) : root;
    struct buffer *key = &filling->key;
    buffer_clear(key);
    for (size_t i = 0; i < LINK_KEYS && link->by[i]; i++) {
        const struct node *node = node_at_path(keys, link->by[i]);
        if (node_is_null(node) || node->type != NODE_SCALAR)
            return false;
        buffer_append(key, node->value.bytes, node->value.length);
        buffer_putc(key, '\0');
    }
    return true;
}

void links_note(struct filling *filling, const struct node *root, size_t heading)
{
    size_t row = filling_next_row(filling);
    if (filling->part_count > 1 || row >= xlsx_end_row(filling->parts[0].sheet))
        return; /* links lead to the first sheet of a table only */
    for (size_t i = 0; i < filling->incoming_count; i++) {
        const struct incoming *incoming = &filling->incoming[i];
        bool headed = incoming->link->heading;
        if ((!headed || heading != SIZE_MAX) && put_key(filling, incoming->link, root))
            anchors_note(incoming->anchors, (struct text){filling->key.bytes, filling->key.length},
                         headed ? heading : row);
    }
}

void links_put(struct filling *filling, const struct node *root, size_t index, struct xlsx_cell *cell)
{
    const struct outgoing *link = &filling->links[index];
    size_t row;
    if (!link->target || !link->target->part_count || (cell->kind != XLSX_CELL_TEXT && cell->kind != XLSX_CELL_CODE) ||
        !put_key(filling, &linking_column(filling, index)->link, root))
        return;
    if (anchors_find(link->anchors, (struct text){filling->key.bytes, filling->key.length}, &row))
        cell->to = (struct xlsx_target){link->target->parts[0].sheet, row, link->column};
}
