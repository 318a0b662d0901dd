/* SPDX-License-Identifier: ISC */
#include "xlsx.h"

#include "xlsx_rows.h"
#include "xlsx_text.h"

#include <stdio.h>
#include <string.h>

enum {
    NARROWEST = 3,         /* characters of a column whose width is given */
    NARROWEST_CAPTION = 8, /* and of one whose width is measured */
    WIDEST = 60,
    CAPTION_LINES = 3,
    FILTER_BUTTON = 18, /* pixels */
    LEFT_MOST = 320,    /* pixels that a heading's left half asks for; longer names are wrapped */
    MOST_FROZEN = 320,  /* points; a taller block would leave no room to scroll in */
    HEADING_LINES = 4,
};

/* --- the heading --- */

/* The halves of the heading, line by line. */
static void heading_lines(const struct xlsx_heading *heading, struct line left[], struct line right[])
{
    static const char rule[] = "\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014";
    struct text issuer = rows_text_or_none(heading->issuer);
    left[0] = (struct line){rows_text_or_none(heading->parent), LOOK_SUPERIOR};
    left[1] = (struct line){issuer, LOOK_NAME};
    left[2] = (struct line){text_of(issuer.length ? rule : ""), LOOK_RULE};
    left[3] = (struct line){rows_text_or_none(heading->number), LOOK_NUMBER};
    right[0] = (struct line){rows_text_or_none(heading->nation), LOOK_NATION};
    right[1] = (struct line){rows_text_or_none(heading->motto), LOOK_MOTTO};
    right[2] = (struct line){text_of(""), LOOK_RULE};
    right[3] = (struct line){rows_text_or_none(heading->place_date), LOOK_ITALIC};
}

static double widest_line(const struct line lines[])
{
    double widest = 0;
    for (size_t i = 0; i < HEADING_LINES; i++) {
        const struct look_table *font = &xlsx_looks[lines[i].look];
        double width = lines[i].text.length ? layout_text_width(lines[i].text, font->bold, font->size) : 0;
        if (width > widest)
            widest = width;
    }
    return widest;
}

/* Divides the columns so that neither half of the heading is cut. */
static void divide(struct xlsx_sheet *sheet, const struct xlsx_heading *heading)
{
    struct line left[HEADING_LINES], right[HEADING_LINES];
    double left_need = 0, right_need = 0;
    if (heading) {
        heading_lines(heading, left, right);
        left_need = widest_line(left);
        right_need = widest_line(right);
    }
    layout_halve(&sheet->layout, left_need < LEFT_MOST ? left_need : LEFT_MOST, right_need);
}

static bool put_heading(struct xlsx_sheet *sheet, const struct xlsx_heading *heading)
{
    struct line left[HEADING_LINES], right[HEADING_LINES];
    struct text title = rows_text_or_none(heading->title), subtitle = rows_text_or_none(heading->subtitle);
    size_t columns = sheet->layout.count;
    bool done = true;
    heading_lines(heading, left, right);
    for (size_t i = 0; done && i < HEADING_LINES; i++)
        if (left[i].text.length || right[i].text.length)
            done = rows_pair(sheet, &left[i], &right[i]);
    if (done && title.length)
        done = rows_gap(sheet) && (sheet->title_row = sheet->row) > 0 && rows_wide(sheet, title, LOOK_TITLE, columns);
    if (done && subtitle.length)
        done = rows_wide(sheet, subtitle, LOOK_ITALIC, columns);
    return done && (sheet->row == (sheet->backed ? 1U : 0U) || rows_gap(sheet));
}

/* The way back, above all that is printed: it takes no room on any page. */
static bool put_back(struct xlsx_sheet *sheet, const struct xlsx_sheet *back)
{
    struct buffer text = {0};
    buffer_printf(&text, "« %s", back->name);
    struct text shown = {text.bytes, text.length};
    size_t last = sheet->layout.count - 1;
    const struct xlsx_target target = {back, back->title_row, 0};
    bool done = xlsx_begin_row(sheet, rows_text_height(sheet, shown, LOOK_BACK, 0, last)) &&
                xlsx_put_link(sheet, shown, LOOK_BACK, 0, last, &target);
    sheet->backed = true;
    sheet->row++;
    buffer_free(&text);
    return done;
}

/* --- captions --- */

static bool same_group(const struct xlsx_column *a, const struct xlsx_column *b)
{
    return strcmp(a->group ? a->group : "", b->group ? b->group : "") == 0;
}

static bool has_group(const struct xlsx_column *column)
{
    return column->group && *column->group;
}

/* The last of the neighbours that share the column's group. */
static size_t group_end(const struct xlsx_sheet_spec *spec, size_t first)
{
    size_t last = first;
    while (last + 1 < spec->column_count && same_group(&spec->columns[first], &spec->columns[last + 1]))
        last++;
    return last;
}

/* In pixels: what is asked for, or what the caption in a few lines and the usual content need. */
static double column_width(const struct xlsx_column *column)
{
    static const double usual[XLSX_FORMATS] = {[XLSX_TEXT] = 20,    [XLSX_CODE] = 10, [XLSX_INTEGER] = 8,
                                               [XLSX_PERCENT] = 10, [XLSX_DATE] = 12, [XLSX_RATIO] = 17};
    struct text caption = rows_text_or_none(column->caption);
    double word = layout_word_width(caption, true, XLSX_BODY_SIZE), width;
    if (column->width > 0)
        width = layout_pixels_of_characters(column->width < NARROWEST ? NARROWEST : column->width);
    else {
        double lines = layout_text_width(caption, true, XLSX_BODY_SIZE) / CAPTION_LINES * 1.15 + FILTER_BUTTON;
        double least = layout_pixels_of_characters(usual[column->format]), most = layout_pixels_of_characters(WIDEST);
        width = lines > least ? lines : least;
        width = width < layout_pixels_of_characters(NARROWEST_CAPTION) ? least : width > most ? most : width;
    }
    return width > word ? width : word;
}

/* The heights of the row of groups, 0 without any, and of the row of captions. */
static void caption_heights(const struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec, double *groups,
                            double *captions)
{
    double single = 0; /* the tallest caption that may use both rows */
    *groups = 0;
    *captions = layout_row_height(1, XLSX_BODY_SIZE);
    for (size_t i = 0; i < spec->column_count; i++) {
        double height = rows_text_height(sheet, rows_text_or_none(spec->columns[i].caption), LOOK_CAPTION, i, i);
        double *tallest = has_group(&spec->columns[i]) ? captions : &single;
        *tallest = height > *tallest ? height : *tallest;
    }
    for (size_t i = 0, last; i < spec->column_count; i = last + 1) {
        last = group_end(spec, i);
        if (!has_group(&spec->columns[i]))
            continue;
        double height = rows_text_height(sheet, text_of(spec->columns[i].group), LOOK_CAPTION, i, last);
        *groups = height > *groups ? height : *groups;
    }
    if (single > *groups + *captions)
        *captions = single - *groups;
}

static bool put_groups(struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec, double height)
{
    bool done = rows_begin(sheet, height);
    for (size_t i = 0, last; done && i < spec->column_count; i = last + 1) {
        bool grouped = has_group(&spec->columns[i]);
        last = grouped ? group_end(spec, i) : i;
        const char *text = grouped ? spec->columns[i].group : spec->columns[i].caption;
        done = xlsx_put_text(sheet, rows_text_or_none(text), LOOK_CAPTION, i, last);
    }
    sheet->row++;
    return done;
}

static bool put_captions(struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec)
{
    double above = sheet->pages.used, groups, captions;
    size_t first = sheet->row;
    caption_heights(sheet, spec, &groups, &captions);
    bool done = (groups <= 0 || put_groups(sheet, spec, groups)) && rows_begin(sheet, captions);
    for (size_t i = 0; done && i < spec->column_count; i++) {
        const struct xlsx_column *column = &spec->columns[i];
        done = groups > 0 && !has_group(column)
                   ? xlsx_put_upwards(sheet, LOOK_CAPTION, i)
                   : xlsx_put_text(sheet, rows_text_or_none(column->caption), LOOK_CAPTION, i, i);
    }
    sheet->pages.repeated = groups + captions;
    bool frozen = above + groups + captions <= MOST_FROZEN;
    done = done && xlsx_set_captions(sheet, first, sheet->row, frozen);
    sheet->first_row = ++sheet->row;
    return done;
}

/* --- sheets --- */

static bool set_page(struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec)
{
    struct buffer footer = {0};
    struct text text = rows_text_or_none(spec->footer);
    const char *fault = xlsx_text_fault(text);
    if (fault)
        return xlsx_trouble(sheet->book, fault);
    xlsx_text_footer(&footer, text);
    bool done = xlsx_set_page(sheet, spec->landscape, text.length ? buffer_text(&footer) : NULL);
    buffer_free(&footer);
    return done;
}

static struct xlsx_sheet *new_sheet(struct xlsx *book, const struct xlsx_sheet_spec *spec)
{
    struct xlsx_sheet *sheet = mem_new(1, sizeof *sheet);
    struct buffer name = {0};
    sheetname_make(&book->names, rows_text_or_none(spec->name), &name);
    sheet->name = mem_copy(name.bytes, name.length);
    buffer_free(&name);
    sheet->book = book;
    sheet->columns = spec->column_count;
    sheet->layout.count = sheet->columns > 1 ? sheet->columns : 2; /* a heading needs two to stand side by side */
    sheet->layout.widths = mem_new(sheet->layout.count, sizeof *sheet->layout.widths);
    sheet->layout.widths[1] = layout_pixels_of_characters(NARROWEST_CAPTION);
    sheet->formats = mem_new(sheet->columns, sizeof *sheet->formats);
    for (size_t i = 0; i < sheet->columns; i++) {
        sheet->formats[i] = spec->columns[i].format;
        sheet->layout.widths[i] = column_width(&spec->columns[i]);
    }
    *book->end = sheet;
    book->end = &sheet->next;
    book->sheets++;
    return sheet;
}

struct xlsx_sheet *xlsx_add_sheet(struct xlsx *book, const struct xlsx_sheet_spec *spec, struct diag *diag)
{
    book->diag = diag;
    if (book->failed)
        return NULL;
    if (spec->column_count == 0 || spec->column_count > XLSX_MOST_COLUMNS) {
        xlsx_trouble(book, "a sheet has 1 to 1024 columns");
        return NULL;
    }
    struct xlsx_sheet *sheet = new_sheet(book, spec);
    divide(sheet, spec->heading);
    sheet->pages = layout_pages_begin(spec->landscape, layout_span(&sheet->layout, 0, sheet->layout.count - 1));
    bool done = xlsx_open_worksheet(sheet) && set_page(sheet, spec) && (!spec->back || put_back(sheet, spec->back)) &&
                (!spec->heading || put_heading(sheet, spec->heading)) && put_captions(sheet, spec);
    memset(sheet->kept, 0, sizeof sheet->kept);
    return done ? sheet : NULL;
}

const char *xlsx_sheet_name(const struct xlsx_sheet *sheet)
{
    return sheet ? sheet->name : "";
}

double xlsx_width_of(struct text text, bool bold)
{
    return layout_characters_of_pixels(layout_text_width(text, bold, XLSX_BODY_SIZE));
}

size_t xlsx_next_row(const struct xlsx_sheet *sheet)
{
    return sheet ? sheet->row : 0;
}

size_t xlsx_first_row(const struct xlsx_sheet *sheet)
{
    return sheet ? sheet->first_row : 0;
}

size_t xlsx_end_row(const struct xlsx_sheet *sheet)
{
    return sheet ? sheet->book->most_rows - XLSX_KEPT_FREE : 0;
}

char *xlsx_reference(size_t row, size_t column, char reference[XLSX_REFERENCE_SIZE])
{
    char letters[4];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (size_t rest = column % 18278 + 1; rest > 0; rest = (rest - 1) / 26) /* ZZZ is the 18278th */
        letters[--at] = (char)('A' + (rest - 1) % 26);
    snprintf(reference, XLSX_REFERENCE_SIZE, "%s%zu", letters + at, row % XLSX_MOST_ROWS + 1);
    return reference;
}
