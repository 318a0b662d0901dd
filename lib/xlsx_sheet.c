/* SPDX-License-Identifier: ISC */
#include "xlsx.h"

#include "xlsx_cells.h"
#include "xlsx_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NARROWEST = 3,        /* characters of a column whose width is given */
    NARROWEST_CAPTION = 8, /* and of one whose width is measured */
    WIDEST = 60,
    CAPTION_LINES = 3,
    FILTER_BUTTON = 18,  /* pixels */
    LEFT_MOST = 320,     /* pixels that a heading's left half asks for; longer names are wrapped */
    MOST_FROZEN = 320,   /* points; a taller block would leave no room to scroll in */
    GAP = 9,             /* points between the parts of a heading */
    BLANK_LINES = 4,     /* room for a signature by hand */
    SERIAL_1970 = 25569, /* the day number of 1970-01-01 */
    FIRST_DATE = 19000301, /* before it spreadsheets disagree about day numbers */
    CHART_HEIGHT = 80,   /* mm */
};

/* The longest integer that a cell holds exactly. */
static const int64_t LARGEST = INT64_C(1) << 53;

static struct text text_or_none(const char *string)
{
    return text_of(string ? string : "");
}

/* --- rows of any kind --- */

/* Begins a row, tells the pages about it, and remembers its height. */
static bool begin_row(struct xlsx_sheet *sheet, double height)
{
    layout_pages_add(&sheet->pages, height);
    memmove(sheet->kept + 1, sheet->kept, sizeof sheet->kept - sizeof *sheet->kept);
    sheet->kept[0] = height;
    return xlsx_begin_row(sheet, height);
}

static bool put_gap(struct xlsx_sheet *sheet)
{
    bool done = begin_row(sheet, GAP);
    sheet->row++;
    return done;
}

static double text_height(const struct xlsx_sheet *sheet, struct text text, enum look look, size_t first, size_t last)
{
    const struct look_table *font = &xlsx_looks[look];
    double width = layout_span(&sheet->layout, first, last);
    return layout_row_height(layout_lines(text, font->bold, font->size, width), font->size);
}

/* A row of one text. */
static bool put_wide(struct xlsx_sheet *sheet, struct text text, enum look look, size_t columns)
{
    bool done = begin_row(sheet, text_height(sheet, text, look, 0, columns - 1)) &&
                xlsx_put_text(sheet, text, look, 0, columns - 1);
    sheet->row++;
    return done;
}

/* One half of a row of the heading or of the signature. */
struct line {
    struct text text;
    enum look look;
};

static double pair_height(const struct xlsx_sheet *sheet, const struct line *left, const struct line *right)
{
    size_t split = sheet->layout.split;
    double a = text_height(sheet, left->text, left->look, 0, split - 1);
    double b = text_height(sheet, right->text, right->look, split, sheet->layout.count - 1);
    if (right->text.length == 0 && left->text.length > 0)
        return a;
    return left->text.length == 0 || b > a ? b : a;
}

static bool put_pair(struct xlsx_sheet *sheet, const struct line *left, const struct line *right)
{
    size_t split = sheet->layout.split, last = sheet->layout.count - 1;
    bool done = begin_row(sheet, pair_height(sheet, left, right)) &&
                (left->text.length == 0 || xlsx_put_text(sheet, left->text, left->look, 0, split - 1)) &&
                (right->text.length == 0 || xlsx_put_text(sheet, right->text, right->look, split, last));
    sheet->row++;
    return done;
}

/* A page break before the row that comes `rows` rows before the next one. */
static void break_before(struct xlsx_sheet *sheet, size_t rows, double kept)
{
    sheet->breaks = mem_grow(sheet->breaks, &sheet->break_capacity, sheet->break_count + 1, sizeof *sheet->breaks);
    sheet->breaks[sheet->break_count++] = (uint32_t)(sheet->row - rows);
    layout_pages_break(&sheet->pages, kept);
}

/* --- the heading --- */

enum { HEADING_LINES = 4 };

/* The halves of the heading, line by line. */
static void heading_lines(const struct xlsx_heading *heading, struct line left[], struct line right[])
{
    static const char rule[] = "\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014\u2014";
    struct text issuer = text_or_none(heading->issuer);
    left[0] = (struct line){text_or_none(heading->parent), LOOK_SUPERIOR};
    left[1] = (struct line){issuer, LOOK_NAME};
    left[2] = (struct line){issuer.length ? text_of(rule) : issuer, LOOK_RULE};
    left[3] = (struct line){text_or_none(heading->number), LOOK_NUMBER};
    right[0] = (struct line){text_or_none(heading->nation), LOOK_NATION};
    right[1] = (struct line){text_or_none(heading->motto), LOOK_MOTTO};
    right[2] = (struct line){text_of(""), LOOK_RULE};
    right[3] = (struct line){text_or_none(heading->place_date), LOOK_ITALIC};
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
    struct text title = text_or_none(heading->title), subtitle = text_or_none(heading->subtitle);
    size_t columns = sheet->layout.count;
    bool done = true;
    heading_lines(heading, left, right);
    for (size_t i = 0; done && i < HEADING_LINES; i++)
        if (left[i].text.length || right[i].text.length)
            done = put_pair(sheet, &left[i], &right[i]);
    if (done && title.length)
        done = put_gap(sheet) && put_wide(sheet, title, LOOK_TITLE, columns);
    if (done && subtitle.length)
        done = put_wide(sheet, subtitle, LOOK_ITALIC, columns);
    return done && (sheet->row == 0 || put_gap(sheet));
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
    struct text caption = text_or_none(column->caption);
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
        double height = text_height(sheet, text_or_none(spec->columns[i].caption), LOOK_CAPTION, i, i);
        double *tallest = has_group(&spec->columns[i]) ? captions : &single;
        *tallest = height > *tallest ? height : *tallest;
    }
    for (size_t i = 0, last; i < spec->column_count; i = last + 1) {
        last = group_end(spec, i);
        if (!has_group(&spec->columns[i]))
            continue;
        double height = text_height(sheet, text_of(spec->columns[i].group), LOOK_CAPTION, i, last);
        *groups = height > *groups ? height : *groups;
    }
    if (single > *groups + *captions)
        *captions = single - *groups;
}

static bool put_groups(struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec, double height)
{
    bool done = begin_row(sheet, height);
    for (size_t i = 0, last; done && i < spec->column_count; i = last + 1) {
        bool grouped = has_group(&spec->columns[i]);
        last = grouped ? group_end(spec, i) : i;
        const char *text = grouped ? spec->columns[i].group : spec->columns[i].caption;
        done = xlsx_put_text(sheet, text_or_none(text), LOOK_CAPTION, i, last);
    }
    sheet->row++;
    return done;
}

static bool put_captions(struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec)
{
    double above = sheet->pages.used, groups, captions;
    size_t first = sheet->row;
    caption_heights(sheet, spec, &groups, &captions);
    bool done = (groups <= 0 || put_groups(sheet, spec, groups)) && begin_row(sheet, captions);
    for (size_t i = 0; done && i < spec->column_count; i++) {
        const struct xlsx_column *column = &spec->columns[i];
        done = groups > 0 && !has_group(column)
                   ? xlsx_put_upwards(sheet, LOOK_CAPTION, i)
                   : xlsx_put_text(sheet, text_or_none(column->caption), LOOK_CAPTION, i, i);
    }
    sheet->pages.repeated = groups + captions;
    bool frozen = above + groups + captions <= MOST_FROZEN;
    done = done && xlsx_set_captions(sheet, first, sheet->row, frozen);
    sheet->first_row = ++sheet->row;
    sheet->filtered = sheet->first_row;
    return done;
}

/* --- sheets --- */

static bool set_page(struct xlsx_sheet *sheet, const struct xlsx_sheet_spec *spec)
{
    struct buffer footer = {0};
    struct text text = text_or_none(spec->footer);
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
    sheetname_make(&book->names, text_or_none(spec->name), &name);
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
    bool done = xlsx_open_worksheet(sheet) && set_page(sheet, spec) &&
                (!spec->heading || put_heading(sheet, spec->heading)) && put_captions(sheet, spec);
    memset(sheet->kept, 0, sizeof sheet->kept);
    return done ? sheet : NULL;
}

const char *xlsx_sheet_name(const struct xlsx_sheet *sheet)
{
    return sheet->name;
}

double xlsx_width_of(struct text text, bool bold)
{
    return layout_characters_of_pixels(layout_text_width(text, bold, XLSX_BODY_SIZE));
}

size_t xlsx_next_row(const struct xlsx_sheet *sheet)
{
    return sheet->row;
}

size_t xlsx_first_row(const struct xlsx_sheet *sheet)
{
    return sheet->first_row;
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

/* --- rows of the table --- */

/* Makes a column wide enough for a number, which a spreadsheet shows as ##### when it does not fit. */
static void make_room(struct xlsx_sheet *sheet, size_t column, size_t characters)
{
    double width = layout_pixels_of_characters((double)characters * XLSX_BODY_SIZE / 12 + 1);
    if (sheet->layout.widths[column] < width)
        sheet->layout.widths[column] = width;
}

/* The format in which the cell is shown in its column. */
static enum xlsx_format shown_as(enum xlsx_kind kind, enum xlsx_format column)
{
    bool wordy = column == XLSX_TEXT || column == XLSX_CODE || column == XLSX_RATIO;
    switch (kind) {
    case XLSX_CELL_TEXT: return wordy ? column : XLSX_RATIO;
    case XLSX_CELL_CODE: return XLSX_CODE;
    case XLSX_CELL_INTEGER: return XLSX_INTEGER;
    case XLSX_CELL_PERCENT: return XLSX_PERCENT;
    case XLSX_CELL_DATE: return XLSX_DATE;
    case XLSX_CELL_BLANK: return column;
    case XLSX_CELL_FORMULA: break;
    }
    return column == XLSX_CODE ? XLSX_RATIO : column; /* in a cell for text the formula itself would be shown */
}

static bool put_integer(struct xlsx_sheet *sheet, int64_t value, enum look look, size_t column)
{
    if (value > LARGEST || value < -LARGEST)
        return xlsx_trouble(sheet->book, "a number is too large for a cell");
    make_room(sheet, column, xlsx_text_number_length((double)value, 0));
    return xlsx_put_number(sheet, (double)value, look, column);
}

static bool put_percent(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, enum look look, size_t column)
{
    if (cell->whole == 0)
        return xlsx_put_blank(sheet, look, column);
    double value = (double)cell->number / (double)cell->whole;
    make_room(sheet, column, xlsx_text_number_length(value * 100, 2) + 1);
    return xlsx_put_number(sheet, value, look, column);
}

static bool put_date(struct xlsx_sheet *sheet, int32_t date, enum look look, size_t column)
{
    if (date < FIRST_DATE || !date_exists(date_year(date), date / 100 % 100, date % 100))
        return xlsx_trouble(sheet->book, "a date does not exist, or is before 1900-03-01");
    make_room(sheet, column, strlen("dd/mm/yyyy"));
    return xlsx_put_number(sheet, (double)(date_to_days(date) + SERIAL_1970), look, column);
}

static bool put_formula(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, enum look look, size_t column)
{
    if (!cell->formula || cell->formula[0] != '=')
        return xlsx_trouble(sheet->book, "a formula does not begin with =");
    if (isinf(cell->value))
        return xlsx_trouble(sheet->book, "the value of a formula is infinite");
    bool percent = sheet->formats[column] == XLSX_PERCENT;
    if (!isnan(cell->value))
        make_room(sheet, column, percent ? xlsx_text_number_length(cell->value * 100, 2) + 1
                                         : xlsx_text_number_length(cell->value, 0));
    return xlsx_put_formula(sheet, cell->formula, cell->value, look, column);
}

static bool put_cell(struct xlsx_sheet *sheet, const struct xlsx_cell *cell, enum look base, size_t column)
{
    enum look look = (enum look)((unsigned)base + (unsigned)shown_as(cell->kind, sheet->formats[column]));
    switch (cell->kind) {
    case XLSX_CELL_TEXT:
    case XLSX_CELL_CODE: return xlsx_put_text(sheet, cell->text, look, column, column);
    case XLSX_CELL_INTEGER: return put_integer(sheet, cell->number, look, column);
    case XLSX_CELL_PERCENT: return put_percent(sheet, cell, look, column);
    case XLSX_CELL_DATE: return put_date(sheet, cell->date, look, column);
    case XLSX_CELL_FORMULA: return put_formula(sheet, cell, look, column);
    case XLSX_CELL_BLANK: break;
    }
    return xlsx_put_blank(sheet, look, column);
}

static double cells_height(const struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum look base)
{
    double tallest = layout_row_height(1, XLSX_BODY_SIZE);
    for (size_t i = 0; i < count; i++) {
        if (cells[i].kind != XLSX_CELL_TEXT && cells[i].kind != XLSX_CELL_CODE)
            continue;
        double height = text_height(sheet, cells[i].text, base, i, i);
        tallest = height > tallest ? height : tallest;
    }
    return tallest;
}

static bool put_cells(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum look base)
{
    static const struct xlsx_cell blank = {.kind = XLSX_CELL_BLANK};
    bool done = begin_row(sheet, cells_height(sheet, cells, count, base));
    for (size_t i = 0; done && i < sheet->columns; i++)
        done = put_cell(sheet, i < count ? &cells[i] : &blank, base, i);
    sheet->row++;
    return done;
}

/* Puts filter buttons while the last row that they govern is still the last. */
static bool end_filter(struct xlsx_sheet *sheet)
{
    if (sheet->filtered == sheet->row)
        return true;
    sheet->filtered = sheet->row;
    return xlsx_set_filter(sheet, sheet->first_row - 1, sheet->row - 1);
}

bool xlsx_row(struct xlsx_sheet *sheet, const struct xlsx_cell *cells, size_t count, enum xlsx_row_style style,
              struct diag *diag)
{
    struct xlsx *book = sheet->book;
    book->diag = diag;
    if (book->failed)
        return false;
    if (count > sheet->columns)
        return xlsx_trouble(book, "a row has more cells than its sheet has columns");
    struct text text = count > 0 ? cells[0].text : text_of("");
    switch (style) {
    case XLSX_ROW_GROUP: return put_wide(sheet, text, LOOK_GROUP, sheet->columns);
    case XLSX_ROW_NOTE: return end_filter(sheet) && put_wide(sheet, text, LOOK_NOTE, sheet->layout.count);
    case XLSX_ROW_TOTAL: return end_filter(sheet) && put_cells(sheet, cells, count, LOOK_TOTAL);
    case XLSX_ROW_NORMAL:
    case XLSX_ROW_STYLES: break;
    }
    return put_cells(sheet, cells, count, LOOK_CELL);
}

/* --- what follows the table --- */

bool xlsx_chart(struct xlsx_sheet *sheet, const struct xlsx_chart_spec *spec, struct diag *diag)
{
    struct xlsx *book = sheet->book;
    book->diag = diag;
    if (book->failed || !end_filter(sheet))
        return false;
    double table = layout_span(&sheet->layout, 0, sheet->columns - 1);
    double width = spec->width > 0 ? layout_pixels_of_mm(spec->width) : table;
    double height = layout_pixels_of_mm(spec->height > 0 ? spec->height : CHART_HEIGHT);
    size_t rows = (size_t)(height * 72 / 96 / XLSX_BARE_ROW) + 2;
    double reserved = (double)rows * XLSX_BARE_ROW;
    sheet->row++; /* a gap */
    if (sheet->row + rows >= XLSX_MOST_ROWS)
        return xlsx_trouble(book, "there is no room for a chart");
    layout_pages_add(&sheet->pages, XLSX_BARE_ROW);
    if (!layout_pages_fit(&sheet->pages, reserved))
        break_before(sheet, 0, 0);
    layout_pages_add(&sheet->pages, reserved);
    memset(sheet->kept, 0, sizeof sheet->kept);
    if (!xlsx_put_chart(sheet, spec, sheet->row, width, height))
        return false;
    sheet->row += rows;
    return true;
}

/* Lines of one half of the signature. */
struct half {
    struct line *lines;
    size_t count, capacity;
};

static void add_line(struct half *half, struct text text, enum look look)
{
    half->lines = mem_grow(half->lines, &half->capacity, half->count + 1, sizeof *half->lines);
    half->lines[half->count++] = (struct line){text, look};
}

static void signature_halves(const struct xlsx_signature *signature, struct half *left, struct half *right)
{
    struct text office = text_or_none(signature->office), line;
    if (signature->recipients_title)
        add_line(left, text_of(signature->recipients_title), LOOK_LIST_TITLE);
    for (size_t i = 0; i < signature->recipient_count; i++)
        add_line(left, text_of(signature->recipients[i]), LOOK_LIST);
    while (text_next_part(&office, '\n', &line))
        add_line(right, line, LOOK_NAME);
    if (signature->remark && *signature->remark)
        add_line(right, text_of(signature->remark), LOOK_ITALIC);
    for (size_t i = 0; i < BLANK_LINES; i++)
        add_line(right, text_of(""), LOOK_NAME);
    add_line(right, text_or_none(signature->name), LOOK_NAME);
    while (left->count < right->count)
        add_line(left, text_of(""), LOOK_LIST);
    while (right->count < left->count)
        add_line(right, text_of(""), LOOK_LIST);
}

/* Sends the signature to the next page together with the last rows when it does not fit on this one. */
static void keep_together(struct xlsx_sheet *sheet, double height)
{
    double kept = 0;
    size_t rows = 0;
    if (layout_pages_fit(&sheet->pages, height))
        return;
    while (rows < XLSX_KEPT_ROWS && sheet->kept[rows] > 0 && sheet->row - rows > sheet->first_row)
        kept += sheet->kept[rows++];
    break_before(sheet, rows, kept);
}

bool xlsx_signature(struct xlsx_sheet *sheet, const struct xlsx_signature *signature, struct diag *diag)
{
    struct xlsx *book = sheet->book;
    struct half left = {0}, right = {0};
    book->diag = diag;
    if (book->failed || !end_filter(sheet))
        return false;
    signature_halves(signature, &left, &right);
    double height = GAP;
    for (size_t i = 0; i < left.count; i++)
        height += pair_height(sheet, &left.lines[i], &right.lines[i]);
    keep_together(sheet, height);
    bool done = put_gap(sheet);
    for (size_t i = 0; done && i < left.count; i++)
        done = put_pair(sheet, &left.lines[i], &right.lines[i]);
    free(left.lines);
    free(right.lines);
    return done;
}
