/* SPDX-License-Identifier: ISC
 *
 * xlsx_layout: the arithmetic of a printed sheet: widths of columns, heights of rows, pages.
 *
 * Widths are in pixels of 1/96 inch, heights in points of 1/72 inch, font sizes in points; the paper is A4. A column of
 * w characters (digits of the workbook's default font, Times New Roman 12) is 8 w + 5 pixels wide.
 */
#ifndef ANTT_XLSX_LAYOUT_H
#define ANTT_XLSX_LAYOUT_H

#include "text.h"

/* Margins in mm (Decree 30/2020). */
enum { LAYOUT_TOP = 20, LAYOUT_BOTTOM = 20, LAYOUT_LEFT = 30, LAYOUT_RIGHT = 15 };

double layout_pixels_of_mm(double mm);
double layout_pixels_of_characters(double characters);
double layout_characters_of_pixels(double pixels);

/* The width that a column needs to show the text in one line; to show its widest word. */
double layout_text_width(struct text text, bool bold, double size);
double layout_word_width(struct text text, bool bold, double size);
/* The lines that the text takes in a cell of the given width; the height of a row of so many lines, at most what a
 * spreadsheet allows. */
size_t layout_lines(struct text text, bool bold, double size, double width);
double layout_row_height(size_t lines, double size);

/* The columns of a sheet; widths belong to the caller. */
struct layout {
    double *widths;
    size_t count; /* 2 or more */
    size_t split; /* the first column of the right half */
};

/* The sum of the widths of columns first..last. */
double layout_span(const struct layout *layout, size_t first, size_t last);
/* Finds the split that gives the left half about 45 % and both what they need, widening a column where they lack it. */
void layout_halve(struct layout *layout, double left_need, double right_need);

/* Foretells the pages as they fill. */
struct layout_pages {
    double room;     /* the height of a page, in points of the sheet as it is scaled to the width */
    double repeated; /* what stands on top of each page but the first */
    double used;
};

struct layout_pages layout_pages_begin(bool landscape, double width);
/* True when a row of this height begins a new page. */
bool layout_pages_add(struct layout_pages *pages, double height);
bool layout_pages_fit(const struct layout_pages *pages, double height);
/* A page break by hand: the next page begins with `kept` points of rows that were counted already. */
void layout_pages_break(struct layout_pages *pages, double kept);

#endif
