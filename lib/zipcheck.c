/* SPDX-License-Identifier: ISC */
#include "zipcheck.h"

#include "xmlscan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    END_SIZE = 22,
    DIRECTORY_SIZE = 46,
    LOCAL_SIZE = 30,
    NAME_SIZE = 256,
    DEFLATED = 8,
    PIECE = 32 * 1024,
    MOST_COUNTS = 8, /* demands on one part */
};

struct entry {
    char name[NAME_SIZE];
    unsigned method;
    uint32_t checksum, packed, size, offset;
};

struct check {
    FILE *file;
    struct buffer *fault;
    const struct zipcheck_demand *demands;
    size_t demand_count, demands_met;
    unsigned char input[PIECE], output[PIECE];
};

static unsigned two(const unsigned char *bytes)
{
    return (unsigned)bytes[0] | (unsigned)bytes[1] << 8;
}

static uint32_t four(const unsigned char *bytes)
{
    return (uint32_t)two(bytes) | (uint32_t)two(bytes + 2) << 16;
}

static bool fault(struct check *check, const char *text)
{
    buffer_puts(check->fault, text);
    return false;
}

static bool read_bytes(struct check *check, void *bytes, size_t length)
{
    if (fread(bytes, 1, length, check->file) == length)
        return true;
    return fault(check, ferror(check->file) ? strerror(errno) : "the file is cut short");
}

static bool seek(struct check *check, uint32_t offset)
{
    return fseeko(check->file, (off_t)offset, SEEK_SET) == 0 || fault(check, strerror(errno));
}

/* Finds the directory by the record at the end of the file, which has no comment behind it. */
static bool find_directory(struct check *check, unsigned *entries, uint32_t *offset)
{
    unsigned char end[END_SIZE];
    if (fseeko(check->file, -(off_t)END_SIZE, SEEK_END) != 0)
        return fault(check, "the file is too short");
    off_t position = ftello(check->file);
    if (!read_bytes(check, end, sizeof end))
        return false;
    *entries = two(end + 10);
    *offset = four(end + 16);
    if (memcmp(end, "PK\5\6", 4) != 0 || (off_t)*offset + (off_t)four(end + 12) != position)
        return fault(check, "the directory of the archive is not complete");
    return true;
}

/* Reads one entry of the directory and moves *at behind it. */
static bool read_entry(struct check *check, uint32_t *at, struct entry *entry)
{
    unsigned char head[DIRECTORY_SIZE];
    if (!seek(check, *at) || !read_bytes(check, head, sizeof head))
        return false;
    unsigned name_length = two(head + 28);
    if (memcmp(head, "PK\1\2", 4) != 0 || name_length >= NAME_SIZE)
        return fault(check, "the directory of the archive is damaged");
    *entry = (struct entry){.method = two(head + 10),
                            .checksum = four(head + 16),
                            .packed = four(head + 20),
                            .size = four(head + 24),
                            .offset = four(head + 42)};
    *at += (uint32_t)(DIRECTORY_SIZE + name_length + two(head + 30) + two(head + 32));
    return read_bytes(check, entry->name, name_length);
}

/* Goes to the packed bytes of the entry. */
static bool go_to_data(struct check *check, const struct entry *entry)
{
    unsigned char head[LOCAL_SIZE];
    if (!seek(check, entry->offset) || !read_bytes(check, head, sizeof head))
        return false;
    if (memcmp(head, "PK\3\4", 4) != 0 || entry->method != DEFLATED)
        return fault(check, "the entry is not where the directory says");
    return fseeko(check->file, (off_t)two(head + 26) + (off_t)two(head + 28), SEEK_CUR) == 0 ||
           fault(check, strerror(errno));
}

/* Inflates what is in the input buffer and scans it; *status is zlib's. */
static bool inflate_piece(struct check *check, z_stream *stream, struct xmlscan *scan, uLong *checksum, int *status)
{
    do {
        stream->next_out = check->output;
        stream->avail_out = PIECE;
        *status = inflate(stream, Z_NO_FLUSH);
        if (*status != Z_OK && *status != Z_STREAM_END && *status != Z_BUF_ERROR)
            return fault(check, "the packed data are damaged");
        uInt length = PIECE - stream->avail_out;
        *checksum = crc32(*checksum, check->output, length);
        if (!xmlscan_feed(scan, check->output, length))
            return fault(check, scan->fault);
    } while (*status == Z_OK && stream->avail_out == 0);
    return true;
}

static bool inflate_entry(struct check *check, const struct entry *entry, z_stream *stream, struct xmlscan *scan)
{
    uLong checksum = crc32(0, NULL, 0);
    int status = Z_OK;
    for (uint32_t left = entry->packed; status != Z_STREAM_END;) {
        uint32_t length = left < PIECE ? left : PIECE;
        if (length == 0)
            return fault(check, "the packed data are cut short");
        if (!read_bytes(check, check->input, length))
            return false;
        left -= length;
        stream->next_in = check->input;
        stream->avail_in = length;
        if (!inflate_piece(check, stream, scan, &checksum, &status))
            return false;
    }
    if (checksum != entry->checksum || stream->total_in != entry->packed || stream->total_out != entry->size)
        return fault(check, "the checksum or the size is wrong");
    return xmlscan_end(scan) || fault(check, scan->fault);
}

/* Puts the elements that are to be counted in this part into counts, or compares them afterwards. */
static size_t demanded(const struct check *check, const char *part, struct xmlscan_count *counts)
{
    size_t total = 0;
    for (size_t i = 0; i < check->demand_count && total < MOST_COUNTS; i++)
        if (strcmp(check->demands[i].part, part) == 0)
            counts[total++] = (struct xmlscan_count){.element = check->demands[i].element};
    return total;
}

static bool demands_met(struct check *check, const char *part, const struct xmlscan_count *counts)
{
    size_t at = 0;
    for (size_t i = 0; i < check->demand_count && at < MOST_COUNTS; i++) {
        const struct zipcheck_demand *demand = &check->demands[i];
        if (strcmp(demand->part, part) != 0)
            continue;
        uint64_t found = counts[at++].count;
        if (found != demand->count) {
            buffer_printf(check->fault, "%llu elements <%s> instead of %llu", (unsigned long long)found,
                          demand->element, (unsigned long long)demand->count);
            return false;
        }
        check->demands_met++;
    }
    return true;
}

static bool check_entry(struct check *check, const struct entry *entry)
{
    struct xmlscan_count counts[MOST_COUNTS] = {{0}};
    struct xmlscan scan;
    xmlscan_begin(&scan, counts, demanded(check, entry->name, counts));
    if (!go_to_data(check, entry))
        return false;
    z_stream stream = {0};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return fault(check, "no memory to unpack");
    bool whole = inflate_entry(check, entry, &stream, &scan);
    inflateEnd(&stream);
    return whole && demands_met(check, entry->name, counts);
}

static bool check_archive(struct check *check)
{
    unsigned entries;
    uint32_t at, directory;
    if (!find_directory(check, &entries, &directory))
        return false;
    at = directory;
    for (unsigned i = 0; i < entries; i++) {
        struct entry entry;
        if (!read_entry(check, &at, &entry))
            return false;
        if (!check_entry(check, &entry)) {
            buffer_printf(check->fault, ", in %s", entry.name);
            return false;
        }
    }
    return check->demands_met == check->demand_count || fault(check, "a part is missing");
}

bool zipcheck_file(const char *path, const struct zipcheck_demand *demands, size_t demand_count, struct buffer *text)
{
    struct check *check = mem_new(1, sizeof *check);
    check->fault = text;
    check->demands = demands;
    check->demand_count = demand_count;
    check->file = fopen(path, "rb");
    bool whole = check->file ? check_archive(check) : fault(check, strerror(errno));
    if (check->file)
        fclose(check->file); /* only read, so nothing can be lost here */
    free(check);
    return whole;
}
