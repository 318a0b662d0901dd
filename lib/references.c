/* SPDX-License-Identifier: ISC */
#include "references.h"

#include "keyset.h"
#include "nearid.h"
#include "pending.h"
#include "spool.h"

#include <stdlib.h>

enum target { TARGET_THERE, TARGET_UNCLEAR /* there may be records of its kind elsewhere */, TARGET_MISSING };

/* One value of the record at hand that refers to another record. */
struct mention {
    const struct field *field;
    const struct node *node;
    enum target target;
};

struct references {
    struct run *run;
    const struct seen *seen;
    struct keyset *rejected;
    struct tally {
        bool wanted, any;          /* a field refers to records of the kind; one has come */
        int first_year, last_year; /* of those that have come; 0: none had a year */
    } * tallies;                   /* by the order of kinds */
    struct mention *mentions;
    size_t mention_count, mention_capacity;
    struct buffer key;
    struct pending *passed, *refused; /* what records refer to that are decided already */
    struct spool *spool;              /* NULL: nothing is held back */
    bool cannot_hold;
    struct check *check;
    struct reader *fixer;
};

struct references *references_new(struct run *run, const struct seen *seen)
{
    struct references *references = mem_new(1, sizeof *references);
    references->run = run;
    references->seen = seen;
    references->rejected = keyset_new();
    references->passed = pending_new(&run->diag);
    references->refused = pending_new(&run->diag);
    references->tallies = mem_new(kinds_count(run->kinds), sizeof *references->tallies);
    for (size_t i = 0; i < kinds_count(run->kinds); i++) {
        const struct kind *kind = kinds_at(run->kinds, i);
        for (size_t j = 0; j < kind->reference_count; j++)
            for (size_t k = 0; k < kind->references[j]->reference->kind_count; k++)
                references->tallies[kind->references[j]->reference->kinds[k]->order].wanted = true;
    }
    return references;
}

void references_free(struct references *references)
{
    if (!references)
        return;
    keyset_free(references->rejected);
    pending_free(references->passed);
    pending_free(references->refused);
    spool_free(references->spool);
    buffer_free(&references->key);
    free(references->tallies);
    free(references->mentions);
    free(references);
}

void references_add(struct references *references, const struct kind *kind, const struct record *record, bool sound)
{
    struct tally *tally = &references->tallies[kind->order];
    bool added;
    if (!tally->wanted)
        return;
    int year = kind_year(kind, record);
    tally->any = true;
    if (year && (!tally->first_year || year < tally->first_year))
        tally->first_year = year;
    if (year > tally->last_year)
        tally->last_year = year;
    if (sound)
        return; /* it is among the seen */
    buffer_clear(&references->key);
    kind_append_key(kind, record, &references->key);
    keyset_add(references->rejected, (struct text){references->key.bytes, references->key.length}, &added);
}

static bool is_there(struct references *references, const struct kind *kind, struct text id, int year)
{
    size_t number;
    buffer_clear(&references->key);
    kind_append_key_of(kind, id, year, &references->key);
    struct text key = {references->key.bytes, references->key.length};
    return seen_has(references->seen, key) || keyset_find(references->rejected, key, &number);
}

static bool has_target(struct references *references, const struct kind *kind, struct text id, int year, bool earlier)
{
    const struct tally *tally = &references->tallies[kind->order];
    if (!tally->any || kind->key_count == 1 || !earlier)
        return tally->any && is_there(references, kind, id, year);
    for (int at = year < tally->last_year ? year : tally->last_year; at && at >= tally->first_year; at--)
        if (is_there(references, kind, id, at))
            return true;
    return false;
}

static enum target look_up(struct references *references, const struct reference *reference, struct text id, int year)
{
    bool known = true;
    for (size_t i = 0; i < reference->kind_count; i++) {
        if (has_target(references, reference->kinds[i], id, year, reference->earlier))
            return TARGET_THERE;
        known &= references->tallies[reference->kinds[i]->order].any;
    }
    return known ? TARGET_MISSING : TARGET_UNCLEAR;
}

static void add_mention(struct references *references, const struct field *field, const struct node *node, int year)
{
    enum field_type type = field->type == FIELD_LIST ? field->item : field->type;
    if (node->type != NODE_SCALAR || node_is_null(node) || !check_scalar_fits(field, type, node))
        return;
    references->mentions = mem_grow(references->mentions, &references->mention_capacity, references->mention_count + 1,
                                    sizeof *references->mentions);
    references->mentions[references->mention_count++] =
        (struct mention){field, node, look_up(references, field->reference, node->value, year)};
}

/* All that the record refers to; the result is what stands worst. */
static enum target find_mentions(struct references *references, const struct kind *kind, const struct record *record)
{
    enum target worst = TARGET_THERE;
    int year = kind_year(kind, record);
    references->mention_count = 0;
    for (size_t i = 0; i < kind->reference_count; i++) {
        const struct field *field = kind->references[i];
        const struct node *node = field_value(field, record->root).node;
        if (node && node->type == NODE_SCALAR)
            add_mention(references, field, node, year);
        else if (node)
            for (const struct node *item = node->first; item; item = item->next)
                add_mention(references, field, item, year);
    }
    for (size_t i = 0; i < references->mention_count; i++)
        if (references->mentions[i].target > worst)
            worst = references->mentions[i].target;
    return worst;
}

/* 2013-2016, 2018: the years of the records of a kind with this id. */
static void append_years(struct references *references, const struct kind *kind, struct text id, struct buffer *years)
{
    const struct tally *tally = &references->tallies[kind->order];
    int begin = 0;
    for (int year = tally->first_year; year && kind->key_count > 1 && year <= tally->last_year + 1; year++) {
        bool there = year <= tally->last_year && is_there(references, kind, id, year);
        if (there && !begin) {
            begin = year;
            buffer_printf(years, "%s%d", years->length ? ", " : "", year);
        } else if (!there && begin) {
            if (begin < year - 1)
                buffer_printf(years, "-%d", year - 1);
            begin = 0;
        }
    }
}

static void append_kinds(const struct reference *reference, struct buffer *text)
{
    for (size_t i = 0; i < reference->kind_count; i++)
        buffer_printf(text, "%s%s",
                      i == 0                          ? ""
                      : i + 1 < reference->kind_count ? ", "
                                                      : " or ",
                      reference->kinds[i]->name);
}

struct wish {
    struct references *references;
    const struct pending_reference *mention;
};

static bool would_be_there(void *context, struct text id)
{
    const struct wish *wish = context;
    return look_up(wish->references, wish->mention->field->reference, id, wish->mention->year) == TARGET_THERE;
}

/* There, but not in the year: false where there is none of that id in any. */
static bool report_year(struct references *references, const struct pending_reference *mention, const char *remark)
{
    const struct reference *reference = mention->field->reference;
    struct buffer years = {0};
    char id[TEXT_EXCERPT];
    size_t i = 0;
    while (i < reference->kind_count && years.length == 0)
        append_years(references, reference->kinds[i++], mention->id, &years);
    bool found = years.length > 0;
    if (found)
        diag_report(&references->run->diag, SEVERITY_ERROR, &mention->place, "unknown-reference",
                    "%s: %s %s is there in %s, not in %d%s%s", mention->field->path, reference->kinds[i - 1]->name,
                    text_excerpt(mention->id, id), buffer_text(&years), mention->year,
                    reference->earlier ? " or before" : "", remark);
    buffer_free(&years);
    return found;
}

static void report(struct references *references, const struct pending_reference *mention, const char *remark)
{
    struct wish wish = {references, mention};
    struct buffer kinds = {0}, near = {0};
    char id[TEXT_EXCERPT];
    if (report_year(references, mention, remark))
        return;
    append_kinds(mention->field->reference, &kinds);
    bool found = near_id(mention->id, would_be_there, &wish, &near);
    diag_report(&references->run->diag, SEVERITY_ERROR, &mention->place, "unknown-reference",
                "%s: there is no %s '%s'%s%s%s%s", mention->field->path, buffer_text(&kinds),
                text_excerpt(mention->id, id), found ? "; did you mean '" : "", found ? buffer_text(&near) : "",
                found ? "'?" : "", remark);
    buffer_free(&kinds);
    buffer_free(&near);
}

static struct pending_reference describe(const struct references *references, const struct mention *mention,
                                         const struct kind *kind, const struct record *record)
{
    const char *subject = references->run->diag.subject;
    return (struct pending_reference){.field = mention->field,
                                      .place = record_place(record, mention->node->at),
                                      .year = kind_year(kind, record),
                                      .id = mention->node->value,
                                      .subject = text_of(subject ? subject : "")};
}

/* What is not there yet, of the mentions found last. */
static void keep_mentions(struct references *references, struct pending *pending, const struct kind *kind,
                          const struct record *record)
{
    for (size_t i = 0; i < references->mention_count; i++) {
        const struct mention *mention = &references->mentions[i];
        struct pending_reference kept = describe(references, mention, kind, record);
        if (mention->target != TARGET_THERE)
            pending_add(pending, &kept);
    }
}

static bool hold(struct references *references)
{
    if (!references->spool && !references->cannot_hold) {
        references->spool = spool_new(references->run);
        references->cannot_hold = !references->spool; /* that has been told, and the job is not done */
        if (references->spool && references->run->passes)
            spool_divert(references->spool);
    }
    return references->spool;
}

bool references_settled(struct references *references, const struct kind *kind, const struct record *record,
                        const struct frame *original)
{
    bool holding = references->spool && references->run->passes;
    if (kind->reference_count == 0 && !holding)
        return true;
    enum target worst = holding ? TARGET_MISSING : find_mentions(references, kind, record);
    if (worst == TARGET_MISSING && hold(references)) {
        struct record as_read = *record;
        as_read.frame = *original;
        spool_add(references->spool, &as_read);
        return false;
    }
    keep_mentions(references, references->passed, kind, record);
    return true;
}

void references_refused(struct references *references, const struct kind *kind, const struct record *record)
{
    if (kind->reference_count == 0)
        return;
    find_mentions(references, kind, record);
    keep_mentions(references, references->refused, kind, record);
}

static void settle(struct references *references, const struct pending_reference *pending, const char *remark)
{
    if (look_up(references, pending->field->reference, pending->id, pending->year) != TARGET_MISSING)
        return;
    references->run->diag.subject = pending->subject.length ? pending->subject.bytes : NULL;
    report(references, pending, remark);
    references->run->diag.subject = NULL;
}

static void settle_passed(void *context, const struct pending_reference *pending)
{
    struct references *references = context;
    const struct reference *reference = pending->field->reference;
    struct buffer remark = {0};
    if (references->run->passes)
        buffer_printf(&remark, "; the record has been passed on, for the first %s came after it: put %s first",
                      reference->kind_count == 1 ? reference->kinds[0]->name : "record of a kind",
                      reference->kind_count == 1 ? "those" : "all of these kinds");
    settle(references, pending, buffer_text(&remark));
    buffer_free(&remark);
}

static void settle_refused(void *context, const struct pending_reference *pending)
{
    settle(context, pending, "");
}

/* Of what has been held back. */
static void settle_held(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct references *references = state;
    struct frame original = record->frame;
    if (check_normal_form(references->check, record, references->fixer) == CHECK_TEXT_LOST)
        return; /* which was sound before */
    if (find_mentions(references, kind, record) != TARGET_MISSING) {
        if (run->passes)
            run_pass(run, record);
        return;
    }
    for (size_t i = 0; i < references->mention_count; i++) {
        struct pending_reference mention = describe(references, &references->mentions[i], kind, record);
        if (references->mentions[i].target == TARGET_MISSING)
            report(references, &mention, "");
    }
    run_reject(run, &original);
}

void references_finish(struct references *references, struct check *check, struct reader *fixer)
{
    static const struct run_handler handler = {settle_held};
    references->check = check;
    references->fixer = fixer;
    pending_each(references->refused, settle_refused, references);
    pending_each(references->passed, settle_passed, references);
    if (references->spool)
        spool_release(references->spool, &handler, references);
}
