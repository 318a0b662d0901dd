/* SPDX-License-Identifier: ISC
 *
 * records-page TEMPLATE: prints antt-records(5), so that the page says what the definitions say. A tool of the build.
 *
 * Lines of the template are copied, but for these:
 *     @kinds [NAME ...]      a subsection for each kind of record, without the fields of these names and below them
 *     @fields KIND [PATH]    the fields of a kind, or those below one of its fields
 */
#include "kind.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page {
    struct diag diag;
    struct kinds *kinds;
    struct buffer text;
};

/* Text on a line of its own: nothing in it may be taken for a macro or an escape. */
static void append_text(struct page *page, const char *text)
{
    if (*text == '.' || *text == '\'')
        buffer_puts(&page->text, "\\&");
    for (; *text; text++)
        if (*text == '\\')
            buffer_puts(&page->text, "\\e");
        else
            buffer_putc(&page->text, *text);
}

static void append_list(struct page *page, const char *const *items, size_t count, const char *last)
{
    for (size_t i = 0; i < count; i++)
        buffer_printf(&page->text, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : last, items[i]);
}

static void append_type(struct page *page, const struct field *field)
{
    static const char *const none[] = {[FIELD_MAPPING] = "mapping", [FIELD_LIST] = "list"};
    const char *name = field_type_name(field->type);
    if (field->type == FIELD_CHOICE)
        name = "one of";
    if (field->type == FIELD_LIST && field->member_count)
        name = "list of mappings";
    buffer_printf(&page->text, " Pq Em %s", field->type <= FIELD_LIST && none[field->type] && name == none[field->type] ? none[field->type] : name);
    if ((field->type == FIELD_LIST && !field->member_count) || field->type == FIELD_TABLE)
        buffer_printf(&page->text, " No of Em %s", field->item == FIELD_CHOICE ? "words" : field_type_name(field->item));
    if (field->required)
        buffer_puts(&page->text, " No , required");
    buffer_putc(&page->text, '\n');
}

