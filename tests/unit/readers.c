/* SPDX-License-Identifier: ISC
 *
 * What the quick way of reading makes of a document, libyaml makes too: pieces of YAML in all kinds of places.
 */
#include "pieces.h"
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* %s is the piece, twice where it stands twice. */
static const char *const forms[] = {
    "%s\n",
    "a: %s\n",
    "a:  %s \n",
    "- %s\n",
    "a:\n  %s\n",
    "a:\n- %s\n",
    "a:\n  - %s\n  - b\n",
    "a:\n    - %s\n  - b\n",
    "a: b\n  %s\n",
    "a: b\n%s\n",
    "a: {b: %s, c: d}\n",
    "a: [%s, b]\n",
    "a: [b,%s]\n",
    "a:\n  b: %s\n  c: d\ne: f\n",
    "a:\n  - b: %s\n    c: d\n  - %s\n",
    "- a\n%s\n",
    "a: # c\n  b: %s\n # d\nc: d\n",
    "%s: a\n",
    "a:\n  %s: b\n",
    "  a: %s\n  b: c\n",
    "  a: %s\n b: c\n",
    "a: %s\n\n# c\nb: c\n...\n",
    "a: %s\n...",
    "--- # c\na: %s",
    "---\n%s\n%s\n",
    "---\n---\na: %s\n",
    "a: %s\na: b\n",
    "a:\n%s\nb: c\n",
    "a:\n  - b\n  %s\n",
    "a:\n  - b\n  -\n%s\n",
    "a:\n  - b: c\n   %s\n",
    "a:\n  b:\n    c: %s\n  d: e\n",
    "a:\n  b:\n  - c: %s\n    d:\n    - e\n  f: g\n",
    "\357\273\277a: %s\n",
    "%%YAML 1.1\n---\na: %s\n",
    "é: %s\nb: é\n",
    "a: b # %s\n",
    "a:\n  # %s\n  b: c\n",
    "a: 'b %s'\n",
    "a: \"b %s\"\n",
    "a: b\n...\n%s\n",
    "a: b\n--- %s\n",
};

static void insert(struct buffer *document, const char *form, const char *piece)
{
    buffer_clear(document);
    for (; *form; form++)
        if (form[0] == '%' && form[1] == 's') {
            buffer_puts(document, piece);
            form++;
        } else {
            buffer_putc(document, *form);
            form += form[0] == '%';
        }
}

/* Thousands of documents are refused, which nobody wants to read of. */
static int silence(void **state)
{
    (void)state;
    return freopen("/dev/null", "w", stderr) ? 0 : -1;
}

static void pieces_in_all_places(void **state)
{
    struct both both = {0};
    struct buffer document = {0};
    size_t different = 0;
    (void)state;
    both_open(&both);
    for (size_t i = 0; i < sizeof yaml_pieces / sizeof *yaml_pieces; i++)
        for (size_t j = 0; j < sizeof forms / sizeof *forms; j++) {
            insert(&document, forms[j], yaml_pieces[i]);
            const char *difference = both_read(&both, (struct text){document.bytes, document.length});
            if (difference && ++different <= 20)
                print_message("%s differs: %s\n", difference, buffer_text(&document));
        }
    assert_int_equal(different, 0);
    buffer_free(&document);
    both_close(&both);
}

/* All documents of a few characters, alone and behind a key. */
static void short_documents(void **state)
{
    static const char alphabet[] = "a:- \n#[]{},\"'";
    enum { LENGTH = 4, LETTERS = sizeof alphabet - 1 };
    struct both both = {0};
    size_t different = 0, combinations = 1;
    char document[] = "a: ....";
    (void)state;
    both_open(&both);
    for (int i = 0; i < LENGTH; i++)
        combinations *= LETTERS;
    for (size_t number = 0; number < combinations; number++) {
        size_t rest = number;
        for (int i = 0; i < LENGTH; i++, rest /= LETTERS)
            document[3 + i] = alphabet[rest % LETTERS];
        const char *alone = both_read(&both, text_of(document + 3)), *behind = both_read(&both, text_of(document));
        if ((alone || behind) && ++different <= 20)
            print_message("%s differs: %s\n", alone ? alone : behind, document);
    }
    assert_int_equal(different, 0);
    both_close(&both);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_in_all_places),
        cmocka_unit_test(short_documents),
    };
    return cmocka_run_group_tests(tests, silence, NULL);
}
