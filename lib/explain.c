/* SPDX-License-Identifier: ISC */
#include "explain.h"

#include "keyset.h"
#include "missing.h"
#include "phrase.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST = 5 };

enum wording {
    W_MET,
    W_NOT_MET,
    W_UNDECIDED,
    W_NOT_CONSIDERED,
    W_YEAR,
    W_BY,
    W_PERIOD,
    W_AT,
    W_LAW,
    W_WANTED,
    W_BECAUSE,
    W_RECOGNISED_UNMET,
    W_MET_UNRECOGNISED,
    W_DECISION,
    W_NEAREST,
    W_RULES_OPEN,
    W_COUNT,
};

struct language {
    const char *code;
    const char *words[W_COUNT];
};

static const struct language languages[] = {
    {"vi",
     {[W_MET] = "ĐẠT",
      [W_NOT_MET] = "KHÔNG ĐẠT",
      [W_UNDECIDED] = "CHƯA XÁC ĐỊNH",
      [W_NOT_CONSIDERED] = "KHÔNG THUỘC DIỆN XÉT",
      [W_YEAR] = "năm",
      [W_BY] = "theo",
      [W_PERIOD] = "kỳ",
      [W_AT] = "tại",
      [W_LAW] = "căn cứ",
      [W_WANTED] = "Yêu cầu",
      [W_BECAUSE] = "Lý do",
      [W_RECOGNISED_UNMET] = "Lưu ý: đã được công nhận nhưng không đạt",
      [W_MET_UNRECOGNISED] = "Lưu ý: đạt nhưng chưa được công nhận",
      [W_DECISION] = "quyết định",
      [W_NEAREST] = "Gần đạt nhất",
      [W_RULES_OPEN] = "tiêu chí chưa đạt hoặc chưa rõ"}},
    {"en",
     {[W_MET] = "MET",
      [W_NOT_MET] = "NOT MET",
      [W_UNDECIDED] = "UNDECIDED",
      [W_NOT_CONSIDERED] = "NOT CONSIDERED",
      [W_YEAR] = "year",
      [W_BY] = "by",
      [W_PERIOD] = "period",
      [W_AT] = "at",
      [W_LAW] = "see",
      [W_WANTED] = "Wanted",
      [W_BECAUSE] = "Because",
      [W_RECOGNISED_UNMET] = "Note: recognised though not met",
      [W_MET_UNRECOGNISED] = "Note: met though not recognised",
      [W_DECISION] = "decision",
      [W_NEAREST] = "Nearest",
      [W_RULES_OPEN] = "rules not met or undecided"}},
};

/* A unit below that is not recognised yet, for the one above. */
struct candidate {
    char *name;
    size_t open; /* rules not met or undecided */
};

/* What is known of the units below one unit in one year. */
struct below {
    struct candidate nearest[NEAREST];
    size_t count;
};

/* The sentences on a unit that is judged by those below it wait for the end of the stream. */
struct waiting {
    struct buffer text;
    size_t below;
    bool short_of;
};

struct explain {
    struct run *run;
    const struct language *language;
    bool short_form;
    struct criteria *criteria;
    struct measures *measures;
    struct keyset *keys;
    struct below *belows; /* by the key's number */
    size_t below_capacity;
    struct waiting *waiting;
    size_t waiting_count, waiting_capacity;
    struct buffer text, key;
    bool judged_seen; /* some record had an assessment */
};

static const struct language *choose_language(const char *given)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < 3 && !given; i++) {
        const char *value = getenv(variables[i]);
        given = value && *value ? value : NULL;
    }
    return &languages[given && strncmp(given, "en", 2) == 0];
}

struct explain *explain_new(struct run *run, const char *language, bool short_form)
{
    struct explain *explain = mem_new(1, sizeof *explain);
    explain->run = run;
    explain->short_form = short_form;
    explain->language = choose_language(language);
    explain->keys = keyset_new();
    explain->measures = measures_load(run->defs, run->kinds, &run->diag);
    explain->criteria = explain->measures ? criteria_load(run->defs, run->kinds, NULL, &run->diag) : NULL;
    if (language && strcmp(language, "vi") != 0 && strcmp(language, "en") != 0)
        diag_report(&run->diag, SEVERITY_TROUBLE, NULL, "usage", "--lang: '%s' is neither vi nor en", language);
    if (explain->criteria && run->diag.status != STATUS_TROUBLE)
        return explain;
    explain_free(explain);
    return NULL;
}

void explain_free(struct explain *explain)
{
    if (!explain)
        return;
    for (size_t i = 0; i < keyset_count(explain->keys); i++)
        for (size_t j = 0; j < explain->belows[i].count; j++)
            free(explain->belows[i].nearest[j].name);
    for (size_t i = 0; i < explain->waiting_count; i++)
        buffer_free(&explain->waiting[i].text);
    keyset_free(explain->keys);
    criteria_free(explain->criteria);
    measures_free(explain->measures);
    free(explain->belows);
    free(explain->waiting);
    buffer_free(&explain->text);
    buffer_free(&explain->key);
    free(explain);
}

static const char *word(const struct explain *explain, enum wording which)
{
    return explain->language->words[which];
}

static bool in_vietnamese(const struct explain *explain)
{
    return explain->language == &languages[0];
}

static void append_date(const struct explain *explain, struct text date, struct buffer *text)
{
    int32_t day;
    if (in_vietnamese(explain) && text_date(date, &day))
        buffer_printf(text, "%02d/%02d/%04d", day % 100, day / 100 % 100, day / 10000);
    else
        buffer_append(text, date.bytes, date.length);
}

static void append_reason(const struct explain *explain, const struct kind *kind, const char *reason,
                          struct buffer *text)
{
    if (in_vietnamese(explain))
        phrase_append_vietnamese(kind, text_of(reason), text);
    else
        buffer_puts(text, reason);
}

static const char *outcome_word(const struct explain *explain, const char *outcome)
{
    static const struct {
        const char *name;
        enum wording word;
    } outcomes[] = {
        {"met", W_MET}, {"not_met", W_NOT_MET}, {"undecided", W_UNDECIDED}, {"not_considered", W_NOT_CONSIDERED}};
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (strcmp(outcomes[i].name, outcome) == 0)
            return word(explain, outcomes[i].word);
    return outcome;
}

/* `Khu dân cư Khu phố 5 (14809-05), Phường Bắc Sơn, năm 2024` */
static void append_unit(const struct explain *explain, const struct kind *kind, const struct record *record,
                        struct buffer *text)
{
    const char *id = node_text_at(record->root, "id"), *name = node_text_at(record->root, "name"),
               *code = node_text_at(record->root, "unit");
    int year = kind_year(kind, record);
    const struct unit *unit = code ? units_in_year(explain->run->units, text_of(code), year) : NULL;
    if (name)
        buffer_printf(text, "%s", name);
    if (id)
        buffer_printf(text, " (%s), ", id);
    if (unit)
        units_append_name(unit, text);
    else if (code)
        buffer_puts(text, code);
    if (!id && unit)
        buffer_printf(text, " (%s)", code);
    if (year)
        buffer_printf(text, ", %s %d", word(explain, W_YEAR), year);
}

static const struct rule *rule_named(const struct explain *explain, const char *set_name, struct text class,
                                     const char *id)
{
    for (size_t i = 0; i < criteria_count(explain->criteria) && set_name && id; i++) {
        const struct criteria_set *set = criteria_at(explain->criteria, i);
        const struct section *section = strcmp(set->name, set_name) == 0 ? criteria_section(set, class) : NULL;
        for (size_t j = 0; section && j < section->rule_count; j++)
            if (strcmp(section->rules[j].id, id) == 0)
                return &section->rules[j];
    }
    return NULL;
}

static void append_rules(const struct explain *explain, const struct kind *kind, const struct record *record,
                         struct buffer *text)
{
    const char *set = node_text_at(record->root, "assessment.criteria");
    const struct node *rules = node_at_path(record->root, "assessment.rules");
    for (const struct node *item = node_first(rules); item; item = item->next) {
        const char *id = node_text_at(item, "rule"), *outcome = node_text_at(item, "outcome"),
                   *because = node_text_at(item, "because");
        const struct rule *rule = rule_named(explain, set, kind_class(kind, record), id);
        if (!id || !outcome || (strcmp(outcome, "not_met") != 0 && strcmp(outcome, "undecided") != 0))
            continue;
        buffer_printf(text, "  %s %s", id, outcome_word(explain, outcome));
        if (rule)
            buffer_printf(text, " (%s %s)", word(explain, W_LAW), rule->cite);
        buffer_puts(text, ": ");
        append_reason(explain, kind, because ? because : "", text);
        buffer_putc(text, '\n');
        if (rule)
            buffer_printf(text, "    %s: %s\n", word(explain, W_WANTED), in_vietnamese(explain) ? rule->vi : rule->en);
        missing_append(kind, because ? because : "", in_vietnamese(explain), text);
    }
}

/* Decision against evidence. */
static void append_audit(const struct explain *explain, const struct record *record, const char *outcome,
                         struct buffer *text)
{
    const struct node *recognition = node_get(record->root, text_of("recognition"));
    bool recognised = node_is_present(recognition) == TRUTH_TRUE;
    const char *number = node_text_at(record->root, "recognition.number");
    const char *date = recognition && recognition->type == NODE_SCALAR ? recognition->value.bytes
                                                                       : node_text_at(record->root, "recognition.date");
    if (recognised && strcmp(outcome, "not_met") == 0) {
        buffer_printf(text, "  %s: %s%s%s%s", word(explain, W_RECOGNISED_UNMET), word(explain, W_DECISION),
                      number ? " " : "", number ? number : "", date ? (number ? ", " : " ") : "");
        append_date(explain, text_of(date ? date : ""), text);
        buffer_putc(text, '\n');
    } else if (!recognised && strcmp(outcome, "met") == 0) {
        buffer_printf(text, "  %s\n", word(explain, W_MET_UNRECOGNISED));
    }
}

static void append_head(const struct explain *explain, const struct kind *kind, const struct record *record,
                        const char *outcome, struct buffer *text)
{
    const char *from = node_text_at(record->root, "assessment.period.from"),
               *to = node_text_at(record->root, "assessment.period.to");
    struct place place = record_first_place(record);
    append_unit(explain, kind, record, text);
    buffer_printf(text, ": %s %s %s", outcome_word(explain, outcome), word(explain, W_BY),
                  node_text_at(record->root, "assessment.criteria"));
    if (from && to) {
        buffer_printf(text, ", %s ", word(explain, W_PERIOD));
        append_date(explain, text_of(from), text);
        buffer_puts(text, " - ");
        append_date(explain, text_of(to), text);
    }
    buffer_printf(text, " (%s %s:%zu)\n", word(explain, W_AT), place.file, place.line);
}

static void append_short(const struct explain *explain, const struct kind *kind, const struct record *record,
                         const char *outcome, struct buffer *text)
{
    bool any = false;
    append_unit(explain, kind, record, text);
    buffer_printf(text, ": %s", outcome_word(explain, outcome));
    for (const struct node *item = node_first(node_at_path(record->root, "assessment.rules")); item;
         item = item->next) {
        const char *id = node_text_at(item, "rule"), *rule_outcome = node_text_at(item, "outcome");
        if (!id || !rule_outcome || (strcmp(rule_outcome, "not_met") != 0 && strcmp(rule_outcome, "undecided") != 0))
            continue;
        buffer_printf(text, "%s%s", any ? ", " : ": ", id);
        any = true;
    }
    buffer_putc(text, '\n');
}

static size_t below_number(struct explain *explain, const char *unit, int year)
{
    bool added;
    buffer_clear(&explain->key);
    buffer_printf(&explain->key, "%d %s", year, unit);
    size_t number = keyset_add(explain->keys, (struct text){explain->key.bytes, explain->key.length}, &added);
    explain->belows = mem_grow(explain->belows, &explain->below_capacity, number + 1, sizeof *explain->belows);
    if (added)
        explain->belows[number] = (struct below){0};
    return number;
}

/* Keeps the few that have the fewest open rules, in order; among equals the first that came. */
static void offer(struct below *below, const char *name, size_t length, size_t open)
{
    size_t at = below->count;
    while (at > 0 && below->nearest[at - 1].open > open)
        at--;
    if (at == NEAREST)
        return;
    if (below->count == NEAREST)
        free(below->nearest[--below->count].name);
    memmove(below->nearest + at + 1, below->nearest + at, (below->count - at) * sizeof *below->nearest);
    below->nearest[at] = (struct candidate){mem_copy(name, length), open};
    below->count++;
}

/* A unit that counts for the one above it and is not recognised could be what is missing there. */
static void note_below(struct explain *explain, const struct kind *kind, const struct record *record,
                       const char *outcome)
{
    const struct measured_class *measured = measures_find(explain->measures, kind_class(kind, record));
    const char *unit = node_text_at(record->root, "unit");
    struct expr_input input = {.root = record->root, .year = kind_year(kind, record)};
    struct value open = field_read(FIELD_COUNT, node_at_path(record->root, "assessment.not_met"));
    struct value undecided = field_read(FIELD_COUNT, node_at_path(record->root, "assessment.undecided"));
    if (!measured || !measured->rollup || !unit || strcmp(outcome, "not_considered") == 0 ||
        expr_test(measured->rollup, &input) != TRUTH_TRUE ||
        node_is_present(node_get(record->root, text_of("recognition"))) == TRUTH_TRUE)
        return;
    struct buffer name = {0};
    buffer_printf(&name, "%s (%s)", node_text_at(record->root, "name") ? node_text_at(record->root, "name") : "",
                  node_text_at(record->root, "id") ? node_text_at(record->root, "id") : "");
    size_t number = below_number(explain, unit, input.year); /* may move the belows */
    offer(&explain->belows[number], name.bytes, name.length, (size_t)(open.integer + undecided.integer));
    buffer_free(&name);
}

/* How far the unit is from each share that its rules ask of the units below it. */
static bool append_shares(const struct explain *explain, const struct kind *kind, const struct record *record,
                          struct buffer *text)
{
    struct text class = kind_class(kind, record);
    struct expr_input input = {.root = record->root, .year = kind_year(kind, record)};
    const char *set_name = node_text_at(record->root, "assessment.criteria");
    bool short_of = false;
    for (size_t i = 0; i < criteria_count(explain->criteria); i++) {
        const struct criteria_set *set = criteria_at(explain->criteria, i);
        const struct section *section =
            set_name && strcmp(set->name, set_name) == 0 ? criteria_section(set, class) : NULL;
        for (size_t j = 0; section && j < section->rule_count; j++) {
            struct expr_share share;
            if (!expr_share(section->rules[j].holds, &input, &share))
                continue;
            buffer_printf(text, "  %s: %" PRId64 "/%" PRId64 ": ", section->rules[j].id, share.part, share.whole);
            if (share.lacking > 0)
                buffer_printf(
                    text,
                    in_vietnamese(explain) ? "còn thiếu %" PRId64 " đơn vị được công nhận để đủ %" PRId64 "%%\n"
                    : share.lacking == 1 ? "%" PRId64 " more recognised unit is needed for %" PRId64 " %%\n"
                                         : "%" PRId64 " more recognised units are needed for %" PRId64 " %%\n",
                    share.lacking, share.percent);
            else
                buffer_printf(text, in_vietnamese(explain) ? "đã đủ %" PRId64 "%%\n" : "%" PRId64 " %% is reached\n",
                              share.percent);
            short_of |= share.lacking > 0;
        }
    }
    return short_of;
}

static void wait_for_end(struct explain *explain, const struct record *record, int year, bool short_of)
{
    const char *unit = node_text_at(record->root, "unit");
    explain->waiting =
        mem_grow(explain->waiting, &explain->waiting_capacity, explain->waiting_count + 1, sizeof *explain->waiting);
    struct waiting *waiting = &explain->waiting[explain->waiting_count++];
    size_t number = below_number(explain, unit ? unit : "", year);
    *waiting = (struct waiting){.below = number, .short_of = short_of};
    buffer_append(&waiting->text, explain->text.bytes, explain->text.length);
}

static void explain_record(struct run *run, const struct kind *kind, struct record *record, void *state)
{
    struct explain *explain = state;
    const char *outcome = kind ? node_text_at(record->root, "assessment.outcome") : NULL;
    const char *because = node_text_at(record->root, "assessment.because");
    if (!outcome || !node_text_at(record->root, "assessment.criteria"))
        return;
    explain->judged_seen = true;
    buffer_clear(&explain->text);
    note_below(explain, kind, record, outcome);
    if (explain->short_form) {
        append_short(explain, kind, record, outcome, &explain->text);
        output_write(run->out, explain->text.bytes, explain->text.length);
        return;
    }
    append_head(explain, kind, record, outcome, &explain->text);
    if (because) {
        buffer_printf(&explain->text, "  %s: ", word(explain, W_BECAUSE));
        append_reason(explain, kind, because, &explain->text);
        buffer_putc(&explain->text, '\n');
    }
    append_rules(explain, kind, record, &explain->text);
    append_audit(explain, record, outcome, &explain->text);
    if (node_get(record->root, text_of("rollup")))
        wait_for_end(explain, record, kind_year(kind, record), append_shares(explain, kind, record, &explain->text));
    else
        output_write(run->out, explain->text.bytes, explain->text.length);
}

const struct run_handler explain_handler = {explain_record};

void explain_finish(struct explain *explain)
{
    if (!explain->judged_seen && explain->run->records && diag_is_watched())
        diag_report(&explain->run->diag, SEVERITY_NOTE, NULL, "not-judged",
                    "no record has an assessment; antt-score adds it");
    for (size_t i = 0; i < explain->waiting_count; i++) {
        struct waiting *waiting = &explain->waiting[i];
        const struct below *below = &explain->belows[waiting->below];
        for (size_t j = 0; j < below->count && waiting->short_of; j++)
            buffer_printf(&waiting->text, "    %s: %s: %zu %s\n", word(explain, W_NEAREST), below->nearest[j].name,
                          below->nearest[j].open, word(explain, W_RULES_OPEN));
        output_write(explain->run->out, waiting->text.bytes, waiting->text.length);
    }
}
