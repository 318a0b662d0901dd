/* SPDX-License-Identifier: ISC */
#include "run.h"
#include "sorter.h"
#include "sortkey.h"

struct sorting {
    const char *names;
    bool reverse, unique;
    size_t buffer_size;
    struct sortkey *sortkey;
    struct sorter *sorter;
    struct buffer key, last;
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

static void add(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct sorting *sorting = state;
    struct buffer *key = &sorting->key;
    (void)run;
    buffer_clear(key);
    bool known = sortkey_append(sorting->sortkey, kind, record, key);
    if (sorting->unique && !known) { /* whether it equals another nobody knows: a number keeps it apart */
        size_t number = ++sorting->unlike;
        for (size_t i = sizeof number; i-- > 0;)
            buffer_putc(key, (char)(number >> 8 * i & 0xFF));
    }
    sorter_add(sorting->sorter, (struct text){key->bytes, key->length}, &record->frame);
}

static bool pass(void *context, struct text key, const struct frame *frame)
{
    struct sorting *sorting = context;
    struct buffer *last = &sorting->last;
    if (sorting->unique) {
        if (text_equal(key, (struct text){last->bytes, last->length}))
            return true;
        buffer_clear(last);
        buffer_append(last, key.bytes, key.length);
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
        {'u', "unique", NULL, "only the first of records with equal keys", OPTION_FLAG, &sorting.unique},
        {0, "units", "FILE", "unit records, besides those in the stream", OPTION_LIST, &run.unit_files},
        {0, "buffer-size", "SIZE", "hold so much in memory; more goes through temporary files (default 64M)",
         OPTION_SIZE, &sorting.buffer_size},
    };
    const struct program program = {"antt-sort", "Sort records, text in Vietnamese order.", "[file ...]", options,
                                    sizeof options / sizeof *options};
    static const struct run_handler handler = {add};
    if (run_start(&run, &program, argc, argv) && start(&run, &sorting)) {
        run_records(&run, &handler, &sorting);
        sorter_each(sorting.sorter, pass, &sorting);
    }
    sortkey_free(sorting.sortkey);
    sorter_free(sorting.sorter);
    buffer_free(&sorting.key);
    buffer_free(&sorting.last);
    return run_finish(&run);
}
