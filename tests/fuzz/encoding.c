/* SPDX-License-Identifier: ISC
 *
 * Any octets: which encoding they are in, whether they are mojibake; and what is made of text that is UTF-8: the normal
 * form is one, folding ends, cells of a workbook take what is said to be good.
 */
#include "encoding.h"
#include "collate.h"
#include "namekey.h"
#include "support/fuzz.h"
#include "textwidth.h"
#include "xlsx_text.h"

static void advise(struct text text)
{
    struct buffer advice = {0};
    const struct encoding *encoding = encoding_of(text);
    FUZZ_CHECK(!encoding || encoding->name, "an encoding without a name");
    encoding_append_advice(text, &advice);
    FUZZ_CHECK(advice.length && utf8_survey(fuzz_buffer(&advice)).valid, "no advice");
    buffer_clear(&advice);
    bool mojibake = encoding_append_mojibake(text, &advice);
    FUZZ_CHECK(mojibake == (encoding_of_mojibake(text) != NULL), "mojibake is one only sometimes");
    buffer_free(&advice);
}

static void normalise(struct text text)
{
    struct buffer normal = {0}, again = {0};
    bool nfc = text_is_nfc(text, &normal);
    FUZZ_CHECK(nfc || utf8_survey(text).maybe_not_nfc, "the survey takes for normal what is not");
    FUZZ_CHECK(nfc || text_is_nfc(fuzz_buffer(&normal), &again), "the normal form is none");
    buffer_free(&normal);
    buffer_free(&again);
}

static void fold(struct text text)
{
    struct buffer folded = {0}, again = {0};
    text_fold(text, &folded);
    text_fold(fuzz_buffer(&folded), &again);
    FUZZ_CHECK(text_equal(fuzz_buffer(&folded), fuzz_buffer(&again)), "folded twice is another");
    buffer_free(&folded);
    buffer_free(&again);
}

/* The keys of a text are those of its normal form, where they are said to be. */
static void make_keys(struct text text)
{
    struct buffer normal = {0}, keys[2] = {0};
    struct text same = text_is_nfc(text, &normal) ? text : fuzz_buffer(&normal);
    collate_append(text, &keys[0]);
    collate_append(same, &keys[1]);
    FUZZ_CHECK(text_equal(fuzz_buffer(&keys[0]), fuzz_buffer(&keys[1])), "another place in the order");
    buffer_clear(&keys[0]);
    collate_append_name(text, &keys[0]);
    namekey_append(text, &keys[0]);
    buffer_free(&keys[0]);
    buffer_free(&keys[1]);
    buffer_free(&normal);
}

static void measure_width(struct text text)
{
    double width = textwidth_of(text, false);
    FUZZ_CHECK(width >= 0 && textwidth_of_word(text, false) <= width + 1e-6, "a word is wider than its line");
    FUZZ_CHECK(textwidth_lines(text, true, 10) >= 1, "no line");
}

static void put_in_cell(struct text text)
{
    struct buffer cell = {0};
    if (!xlsx_text_fault(text)) {
        FUZZ_CHECK(utf8_survey(text).valid && utf8_survey(text).control == SIZE_MAX, "a cell with bad octets");
        xlsx_text_append(&cell, text);
        FUZZ_CHECK(cell.length >= text.length, "a cell lacks text");
        xlsx_text_footer(&cell, text);
    }
    buffer_free(&cell);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = fuzz_text(data, size), trimmed = text_trim(text);
    struct buffer key = {0};
    char excerpt[TEXT_EXCERPT];
    int64_t integer;
    int32_t date;
    advise(text);
    FUZZ_CHECK(trimmed.length <= size, "trimmed is longer");
    FUZZ_CHECK(strlen(text_excerpt(text, excerpt)) < TEXT_EXCERPT, "an excerpt is too long");
    text_integer(text, &integer);
    if (text_date(text, &date))
        FUZZ_CHECK(date_from_days(date_to_days(date)) == date, "a day is lost");
    text_append_json(text, &key);
    FUZZ_CHECK(key.length >= size + 2, "a string of JSON lacks text");
    if (utf8_survey(text).valid && size) {
        normalise(text);
        fold(text);
        make_keys(text);
        measure_width(text);
    }
    put_in_cell(text);
    buffer_free(&key);
    return 0;
}
