/* SPDX-License-Identifier: ISC */
#include "textwidth.h"

enum { UNITS = 2048, FIRST = 0x20, LAST = 0x7E }; /* units in an em; the letters that the tables know */

/* Advance widths of Liberation Serif, which has those of Times New Roman: [0] regular, [1] bold. */
static const unsigned short ascii[2][LAST - FIRST + 1] = {
    {
        512,  682,  836,  1024, 1024, 1706, 1593, 369,  682,  682,  1024, 1155, 512,  682,  512,  569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 569,  569,  1155, 1155, 1155, 909,
        1886, 1479, 1366, 1366, 1479, 1251, 1139, 1479, 1479, 682,  797,  1479, 1251, 1821, 1479, 1479,
        1139, 1479, 1366, 1139, 1251, 1479, 1479, 1933, 1479, 1479, 1251, 682,  569,  682,  961,  1024,
        682,  909,  1024, 909,  1024, 909,  682,  1024, 1024, 569,  569,  1024, 569,  1593, 1024, 1024,
        1024, 1024, 682,  797,  569,  1024, 1024, 1479, 1024, 1024, 909,  983,  410,  983,  1108,
    },
    {
        512,  682,  1137, 1024, 1024, 2048, 1706, 569,  682,  682,  1024, 1167, 512,  682,  512,  569,
        1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 1024, 682,  682,  1167, 1167, 1167, 1024,
        1905, 1479, 1366, 1479, 1479, 1366, 1251, 1593, 1593, 797,  1024, 1593, 1366, 1933, 1479, 1593,
        1251, 1593, 1479, 1139, 1366, 1479, 1479, 2048, 1479, 1479, 1366, 682,  569,  682,  1190, 1024,
        682,  1024, 1139, 909,  1139, 909,  682,  1024, 1139, 569,  682,  1139, 569,  1706, 1139, 1024,
        1139, 1139, 909,  797,  682,  1139, 1024, 1479, 1024, 1024, 909,  807,  451,  807,  1065,
    },
};

static const struct {
    unsigned short code_point, widths[2];
} others[] = {
    {0x01A0, {1479, 1593}}, {0x01A1, {1083, 1134}},                                                 /* O o with horn */
    {0x01AF, {1589, 1630}}, {0x01B0, {1110, 1229}},                                                 /* U u with horn */
    {0x00B0, {819, 819}},   {0x00B7, {682, 683}},   {0x00D7, {1155, 1167}}, {0x20AB, {1050, 1050}}, /* signs */
    {0x2018, {682, 682}},   {0x2019, {682, 682}},   {0x201C, {909, 1024}},  {0x201D, {909, 1024}},  /* quotes */
    {0x2013, {1024, 1024}}, {0x2014, {2048, 2048}}, {0x2022, {717, 717}},   {0x2026, {2048, 2048}}, /* dashes, dots */
};

/* The letter that stands below the marks; the code point itself where there is none. */
static uint32_t base_letter(uint32_t code_point)
{
    static const char latin1[] = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy";
    static const struct {
        unsigned short first, last, upper, lower; /* capitals are even, small letters odd */
    } blocks[] = {
        {0x102, 0x103, 'A', 'a'},   {0x110, 0x111, 'D', 'd'},       {0x128, 0x129, 'I', 'i'},
        {0x168, 0x169, 'U', 'u'},   {0x1EA0, 0x1EB7, 'A', 'a'},     {0x1EB8, 0x1EC7, 'E', 'e'},
        {0x1EC8, 0x1ECB, 'I', 'i'}, {0x1ECC, 0x1ED9, 'O', 'o'},     {0x1EDA, 0x1EE3, 0x1A0, 0x1A1},
        {0x1EE4, 0x1EE7, 'U', 'u'}, {0x1EE8, 0x1EF1, 0x1AF, 0x1B0}, {0x1EF2, 0x1EF9, 'Y', 'y'},
    };
    if (code_point >= 0xC0 && code_point <= 0xFF && code_point != 0xD7)
        return (unsigned char)latin1[code_point - 0xC0];
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (code_point >= blocks[i].first && code_point <= blocks[i].last)
            return code_point % 2 == 0 ? blocks[i].upper : blocks[i].lower;
    return code_point;
}

static size_t units_of(uint32_t code_point, bool bold)
{
    if (code_point >= 0x300 && code_point <= 0x36F)
        return 0; /* combining marks */
    code_point = code_point == '\t' || code_point == 0xA0 ? ' ' : base_letter(code_point);
    if (code_point >= FIRST && code_point <= LAST)
        return ascii[bold][code_point - FIRST];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].code_point == code_point)
            return others[i].widths[bold];
    return code_point < FIRST ? 0 : code_point < 0x2E80 ? UNITS * 3 / 4 : UNITS; /* a guess on the wide side */
}

static size_t line_units(struct text line, bool bold)
{
    size_t units = 0;
    for (size_t at = 0; at < line.length;)
        units += units_of(utf8_next(line, &at), bold);
    return units;
}

static double widest_part(struct text text, char separator, bool bold)
{
    struct text part;
    size_t widest = 0;
    while (text_next_part(&text, separator, &part)) {
        size_t units = line_units(part, bold);
        if (units > widest)
            widest = units;
    }
    return (double)widest / UNITS;
}

double textwidth_of(struct text text, bool bold)
{
    return widest_part(text, '\n', bold);
}

double textwidth_of_word(struct text text, bool bold)
{
    struct text line;
    double widest = 0;
    while (text_next_part(&text, '\n', &line)) {
        double width = widest_part(line, ' ', bold);
        if (width > widest)
            widest = width;
    }
    return widest;
}

/* Words go on a line while they fit; one that is wider than a line is broken. */
static size_t wrapped_lines(struct text line, bool bold, size_t limit)
{
    size_t lines = 1, used = 0, space = units_of(' ', bold);
    struct text word;
    while (text_next_part(&line, ' ', &word)) {
        size_t units = line_units(word, bold);
        if (used > 0 && used + units > limit) {
            lines++;
            used = 0;
        }
        if (units > limit) {
            lines += (units - 1) / limit;
            units = (units - 1) % limit + 1;
        }
        used += units + space;
    }
    return lines;
}

size_t textwidth_lines(struct text text, bool bold, double width)
{
    size_t limit = width * UNITS >= 1 ? (size_t)(width * UNITS) : 1, lines = 0;
    struct text line;
    while (text_next_part(&text, '\n', &line))
        lines += wrapped_lines(line, bold, limit);
    return lines ? lines : 1;
}
