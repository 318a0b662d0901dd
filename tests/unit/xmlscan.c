/* SPDX-License-Identifier: ISC */
#include "xmlscan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* The fault in the text, fed in pieces of `piece` bytes; NULL when it is whole. */
static const char *scan_in_pieces(const char *text, size_t piece, struct xmlscan_count *counts, size_t total)
{
    static struct xmlscan scan;
    size_t length = strlen(text);
    xmlscan_begin(&scan, counts, total);
    for (size_t at = 0; at < length; at += piece)
        xmlscan_feed(&scan, (const unsigned char *)text + at, length - at < piece ? length - at : piece);
    bool whole = xmlscan_end(&scan);
    assert_int_equal(whole, scan.fault == NULL);
    return scan.fault;
}

static void whole_documents_pass(void **state)
{
    static const char *const texts[] = {
        "<a/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"1\" c='>\"'><d e=\"&amp;\"/>Ồ &#10;</a>\n",
        "<!-- -- > --><a></a ><!---->",
        "\xEF\xBB\xBF<x:a-b.c_1 />",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t piece = 1; piece < 20; piece++)
            assert_null(scan_in_pieces(texts[i], piece, NULL, 0));
}

static void every_beginning_of_a_document_fails(void **state)
{
    static const char text[] = "<?xml version=\"1.0\"?><a b=\"1\"><c/>t&lt;<d></d><!-- x --></a>";
    char beginning[sizeof text];
    (void)state;
    for (size_t length = 0; length < sizeof text - 1; length++) {
        memcpy(beginning, text, length);
        beginning[length] = '\0';
        assert_non_null(scan_in_pieces(beginning, 7, NULL, 0));
    }
    assert_null(scan_in_pieces(text, 7, NULL, 0));
}

static void broken_documents_fail(void **state)
{
    static const char *const texts[] = {
        "<a></b>",
        "<a></a></a>",
        "</a>",
        "<a/><b/>",
        "<a/>x",
        "x<a/>",
        "<a b></a>",
        "<a b=c/>",
        "<a>&</a>",
        "<a>& b;</a>",
        "<a>&abcdefghijklm;</a>",
        "<a>&;</a>",
        "<a/ >",
        "<a b=\"<\"/>",
        "< a/>",
        "<a></a x>",
        "<a>\x01</a>",
        "<a \"b\"/>",
        "<1\"/>",
        "<a$/>",
        "<a></ a>",
        "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t piece = 1; piece < 9; piece++)
            assert_non_null(scan_in_pieces(texts[i], piece, NULL, 0));
}

static void depth_has_a_limit(void **state)
{
    char text[XMLSCAN_DEPTH * 7 + 8] = "";
    (void)state;
    for (int i = 0; i < XMLSCAN_DEPTH; i++)
        strcat(text, "<a>");
    for (int i = 0; i < XMLSCAN_DEPTH; i++)
        strcat(text, "</a>");
    assert_null(scan_in_pieces(text, 5, NULL, 0));
    memmove(text + 3, text, strlen(text) + 1);
    assert_string_equal(scan_in_pieces(text, 5, NULL, 0), "elements are nested too deep");
}

static void elements_are_counted_by_their_whole_name(void **state)
{
    struct xmlscan_count counts[] = {{.element = "row"}, {.element = "c"}, {.element = "x"}};
    (void)state;
    assert_null(scan_in_pieces("<rows><row><c/><c r=\"row\"/><cc/></row><row/>row <c></c></rows>", 3, counts, 3));
    assert_int_equal(counts[0].count, 2);
    assert_int_equal(counts[1].count, 3);
    assert_int_equal(counts[2].count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_documents_pass),
        cmocka_unit_test(every_beginning_of_a_document_fails),
        cmocka_unit_test(broken_documents_fail),
        cmocka_unit_test(depth_has_a_limit),
        cmocka_unit_test(elements_are_counted_by_their_whole_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
