/* SPDX-License-Identifier: ISC
 *
 * zipcheck: reading a finished workbook back, to prove that it is whole.
 *
 * A workbook is a ZIP archive of XML parts. Everything is streamed, so memory is flat. Only what our own writer makes
 * is understood: deflated entries, no ZIP64, no comment at the end.
 */
#ifndef ANTT_ZIPCHECK_H
#define ANTT_ZIPCHECK_H

#include "mem.h"

#include <stdint.h>

/* A part that must be there with so many elements of a name. */
struct zipcheck_demand {
    const char *part, *element;
    uint64_t count;
};

/* True when the directory of the archive is complete, every entry inflates to its size and checksum, every entry is
 * whole XML, and the demands are met. On false *fault (appended to) says what is wrong. */
bool zipcheck_file(const char *path, const struct zipcheck_demand *demands, size_t demand_count, struct buffer *fault);

#endif
