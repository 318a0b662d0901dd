/* SPDX-License-Identifier: ISC */
#include "collate.h"
#include "evidence_policy.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct item *item_at(const struct policy *policy, size_t number)
{
    return &policy->chunks[number / ITEMS][number % ITEMS];
}

static struct text key_text(const struct evidence *evidence)
{
    return (struct text){evidence->key.bytes, evidence->key.length};
}

/* The fields in which both are to be the same, names by their letters and tones; false where one is missing. */
static bool make_same_key(struct evidence *evidence, const struct policy *policy, const struct collector *collector,
                          const struct record *record)
{
    struct buffer *key = &evidence->key;
    buffer_clear(key);
    buffer_printf(key, "%zu", (size_t)(collector - policy->collectors));
    for (size_t i = 0; i < collector->same_count; i++) {
        const struct field *field = field_at_path(&policy->kind->root, collector->same[i]);
        const struct node *node = node_at_path(record->root, collector->same[i]);
        buffer_putc(key, '\0');
        if (node_is_null(node) || node->type != NODE_SCALAR)
            return false;
        if (field->type == FIELD_TEXT)
            collate_append_name(node->value, key);
        else
            buffer_append(key, node->value.bytes, node->value.length);
    }
    return true;
}

/* `=` keeps ids apart from the keys above, which begin with a digit. */
static bool make_key(struct evidence *evidence, const struct policy *policy, const struct collector *collector,
                     const struct kind *kind, const struct record *record)
{
    if (collector->same)
        return make_same_key(evidence, policy, collector, record);
    buffer_clear(&evidence->key);
    buffer_putc(&evidence->key, '=');
    return kind_append_thing(kind, record, &evidence->key);
}

/* A value as text that lives as long as the evidence; NULL for none that could be shown. */
static const char *keep_value(struct evidence *evidence, struct value value)
{
    struct buffer *text = &evidence->text;
    buffer_clear(text);
    switch (value.type) {
    case VALUE_TEXT:
        buffer_append(text, value.text.bytes, value.text.length);
        break;
    case VALUE_INTEGER:
        buffer_printf(text, "%" PRId64, value.integer);
        break;
    case VALUE_BOOL:
        buffer_puts(text, value.integer ? "true" : "false");
        break;
    case VALUE_DATE:
        date_append(text, (int32_t)value.integer);
        break;
    default:
        return NULL;
    }
    return arena_copy(&evidence->values, buffer_text(text), text->length);
}

static bool are_alike(const struct item *a, const struct item *b)
{
    bool same_value = a->value && b->value ? strcmp(a->value, b->value) == 0 : a->value == b->value;
    return a->year == b->year && a->collector == b->collector && a->kind == b->kind && same_value;
}

/* Whether as many like it are there as are kept; they then know of it. */
static bool is_one_more(struct policy *policy, size_t key, const struct item *item)
{
    size_t alike = 0;
    for (uint32_t at = policy->heads[key]; at; at = item_at(policy, at - 1)->next)
        alike += are_alike(item_at(policy, at - 1), item);
    if (alike < MOST_ALIKE)
        return false;
    for (uint32_t at = policy->heads[key]; at; at = item_at(policy, at - 1)->next)
        item_at(policy, at - 1)->more += are_alike(item_at(policy, at - 1), item);
    return true;
}

static void add_item(struct evidence *evidence, struct policy *policy, struct item item)
{
    bool added;
    size_t number = keyset_add(policy->keys, key_text(evidence), &added);
    policy->heads = mem_grow(policy->heads, &policy->head_capacity, number + 1, sizeof *policy->heads);
    item.next = added ? 0 : policy->heads[number];
    if (!added && is_one_more(policy, number, &item))
        return;
    if (policy->item_count % ITEMS == 0) {
        size_t chunk = policy->item_count / ITEMS;
        policy->chunks = mem_grow(policy->chunks, &policy->chunk_capacity, chunk + 1, sizeof(struct item *));
        policy->chunks[chunk] = mem_new(ITEMS, sizeof(struct item));
    }
    item.number = (uint32_t)policy->item_count++;
    *item_at(policy, item.number) = item;
    policy->heads[number] = (uint32_t)policy->item_count;
}

static bool collects_from(const struct collector *collector, const struct kind *kind)
{
    for (size_t i = 0; i < collector->from_count; i++)
        if (collector->from[i] == kind)
            return true;
    return false;
}

static void collect(struct evidence *evidence, struct policy *policy, const struct collector *collector,
                    const struct kind *kind, const struct record *record)
{
    int year = kind_year(kind, record);
    struct expr_input input = {.root = record->root, .year = year};
    struct place place = record_first_place(record);
    if (!year || (collector->when && expr_test(collector->when, &input) != TRUTH_TRUE) ||
        !make_key(evidence, policy, collector, kind, record))
        return;
    struct item item = {.file = place.file,
                        .line = (uint32_t)place.line,
                        .year = (uint16_t)year,
                        .collector = (uint16_t)(collector - policy->collectors),
                        .kind = kind};
    if (collector->value && !(item.value = keep_value(evidence, expr_value(collector->value, &input))))
        return;
    add_item(evidence, policy, item);
}

void evidence_take(struct evidence *evidence, const struct kind *kind, const struct record *record)
{
    for (size_t i = 0; i < evidence->count; i++)
        for (size_t j = 0; j < evidence->policies[i].collector_count; j++)
            if (collects_from(&evidence->policies[i].collectors[j], kind))
                collect(evidence, &evidence->policies[i], &evidence->policies[i].collectors[j], kind, record);
}

static bool stands_at(const struct item *item, const char *file, size_t line)
{
    return item->line == line && (item->file == file || strcmp(item->file, file) == 0);
}

/* What the collector took under the key at hand, up to the year; a record is no evidence about itself. */
static void look_up(struct evidence *evidence, struct policy *policy, const struct collector *collector,
                    const struct record *record, int year)
{
    size_t number;
    struct place place = record_first_place(record);
    struct findings *found = &policy->found[collector->list];
    if (!keyset_find(policy->keys, key_text(evidence), &number))
        return;
    for (uint32_t at = policy->heads[number]; at; at = item_at(policy, at - 1)->next) {
        const struct item *item = item_at(policy, at - 1);
        if (item->collector != collector - policy->collectors || item->year > year ||
            stands_at(item, place.file, place.line))
            continue;
        found->items = mem_grow(found->items, &found->capacity, found->count + 1, sizeof(struct item *));
        found->items[found->count++] = item;
    }
}

/* The value for the latest year; of several, the one that came first. Items were added last to first. */
static const char *latest_value(const struct findings *found)
{
    const struct item *latest = NULL;
    for (size_t i = 0; i < found->count; i++)
        if (!latest || found->items[i]->year >= latest->year)
            latest = found->items[i];
    return latest ? latest->value : NULL;
}

static const char *subject_of(const struct policy *policy, const struct subject_key *key, const struct record *record)
{
    return key->field ? node_text_at(record->root, key->field->path) : latest_value(&policy->found[key->list]);
}

static void search(struct evidence *evidence, struct policy *policy, const struct collector *collector,
                   const struct record *record, int year)
{
    struct expr_input input = {.root = record->root, .year = year};
    if (collector->wanted && expr_test(collector->wanted, &input) != TRUTH_TRUE)
        return;
    if (collector->same && make_same_key(evidence, policy, collector, record))
        look_up(evidence, policy, collector, record, year);
    for (size_t i = 0; i < collector->key_count; i++) {
        const char *subject = subject_of(policy, &collector->keys[i], record);
        if (!subject)
            continue;
        buffer_clear(&evidence->key);
        buffer_putc(&evidence->key, '=');
        buffer_append(&evidence->key, subject, strlen(subject) + 1);
        look_up(evidence, policy, collector, record, year);
    }
}

static int by_year(const void *a, const void *b)
{
    const struct item *first = *(const struct item *const *)a, *second = *(const struct item *const *)b;
    int order = (first->year > second->year) - (first->year < second->year);
    return order ? order : (first->number > second->number) - (first->number < second->number);
}

/* A record that was found in two ways is one. */
static void put_in_order(struct findings *found)
{
    size_t kept = 0;
    if (found->count)
        qsort(found->items, found->count, sizeof(struct item *), by_year);
    for (size_t i = 0; i < found->count; i++)
        if (!kept || !stands_at(found->items[kept - 1], found->items[i]->file, found->items[i]->line))
            found->items[kept++] = found->items[i];
    found->count = kept;
}

void evidence_find(struct evidence *evidence, struct policy *policy, const struct record *record, int year)
{
    for (size_t i = 0; i < policy->list_count; i++)
        policy->found[i].count = 0;
    for (size_t i = 0; i < policy->collector_count; i++)
        search(evidence, policy, &policy->collectors[i], record, year);
    for (size_t i = 0; i < policy->list_count; i++)
        put_in_order(&policy->found[i]);
}

void evidence_free_policy(struct policy *policy)
{
    for (size_t i = 0; policy->found && i < policy->list_count; i++)
        free(policy->found[i].items);
    for (size_t i = 0; i * ITEMS < policy->item_count; i++)
        free(policy->chunks[i]);
    free(policy->chunks);
    free(policy->found);
    free(policy->heads);
    keyset_free(policy->keys);
}
