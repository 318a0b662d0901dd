/* SPDX-License-Identifier: ISC
 *
 * xmlscan: is this XML whole?
 *
 * A small scanner fed with pieces of any size, in flat memory: it checks that tags balance, that there is one root
 * element with nothing but space after it, and that nothing ends in the middle; and it counts elements by name. It is
 * made for reading back what a program wrote, not for any XML: no DTD, no entities beyond their form.
 */
#ifndef ANTT_XMLSCAN_H
#define ANTT_XMLSCAN_H

#include "mem.h"

#include <stdint.h>

/* Elements to be counted; the caller's, during the whole scan. */
struct xmlscan_count {
    const char *element;
    uint64_t count;
};

enum { XMLSCAN_DEPTH = 64, XMLSCAN_NAME = 64 };

/* A scan. Begin with xmlscan_begin(); there is nothing to free. */
struct xmlscan {
    struct xmlscan_count *counts;
    size_t count_total;
    const char *fault; /* what is wrong, NULL while nothing is */
    int state;
    char quote;
    bool rooted;
    size_t depth, name_length, run;
    char name[XMLSCAN_NAME];
    char open[XMLSCAN_DEPTH][XMLSCAN_NAME];
};

void xmlscan_begin(struct xmlscan *scan, struct xmlscan_count *counts, size_t count_total);
/* False from the first fault on. */
bool xmlscan_feed(struct xmlscan *scan, const unsigned char *bytes, size_t length);
/* True when the document was whole. */
bool xmlscan_end(struct xmlscan *scan);

#endif
