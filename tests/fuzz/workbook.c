/* SPDX-License-Identifier: ISC
 *
 * What reads workbooks back: XML is whole or not, whatever the pieces that it comes in; and no file, made up as it may
 * be, is taken for a whole archive that is none, or does harm.
 */
#include "support/fuzz.h"
#include "xmlscan.h"
#include "zipcheck.h"

#include <unistd.h>

struct verdict {
    bool whole;
    uint64_t rows, cells;
};

static struct verdict scan(struct text xml, size_t piece)
{
    struct xmlscan_count counts[] = {{"row", 0}, {"c", 0}};
    struct xmlscan scan;
    bool fed = true;
    xmlscan_begin(&scan, counts, 2);
    for (size_t at = 0; at < xml.length; at += piece) {
        size_t length = xml.length - at < piece ? xml.length - at : piece;
        bool good = xmlscan_feed(&scan, (const unsigned char *)xml.bytes + at, length);
        FUZZ_CHECK(fed || !good, "a fault is forgotten");
        fed = good;
    }
    struct verdict verdict = {xmlscan_end(&scan), counts[0].count, counts[1].count};
    FUZZ_CHECK(fed || !verdict.whole, "faulty, yet whole");
    FUZZ_CHECK(verdict.whole == !scan.fault, "%s", scan.fault ? scan.fault : "not whole without a word");
    return verdict;
}

static void check_xml(struct text xml)
{
    uint32_t state = text_hash(xml);
    struct verdict whole = scan(xml, xml.length);
    for (int i = 0; i < 4; i++) {
        size_t piece = 1 + fuzz_random(&state, 31);
        struct verdict pieces = scan(xml, piece);
        FUZZ_CHECK(whole.whole == pieces.whole, "another verdict on pieces of %zu bytes", piece);
        FUZZ_CHECK(!whole.whole || (whole.rows == pieces.rows && whole.cells == pieces.cells),
                   "another count in pieces of %zu bytes", piece);
    }
}

static void check_archive(struct text bytes)
{
    static const struct zipcheck_demand demands[] = {{"xl/worksheets/sheet1.xml", "row", 3}};
    struct buffer fault = {0};
    char path[64];
    int descriptor = fuzz_file_with(bytes);
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    bool whole = zipcheck_file(path, NULL, 0, &fault);
    FUZZ_CHECK(whole == (fault.length == 0), "%s", whole ? buffer_text(&fault) : "refused without a word");
    buffer_clear(&fault);
    bool more = zipcheck_file(path, demands, 1, &fault);
    FUZZ_CHECK(whole || !more, "whole only with a demand");
    buffer_free(&fault);
    close(descriptor);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    bool archive = fuzz_choose(&input, 2) == 0;
    if (input.length == 0)
        return 0;
    if (archive)
        check_archive(input);
    else
        check_xml(input);
    return 0;
}
