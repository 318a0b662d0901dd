/* SPDX-License-Identifier: ISC
 *
 * Any table: the first byte chooses the kind and the format. The records that antt-import makes of its rows are sound
 * ones for antt-validate, and pass it as they are.
 */
#include "support/filter.h"
#include "support/fuzz.h"

static const struct filter imports[] = {
    {antt_import, {"import", "-k", "area"}},
    {antt_import, {"import", "-k", "area", "-t", "tsv"}},
    {antt_import, {"import", "-k", "institution", "-s", ";"}},
    {antt_import, {"import", "-k", "unit"}},
    {antt_import, {"import", "-k", "model", "-s", "tab"}},
    {antt_import, {"import", "-k", "nomination"}},
    {antt_import, {"import", "-k", "commune"}},
    {antt_import, {"import", "-k", "meeting", "-i", "Ghi chú"}},
};
static const struct filter validate = {antt_validate, {"validate"}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    const struct filter *import = &imports[fuzz_choose(&input, sizeof imports / sizeof *imports)];
    struct buffer records = {0}, passed = {0};
    fuzz_filter(import, input, &records);
    if (records.length) {
        int status = fuzz_filter(&validate, fuzz_buffer(&records), &passed);
        bool sound = status == 0 || strcmp(import->arguments[2], "unit") == 0; /* units are judged together */
        FUZZ_CHECK(sound, "what was imported is not sound:\n%s", buffer_text(&records));
        FUZZ_CHECK(text_equal(fuzz_buffer(&records), fuzz_buffer(&passed)), "what was imported does not pass:\n%s",
                   buffer_text(&records));
    }
    buffer_free(&records);
    buffer_free(&passed);
    return 0;
}
