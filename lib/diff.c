/* SPDX-License-Identifier: ISC */
#include "diff.h"

#include "differences.h"
#include "sorter.h"

#include <stdlib.h>
#include <string.h>

enum {
    BUFFER = 16 << 20, /* bytes of records that are held in memory while they are sorted */
    PLACE = 11,        /* behind each key: the side, and ten digits of the line */
};

/* What happened to the records of one unit. */
struct tally {
    char *unit;
    size_t added, gone, changed, flipped;
};

struct diff {
    struct run *run;
    bool by_unit;
    struct sorter *sorter;
    const char *files[2]; /* the last of either side, for places */
    struct reader *readers[2];
    struct buffer key, waiting_key, waiting_bytes, lines;
    struct frame waiting; /* a record of the older side that waits for its like; no bytes: none */
    size_t waiting_line;
    struct tally *tallies;
    size_t tally_count, tally_capacity;
    struct tally all;
};

struct diff *diff_new(struct run *run, bool by_unit)
{
    struct diff *diff = mem_new(1, sizeof *diff);
    diff->run = run;
    diff->by_unit = by_unit;
    diff->sorter = sorter_new(BUFFER, &run->diag);
    for (int i = 0; i < 2; i++)
        diff->readers[i] = reader_new(&run->diag);
    return diff;
}

void diff_free(struct diff *diff)
{
    if (!diff)
        return;
    sorter_free(diff->sorter);
    for (int i = 0; i < 2; i++)
        reader_free(diff->readers[i]);
    for (size_t i = 0; i < diff->tally_count; i++)
        free(diff->tallies[i].unit);
    free(diff->tallies);
    buffer_free(&diff->key);
    buffer_free(&diff->waiting_key);
    buffer_free(&diff->waiting_bytes);
    buffer_free(&diff->lines);
    free(diff);
}

void diff_add(struct diff *diff, enum diff_side side, const struct kind *kind, const struct record *record)
{
    if (!kind) {
        struct place place = record_first_place(record);
        diag_report(&diff->run->diag, SEVERITY_ERROR, &place, "unknown-kind",
                    "a record of no known kind cannot be compared");
        return;
    }
    buffer_clear(&diff->key);
    kind_append_key(kind, record, &diff->key);
    buffer_printf(&diff->key, "%c%010zu", '0' + (int)side, record->frame.line % 10000000000);
    diff->files[side] = record->frame.file;
    sorter_add(diff->sorter, (struct text){diff->key.bytes, diff->key.length}, &record->frame);
}

/* --- counts --- */

struct wanted {
    const struct diff *diff;
    struct text unit;
};

static bool is_before(const void *context, size_t at)
{
    const struct wanted *wanted = context;
    return text_compare(text_of(wanted->diff->tallies[at].unit), wanted->unit) < 0;
}

static struct tally *tally_for(struct diff *diff, const struct record *record)
{
    const struct node *unit = node_get(record->root, text_of("unit"));
    struct text code = unit && unit->type == NODE_SCALAR && !node_is_null(unit) ? unit->value : text_of("-");
    size_t at = mem_position(diff->tally_count, is_before, &(struct wanted){diff, code});
    if (at < diff->tally_count && text_is(code, diff->tallies[at].unit))
        return &diff->tallies[at];
    diff->tallies = mem_gap(diff->tallies, &diff->tally_count, &diff->tally_capacity, at, sizeof *diff->tallies);
    diff->tallies[at] = (struct tally){.unit = mem_copy(code.bytes, code.length)};
    return &diff->tallies[at];
}

static void write_counts(struct diff *diff, const char *name, const struct tally *tally)
{
    buffer_clear(&diff->lines);
    buffer_printf(&diff->lines, "%s: %zu added, %zu gone, %zu changed, %zu verdicts flipped\n", name, tally->added,
                  tally->gone, tally->changed, tally->flipped);
    output_write(diff->run->out, diff->lines.bytes, diff->lines.length);
}

/* --- records --- */

static bool read_frame(struct diff *diff, enum diff_side side, struct frame frame, size_t line, struct record *record)
{
    frame.file = diff->files[side];
    frame.line = line;
    return reader_read(diff->readers[side], &frame, record) == READ_RECORD;
}

static void write_heading(struct diff *diff, const char *what, const struct kind *kind, const struct record *record)
{
    struct buffer *lines = &diff->lines;
    buffer_clear(lines);
    buffer_printf(lines, "%s ", what);
    kind_append_name(kind, record, lines);
    buffer_printf(lines, " (%s:%zu)\n", record->frame.file, record_first_place(record).line);
}

static void write_lines(struct diff *diff)
{
    if (!diff->by_unit)
        output_write(diff->run->out, diff->lines.bytes, diff->lines.length);
}

/* A record that only one side has. */
static void tell_single(struct diff *diff, enum diff_side side, struct frame frame, size_t line)
{
    struct record record;
    if (!read_frame(diff, side, frame, line, &record))
        return;
    struct tally *tally = tally_for(diff, &record);
    *(side == DIFF_BEFORE ? &tally->gone : &tally->added) += 1;
    *(side == DIFF_BEFORE ? &diff->all.gone : &diff->all.added) += 1;
    write_heading(diff, side == DIFF_BEFORE ? "gone" : "added", kinds_find(diff->run->kinds, record.kind), &record);
    write_lines(diff);
}

static void tell_pair(struct diff *diff, struct frame frame, size_t line)
{
    struct record before, after;
    if (!read_frame(diff, DIFF_BEFORE, diff->waiting, diff->waiting_line, &before) ||
        !read_frame(diff, DIFF_AFTER, frame, line, &after))
        return;
    const struct kind *kind = kinds_find(diff->run->kinds, after.kind);
    write_heading(diff, "changed", kind, &after);
    if (differences_append(kind, &before, &after, &diff->lines) == 0)
        return;
    struct tally *tally = tally_for(diff, &after);
    bool flipped = differences_flipped(&before, &after);
    tally->changed++;
    diff->all.changed++;
    tally->flipped += flipped;
    diff->all.flipped += flipped;
    write_lines(diff);
}

static void settle_waiting(struct diff *diff)
{
    if (diff->waiting.bytes.bytes)
        tell_single(diff, DIFF_BEFORE, diff->waiting, diff->waiting_line);
    diff->waiting.bytes = (struct text){NULL, 0};
}

static void wait_for_like(struct diff *diff, struct text key, const struct frame *frame, size_t line)
{
    buffer_clear(&diff->waiting_key);
    buffer_append(&diff->waiting_key, key.bytes, key.length);
    buffer_clear(&diff->waiting_bytes);
    buffer_append(&diff->waiting_bytes, frame->bytes.bytes, frame->bytes.length);
    diff->waiting = *frame;
    diff->waiting.bytes = (struct text){buffer_text(&diff->waiting_bytes), diff->waiting_bytes.length};
    diff->waiting_line = line;
}

/* Records come by key, of one key the older side first. */
static bool take(void *context, struct text key, const struct frame *frame)
{
    struct diff *diff = context;
    struct text name = {key.bytes, key.length - PLACE};
    enum diff_side side = name.bytes[name.length] == '0' ? DIFF_BEFORE : DIFF_AFTER;
    int64_t line = 0;
    text_integer((struct text){name.bytes + name.length + 1, PLACE - 1}, &line);
    bool alike =
        diff->waiting.bytes.bytes && text_equal(name, (struct text){diff->waiting_key.bytes, diff->waiting_key.length});
    if (side == DIFF_AFTER && alike) {
        tell_pair(diff, *frame, (size_t)line);
        diff->waiting.bytes = (struct text){NULL, 0};
        return run_going(diff->run);
    }
    settle_waiting(diff);
    if (side == DIFF_AFTER)
        tell_single(diff, DIFF_AFTER, *frame, (size_t)line);
    else
        wait_for_like(diff, name, frame, (size_t)line);
    return run_going(diff->run);
}

void diff_write(struct diff *diff)
{
    if (!sorter_each(diff->sorter, take, diff))
        return;
    settle_waiting(diff);
    for (size_t i = 0; diff->by_unit && i < diff->tally_count; i++)
        write_counts(diff, diff->tallies[i].unit, &diff->tallies[i]);
    if (diff->by_unit)
        write_counts(diff, "all", &diff->all);
    if (diff->all.added || diff->all.gone || diff->all.changed)
        diag_raise(&diff->run->diag, STATUS_DATA);
}
