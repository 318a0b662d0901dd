/* SPDX-License-Identifier: ISC */
#include "xlsx_layout.h"

#include "textwidth.h"

#include <math.h>

enum {
    PADDING = 5,      /* pixels of a column that text cannot use */
    INDENT = 10,      /* pixels between a border and text that is not centred */
    DIGIT = 8,        /* pixels of a digit in the default font */
    SHORT_SIDE = 210, /* A4, mm */
    LONG_SIDE = 297,
    LEFT_PERCENT = 45, /* the left half of a heading */
};

/* Screens and printers round the widths of letters up, each in its own way. */
static const double SLACK = 1.03;
/* Offices scale in whole percent and take room for the footer: pages are shorter than their paper by up to a tenth. */
static const double PAGE_SLACK = 1.12;
/* Measured for Times New Roman 13, whose Vietnamese capitals are cut in the usual height. */
static const double FIRST_LINE = 19.5 / 13, NEXT_LINE = 17.5 / 13, HIGHEST = 409;

double layout_pixels_of_mm(double mm)
{
    return mm * 96 / 25.4;
}

double layout_pixels_of_characters(double characters)
{
    return characters * DIGIT + PADDING;
}

double layout_characters_of_pixels(double pixels)
{
    return (pixels - PADDING) / DIGIT;
}

static double pixels_of_ems(double ems, double size)
{
    return (double)(long)(ems * size * 96 / 72 * SLACK + 1) + PADDING + INDENT;
}

double layout_text_width(struct text text, bool bold, double size)
{
    return pixels_of_ems(textwidth_of(text, bold), size);
}

double layout_word_width(struct text text, bool bold, double size)
{
    return pixels_of_ems(textwidth_of_word(text, bold), size);
}

size_t layout_lines(struct text text, bool bold, double size, double width)
{
    return textwidth_lines(text, bold, (width - PADDING - INDENT) * 72 / (96 * size * SLACK) + 0.001);
}

double layout_row_height(size_t lines, double size)
{
    double height = size * (FIRST_LINE + NEXT_LINE * (double)(lines > 1 ? lines - 1 : 0));
    return height > HIGHEST ? HIGHEST : (double)(long)(height * 4 + 0.5) / 4; /* quarters of a point */
}

double layout_span(const struct layout *layout, size_t first, size_t last)
{
    double width = 0;
    for (size_t i = first; i <= last; i++)
        width += layout->widths[i];
    return width;
}

static double lacking(double need, double width)
{
    return need > width ? need - width : 0;
}

static void widen(struct layout *layout, size_t first, size_t last, double need)
{
    size_t widest = last;
    for (size_t i = first; i <= last; i++)
        if (layout->widths[i] > layout->widths[widest])
            widest = i;
    layout->widths[widest] += lacking(need, layout_span(layout, first, last));
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

void layout_halve(struct layout *layout, double left_need, double right_need)
{
    double total = layout_span(layout, 0, layout->count - 1), left = 0, least = INFINITY, nearest = INFINITY;
    for (size_t split = 1; split < layout->count; split++) {
        left += layout->widths[split - 1];
        double lack = lacking(left_need, left) + lacking(right_need, total - left);
        /* where columns must grow, let the narrow half grow least; else come near to the wanted share */
        double distance =
            lack > 0 ? greater(left_need / left, right_need / (total - left)) : fabs(left * 100 - total * LEFT_PERCENT);
        if (lack > least || (lack == least && distance >= nearest))
            continue;
        least = lack;
        nearest = distance;
        layout->split = split;
    }
    widen(layout, 0, layout->split - 1, left_need);
    widen(layout, layout->split, layout->count - 1, right_need);
}

struct layout_pages layout_pages_begin(bool landscape, double width)
{
    double across = layout_pixels_of_mm((landscape ? LONG_SIDE : SHORT_SIDE) - LAYOUT_LEFT - LAYOUT_RIGHT);
    double down = layout_pixels_of_mm((landscape ? SHORT_SIDE : LONG_SIDE) - LAYOUT_TOP - LAYOUT_BOTTOM) * 72 / 96;
    double scale = width > across ? across / width : 1;
    return (struct layout_pages){.room = down / scale / PAGE_SLACK};
}

bool layout_pages_add(struct layout_pages *pages, double height)
{
    bool next = !layout_pages_fit(pages, height) && pages->used > pages->repeated;
    pages->used = (next ? pages->repeated : pages->used) + height;
    return next;
}

bool layout_pages_fit(const struct layout_pages *pages, double height)
{
    return pages->used + height <= pages->room;
}

void layout_pages_break(struct layout_pages *pages, double kept)
{
    pages->used = pages->repeated + kept;
}
