/* SPDX-License-Identifier: ISC
 *
 * Both ways of reading a document give the same record or the same messages; and what is accepted has the values that
 * libyaml's own loader gives it, what is refused as bad YAML is refused by it too.
 */
#include "../unit/trees.h"
#include "reader_tree.h"
#include "support/fuzz.h"

#include <yaml.h>

enum { SHORT = 24 };

static struct both both;
static struct {
    size_t documents, records, quick;
} seen;

static void tell(void)
{
    printf("readers: %zu documents, %zu records, %zu of them read the quick way\n", seen.documents, seen.records,
           seen.quick);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    both_open(&both);
    atexit(tell);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return fuzz_mutate_yaml(data, size, most, seed);
}

/* A key is text, so the loader's node must be a scalar. */
static bool same_key(const struct node *node, const yaml_node_t *key)
{
    return key && key->type == YAML_SCALAR_NODE &&
           text_equal(node->key, (struct text){(const char *)key->data.scalar.value, key->data.scalar.length});
}

static const char *loaded_differs(const struct node *node, yaml_document_t *document, const yaml_node_t *loaded);

static const char *children_differ(const struct node *node, yaml_document_t *document, const yaml_node_t *loaded)
{
    const struct node *child = node->first;
    if (node->type == NODE_SEQUENCE) {
        const yaml_node_item_t *item = loaded->data.sequence.items.start;
        for (; child && item < loaded->data.sequence.items.top; child = child->next, item++) {
            const char *difference = loaded_differs(child, document, yaml_document_get_node(document, *item));
            if (difference)
                return difference;
        }
        return child || item < loaded->data.sequence.items.top ? "number of items" : NULL;
    }
    const yaml_node_pair_t *pair = loaded->data.mapping.pairs.start;
    for (; child && pair < loaded->data.mapping.pairs.top; child = child->next, pair++) {
        const char *difference = loaded_differs(child, document, yaml_document_get_node(document, pair->value));
        if (difference || !same_key(child, yaml_document_get_node(document, pair->key)))
            return difference ? difference : "key";
    }
    return child || pair < loaded->data.mapping.pairs.top ? "number of entries" : NULL;
}

static const char *loaded_differs(const struct node *node, yaml_document_t *document, const yaml_node_t *loaded)
{
    static const yaml_node_type_t types[] = {
        [NODE_SCALAR] = YAML_SCALAR_NODE, [NODE_SEQUENCE] = YAML_SEQUENCE_NODE, [NODE_MAPPING] = YAML_MAPPING_NODE};
    if (!loaded || loaded->type != types[node->type])
        return "type";
    if (node->type != NODE_SCALAR)
        return children_differ(node, document, loaded);
    if (!text_equal(node->value, (struct text){(const char *)loaded->data.scalar.value, loaded->data.scalar.length}))
        return "value";
    return node->plain == (loaded->data.scalar.style == YAML_PLAIN_SCALAR_STYLE) ? NULL : "style";
}

/* Whether libyaml can load the document and finds no other behind it. Where it can, the caller deletes it. */
static bool load(yaml_parser_t *parser, struct text bytes, yaml_document_t *document)
{
    yaml_document_t next;
    size_t order_mark = utf8_order_mark(bytes);
    FUZZ_CHECK(yaml_parser_initialize(parser), "no parser");
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)bytes.bytes + order_mark, bytes.length - order_mark);
    if (!yaml_parser_load(parser, document))
        return false;
    if (!yaml_document_get_root_node(document))
        return true;
    bool loaded = yaml_parser_load(parser, &next), alone = loaded && !yaml_document_get_root_node(&next);
    if (loaded)
        yaml_document_delete(&next);
    if (!alone)
        yaml_document_delete(document);
    return alone;
}

/* The slug ends the message; before it may stand what the input says. */
static bool ends_with(struct text text, struct text end)
{
    return text.length >= end.length &&
           text_equal((struct text){text.bytes + text.length - end.length, end.length}, end);
}

static void compare_with_loader(struct text bytes, enum read_result result, const struct record *record,
                                struct buffer *said)
{
    yaml_parser_t parser;
    yaml_document_t document;
    bool good = load(&parser, bytes, &document);
    if (result == READ_RECORD) {
        FUZZ_CHECK(good, "we read what libyaml does not: %s", parser.problem ? parser.problem : "another document");
        const char *difference = loaded_differs(record->root, &document, yaml_document_get_root_node(&document));
        FUZZ_CHECK(!difference, "libyaml's loader has another %s", difference);
    }
    bool syntax = result == READ_BROKEN && ends_with(fuzz_buffer(said), text_of("[yaml-syntax]\n"));
    FUZZ_CHECK(!syntax || !good, "libyaml reads what we call bad YAML: %s", buffer_text(said));
    if (good)
        yaml_document_delete(&document);
    yaml_parser_delete(&parser);
}

/* Whether the quick way would have read it. */
static bool is_quick(const struct frame *frame, const struct record *read)
{
    struct reader *reader = both.readers[1];
    struct record record = {.frame = *frame};
    struct reading reading = {.reader = reader, .record = &record};
    if (read->lines || read->maybe_not_nfc)
        return false;
    arena_reset(&reader->arena);
    return reader_plain(&reading) == PLAIN_READ;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text bytes = fuzz_text(data, size);
    struct frame frame = {.bytes = bytes, .file = "document", .line = 1, .start = FRAME_MARKER};
    struct record record;
    struct utf8_survey survey = utf8_survey(bytes);
    if (size == 0 || ((!survey.valid || survey.control != SIZE_MAX) && size > SHORT))
        return 0; /* no frame is empty; other octets are refused before either way is chosen, and take long */
    const char *difference = both_read(&both, bytes);
    FUZZ_CHECK(!difference, "%s differs", difference);
    buffer_clear(&both.said[1]);
    both.diags[1].last = 0;
    enum read_result result = reader_read(both.readers[1], &frame, &record);
    compare_with_loader(bytes, result, &record, &both.said[1]);
    seen.documents++;
    seen.records += result == READ_RECORD;
    seen.quick += result == READ_RECORD && is_quick(&frame, &record);
    return 0;
}
