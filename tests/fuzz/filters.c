/* SPDX-License-Identifier: ISC
 *
 * Whole filters over any stream: the first byte chooses one. Whatever comes, they end with a status of theirs and
 * without a fault; what is sound passes as it is, and what is done twice is done once.
 */
#include "json.h"
#include "support/filter.h"
#include "support/fuzz.h"

enum promise {
    NOTHING,
    IS_CAT,     /* with status 0 the output is the input */
    TWICE_ONCE, /* over its own output it changes nothing */
    IS_JSON,    /* every line is a value */
};

#define DATE "--date=2019-03-01"

static const struct job {
    struct filter filter;
    enum promise promise;
} jobs[] = {
    {{antt_validate, {"validate"}}, IS_CAT},
    {{antt_validate, {"validate", "--fix-nfc", "-q"}}, NOTHING},
    {{antt_sort, {"sort"}}, TWICE_ONCE},
    {{antt_sort, {"sort", "-u", "--key=name,-year", "--buffer-size=200"}}, TWICE_ONCE},
    {{antt_score, {"score"}}, TWICE_ONCE},
    {{antt_score, {"score", "-a", "-c", "tt124-2021"}}, TWICE_ONCE},
    {{antt_aggregate, {"aggregate"}}, TWICE_ONCE},
    {{antt_aggregate, {"aggregate", "-a"}}, TWICE_ONCE},
    {{antt_aggregate, {"aggregate", "-k", "--by=district,year", "--as-of=2025-08-01"}}, NOTHING},
    {{antt_select, {"select", "year >= 2000 or crimes > 3"}}, NOTHING},
    {{antt_select, {"select", "-v", "not resolution.date < registration.date"}}, NOTHING},
    {{antt_table, {"table", "-t", "jsonl"}}, IS_JSON},
    {{antt_table, {"table", "-k", "area"}}, NOTHING},
    {{antt_due, {"due", DATE}}, TWICE_ONCE},
    {{antt_due, {"due", "-a", DATE}}, NOTHING},
    {{antt_evidence, {"evidence"}}, TWICE_ONCE},
    {{antt_explain, {"explain", "-l", "vi"}}, NOTHING},
    {{antt_explain, {"explain", "-s", "-l", "en"}}, NOTHING},
    {{antt_score, {"score", "--against=tt124-2021"}}, NOTHING},
    {{antt_validate, {"validate", "-n", "-W", "--diagnostics=json"}}, NOTHING},
    {{antt_xlsx, {"xlsx", DATE}}, NOTHING},
};
enum { JOBS = sizeof jobs / sizeof *jobs };

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    if (size == 0 || most < 2)
        return LLVMFuzzerMutate(data, size, most);
    if (seed % 16 == 0)
        data[0] = (uint8_t)('a' + seed / 16 % JOBS);
    return 1 + fuzz_mutate_yaml(data + 1, size - 1, most - 1, seed);
}

static void check_json(struct text lines)
{
    struct text line;
    struct arena arena = {0};
    struct buffer why = {0};
    while (text_next_part(&lines, '\n', &line))
        FUZZ_CHECK(!line.length || json_read(line, (struct mark){0, 0}, &arena, &why), "no JSON: %s",
                   buffer_text(&why));
    arena_free(&arena);
    buffer_free(&why);
}

static void check(const struct job *job, int status, struct text input, struct text output)
{
    struct buffer again = {0};
    if (job->promise == IS_CAT && status == 0)
        FUZZ_CHECK(text_equal(input, output), "sound records do not pass as they are:\n%.*s", (int)output.length,
                   output.bytes);
    if (job->promise == IS_JSON && status < 2)
        check_json(output);
    if (job->promise == TWICE_ONCE && status < 2) {
        fuzz_filter(&job->filter, output, &again);
        FUZZ_CHECK(text_equal(output, fuzz_buffer(&again)), "%s: once and twice:\n%.*s\n%s", job->filter.arguments[0],
                   (int)output.length, output.bytes, buffer_text(&again));
    }
    buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    const struct job *job = &jobs[fuzz_choose(&input, JOBS)];
    struct buffer output = {0};
    int status = fuzz_filter(&job->filter, input, &output);
    check(job, status, input, fuzz_buffer(&output));
    buffer_free(&output);
    return 0;
}
