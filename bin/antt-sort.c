/* SPDX-License-Identifier: ISC */
#include "latest.h"
#include "run.h"
#include "sorter.h"
#include "sortkey.h"

enum { NUMBER_BYTES = sizeof(size_t) };

struct sorting {
    const char *names;
    bool reverse, unique, last;
    size_t buffer_size;
    struct sortkey *sortkey;
    struct sorter *sorter;
    struct latest *latest;
    struct buffer key, before;
    size_t unlike;
    struct run *run;
};

static bool start(struct run *run, struct sorting *sorting)
{
    struct buffer fault = {0};
    sorting->sortkey = sortkey_new(sorting->names, sorting->reverse, run->kinds, &fault);
    if (sorting->sortkey)
        sorting->sorter = sorter_new(sorting->buffer_size, &run->diag);
    else
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--key: %s", buffer_text(&fault));
    buffer_free(&fault);
    return sorting->sorter != NULL;
}

static void append_number(struct buffer *key, size_t number)
{
    for (size_t i = NUMBER_BYTES; i-- > 0;)
        buffer_putc(key, (char)(number >> 8 * i & 0xFF));
}

/* Takes the number from the end of the key. */
static size_t take_number(struct text *key)
{
    size_t number = 0;
    key->length -= NUMBER_BYTES;
    for (size_t i = 0; i < NUMBER_BYTES; i++)
        number = number << 8 | (unsigned char)key->bytes[key->length + i];
    return number;
}

static void add(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct sorting *sorting = state;
    struct buffer *key = &sorting->key;
    (void)run;
    buffer_clear(key);
    bool known = sortkey_append(sorting->sortkey, kind, record, key);
    if (sorting->unique && !known) /* whether it equals another nobody knows: a number keeps it apart */
        append_number(key, ++sorting->unlike);
    if (sorting->last)
        append_number(key, latest_add(sorting->latest, kind, record));
    sorter_add(sorting->sorter, (struct text){key->bytes, key->length}, &record->frame);
}

static bool pass(void *context, struct text key, const struct frame *frame)
{
    struct sorting *sorting = context;
    struct buffer *before = &sorting->before;
    if (sorting->last && !latest_holds(sorting->latest, take_number(&key)))
        return true;
    if (sorting->unique) {
        if (text_equal(key, (struct text){before->bytes, before->length}))
            return true;
        buffer_clear(before);
        buffer_append(before, key.bytes, key.length);
    }
    writer_pass(&sorting->run->writer, frame);
    return run_going(sorting->run);
}

int main(int argc, char **argv)
{
    struct run run;
    struct sorting sorting = {.names = "id,year", .buffer_size = (size_t)64 * 1024 * 1024, .run = &run};
    const struct option_spec options[] = {
        {'k', "key", "KEYS", "sort by these fields, as unit,-year; - for descending (default id,year)", OPTION_TEXT,
         &sorting.names},
        {'r', "reverse", NULL, "turn every key round", OPTION_FLAG, &sorting.reverse},
        {'u', "unique", NULL, "only the first of records that are equal in KEYS", OPTION_FLAG, &sorting.unique},
        {'l', "last", NULL, "only the last of records of one kind and key, as id and year", OPTION_FLAG, &sorting.last},
        {0, "units", "FILE", "unit records, besides those in the stream", OPTION_INPUTS, &run.unit_files},
        {0, "buffer-size", "SIZE", "hold so much in memory; more goes through temporary files (default 64M)",
         OPTION_SIZE, &sorting.buffer_size},
    };
    const struct program program = {"antt-sort", "Sort records, text in Vietnamese order.", "[file ...]",
                                    OPTION_TABLE(options), true};
    static const struct run_handler handler = {add};
    if (run_start(&run, &program, argc, argv) && start(&run, &sorting)) {
        sorting.latest = latest_new();
        run_records(&run, &handler, &sorting);
        sorter_each(sorting.sorter, pass, &sorting);
    }
    sortkey_free(sorting.sortkey);
    sorter_free(sorting.sorter);
    latest_free(sorting.latest);
    buffer_free(&sorting.key);
    buffer_free(&sorting.before);
    return run_finish(&run);
}
