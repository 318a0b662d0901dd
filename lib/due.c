/* SPDX-License-Identifier: ISC */
#include "due.h"

#include "keyset.h"
#include "timeliness.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CANDIDATES = 1000 }; /* among which the nearest to a misspelt id is looked for */

/* Something due, and how many of those that owe it stand how. */
struct due {
    char *id, *title, *level; /* title and level NULL where it is faulty */
    int32_t deadline;
    struct place place;
    size_t expected, outcomes[OUTCOMES], unclear, unexpected;
    struct buffer missing; /* a line for each unit */
};

/* What one unit has handed in of one due. */
struct handed_in {
    int32_t received;           /* the first day; 0: of none it can be read */
    uint32_t count, best, seen; /* records; the one of that day; those of the second pass */
    bool faulty;                /* the one that counts has errors */
    struct place place;         /* of the one that counts */
};

struct dues {
    struct run *run;
    struct check *check;
    int32_t as_of;
    struct keyset *ids, *keys; /* of dues; of dues and units */
    struct due *dues;
    size_t due_capacity;
    struct handed_in *handed_in;
    size_t handed_in_capacity;
    struct buffer text;
};

struct dues *dues_new(struct run *run, int32_t as_of)
{
    struct check *check = check_new(run->kinds, &run->diag);
    if (!check)
        return NULL;
    struct dues *dues = mem_new(1, sizeof *dues);
    dues->run = run;
    dues->check = check;
    dues->as_of = as_of;
    dues->ids = keyset_new();
    dues->keys = keyset_new();
    return dues;
}

void dues_free(struct dues *dues)
{
    if (!dues)
        return;
    for (size_t i = 0; i < keyset_count(dues->ids); i++) {
        free(dues->dues[i].id);
        free(dues->dues[i].title);
        free(dues->dues[i].level);
        buffer_free(&dues->dues[i].missing);
    }
    keyset_free(dues->ids);
    keyset_free(dues->keys);
    check_free(dues->check);
    free(dues->dues);
    free(dues->handed_in);
    buffer_free(&dues->text);
    free(dues);
}

static char *copy_at(const struct record *record, const char *path)
{
    const char *text = node_text_at(record->root, path);
    return text ? mem_copy(text, strlen(text)) : NULL;
}

static int32_t day_at(const struct record *record, const char *path)
{
    const char *text = node_text_at(record->root, path);
    int32_t day;
    return text && text_date(text_of(text), &day) ? day : 0;
}

static void take_due(struct dues *dues, const struct kind *kind, const struct record *record)
{
    const char *id = node_text_at(record->root, "id");
    bool sound = check_fields(dues->check, kind, record), added;
    if (!id)
        return;
    size_t number = keyset_add(dues->ids, text_of(id), &added);
    struct place place = record_first_place(record);
    if (!added) {
        const struct place *first = &dues->dues[number].place;
        diag_report(&dues->run->diag, SEVERITY_ERROR, &place, "duplicate-record",
                    "the same key as the record at %s:%zu, which counts", first->file, first->line);
        return;
    }
    dues->dues = mem_grow(dues->dues, &dues->due_capacity, number + 1, sizeof *dues->dues);
    dues->dues[number] = (struct due){.id = mem_copy(id, strlen(id)), .place = place};
    if (!sound)
        return;
    dues->dues[number].title = copy_at(record, "title");
    dues->dues[number].level = copy_at(record, "from");
    dues->dues[number].deadline = day_at(record, "deadline");
}

/* Whether the units, the day and the words for it are known. */
static bool is_clear(const struct due *due)
{
    return due->title && due->level && due->deadline;
}

static bool is_made(const struct record *record)
{
    return node_is_null(node_get(record->root, text_of("received"))) &&
           node_text_at(record->root, "timeliness.outcome");
}

/* The key of a due and a unit; false where the record has none. */
static struct text key_of(struct dues *dues, const char *due, const char *unit)
{
    buffer_clear(&dues->text);
    buffer_puts(&dues->text, due);
    buffer_putc(&dues->text, '\0');
    buffer_puts(&dues->text, unit);
    return (struct text){dues->text.bytes, dues->text.length};
}

static void take_submission(struct dues *dues, const struct record *record)
{
    const char *due = node_text_at(record->root, "due"), *unit = node_text_at(record->root, "unit");
    int32_t received = day_at(record, "received");
    bool added;
    if (!due || !unit || is_made(record))
        return;
    size_t number = keyset_add(dues->keys, key_of(dues, due, unit), &added);
    dues->handed_in = mem_grow(dues->handed_in, &dues->handed_in_capacity, number + 1, sizeof *dues->handed_in);
    struct handed_in *handed_in = &dues->handed_in[number];
    if (added)
        *handed_in = (struct handed_in){0};
    if (added || (received && (!handed_in->received || received < handed_in->received))) {
        handed_in->received = received;
        handed_in->best = handed_in->count;
        handed_in->place = record_first_place(record);
    }
    handed_in->count++;
}

static bool is_of_kind(const struct kind *kind, const char *name)
{
    return kind && strcmp(kind->name, name) == 0;
}

void dues_take(struct dues *dues, const struct kind *kind, const struct record *record)
{
    if (is_of_kind(kind, "due"))
        take_due(dues, kind, record);
    else if (is_of_kind(kind, "submission"))
        take_submission(dues, record);
}

bool dues_have_units(const struct dues *dues)
{
    if (keyset_count(dues->ids) == 0 || units_count(dues->run->units) > 0)
        return true;
    diag_report(&dues->run->diag, SEVERITY_TROUBLE, &dues->dues[0].place, "no-units",
                "there are no unit records at all, so nobody can say who owes this; --units FILE gives them");
    return false;
}

static struct due *find_due(const struct dues *dues, const struct record *record)
{
    const char *id = node_text_at(record->root, "due");
    size_t number;
    return id && keyset_find(dues->ids, text_of(id), &number) ? &dues->dues[number] : NULL;
}

static void report_at(const struct dues *dues, const struct record *record, const char *key, enum severity severity,
                      const char *slug, const char *text)
{
    struct place place = record_place(record, node_get(record->root, text_of(key))->at);
    diag_report(&dues->run->diag, severity, &place, slug, "%s: %s", key, text);
}

static void report_unknown_due(const struct dues *dues, const struct record *record)
{
    size_t count = dues->dues ? keyset_count(dues->ids) : 0;
    count = count < MOST_CANDIDATES ? count : MOST_CANDIDATES;
    const char **ids = mem_new(count, sizeof *ids), *id = node_text_at(record->root, "due");
    struct buffer text = {0};
    char written[TEXT_EXCERPT];
    for (size_t i = 0; i < count; i++)
        ids[i] = dues->dues[i].id;
    const char *nearest = text_nearest(text_of(id), ids, count);
    buffer_printf(&text, "no record of something due has the id '%s'", text_excerpt(text_of(id), written));
    if (nearest)
        buffer_printf(&text, "; did you mean '%s'?", nearest);
    report_at(dues, record, "due", SEVERITY_ERROR, "unknown-due", buffer_text(&text));
    buffer_free(&text);
    free(ids);
}

/* Whether the unit is one of those that owe it. */
static bool is_expected(const struct dues *dues, const struct due *due, struct text code)
{
    const struct unit *unit = units_on_day(dues->run->units, code, due->deadline);
    return unit && strcmp(unit->level, due->level) == 0;
}

static void report_unexpected(const struct dues *dues, const struct due *due, const struct record *record)
{
    const char *code = node_text_at(record->root, "unit");
    const struct unit *unit = units_on_day(dues->run->units, text_of(code), due->deadline);
    struct buffer text = {0};
    if (unit)
        buffer_printf(&text, "%s is a %s and does not owe this, which is due from each %s", code, unit->level,
                      due->level);
    else {
        buffer_printf(&text, "%s names no unit on the deadline ", code);
        date_append(&text, due->deadline);
        buffer_puts(&text, ", so it does not owe this");
    }
    report_at(dues, record, "unit", SEVERITY_WARNING, "unexpected-submission", buffer_text(&text));
    buffer_free(&text);
}

/* Whether the record is the one of its due and unit that counts; the others are reported. */
static bool is_best(const struct dues *dues, const struct record *record, struct handed_in *handed_in)
{
    bool best = handed_in->seen++ == handed_in->best;
    struct place place = record_first_place(record);
    if (!best)
        diag_report(&dues->run->diag, SEVERITY_ERROR, &place, "duplicate-record",
                    "the same due and unit as the record at %s:%zu, which was received first and counts",
                    handed_in->place.file, handed_in->place.line);
    return best;
}

/* Where there is no fault, the due of a submission whose timeliness can be told; NULL, reported, else. */
static struct due *check_submission(struct dues *dues, const struct kind *kind, const struct record *record)
{
    const char *id = node_text_at(record->root, "due"), *code = node_text_at(record->root, "unit");
    struct due *due = find_due(dues, record);
    bool sound = check_fields(dues->check, kind, record);
    size_t number;
    if (id && !due)
        report_unknown_due(dues, record);
    if (!id || !code || is_made(record) || !keyset_find(dues->keys, key_of(dues, id, code), &number))
        return NULL;
    struct handed_in *handed_in = &dues->handed_in[number];
    if (!is_best(dues, record, handed_in))
        return NULL;
    handed_in->faulty = !sound;
    if (!sound || !due || !is_clear(due))
        return NULL;
    if (units_has_code(dues->run->units, text_of(code)))
        return due;
    struct buffer text = {0};
    buffer_printf(&text, "no unit record has the code '%s'", code);
    report_at(dues, record, "unit", SEVERITY_ERROR, "unknown-unit", buffer_text(&text));
    buffer_free(&text);
    return NULL;
}

static void judge_submission(struct dues *dues, const struct kind *kind, const struct record *record)
{
    bool made = is_made(record);
    if (made && find_due(dues, record))
        return; /* it is made anew, if it is missing still */
    struct due *due = check_submission(dues, kind, record);
    buffer_clear(&dues->text);
    if (due) {
        struct timeliness timeliness = timeliness_of(due->deadline, day_at(record, "received"), dues->as_of);
        timeliness.unexpected = !is_expected(dues, due, text_of(node_text_at(record->root, "unit")));
        bool came = timeliness.outcome == OUTCOME_ON_TIME || timeliness.outcome == OUTCOME_LATE;
        if (timeliness.unexpected)
            report_unexpected(dues, due, record);
        if (came || !timeliness.unexpected) /* else nothing is owed, and nothing came */
            timeliness_append_block(&timeliness, &dues->text);
        due->unexpected += came && timeliness.unexpected;
    }
    if (made)
        run_pass(dues->run, record);
    else
        run_pass_with(dues->run, record, "timeliness", (struct text){dues->text.bytes, dues->text.length});
}

void dues_judge(struct dues *dues, const struct kind *kind, const struct record *record)
{
    if (is_of_kind(kind, "submission"))
        judge_submission(dues, kind, record);
    else
        run_pass(dues->run, record);
}

static int compare_dues(const void *a, const void *b)
{
    const struct due *first = *(const struct due *const *)a, *second = *(const struct due *const *)b;
    if (first->deadline != second->deadline)
        return first->deadline < second->deadline ? -1 : 1;
    return strcmp(first->id, second->id);
}

/* In the order of deadline and id; the caller frees the list. */
static struct due **sorted(const struct dues *dues)
{
    size_t count = keyset_count(dues->ids);
    struct due **list = mem_new(count, sizeof(struct due *));
    for (size_t i = 0; i < count; i++)
        list[i] = &dues->dues[i];
    qsort(list, count, sizeof(struct due *), compare_dues);
    return list;
}

static void make_record(struct dues *dues, const struct due *due, const struct unit *unit,
                        const struct timeliness *timeliness)
{
    struct buffer *text = &dues->text;
    buffer_clear(text);
    buffer_puts(text, "---\nrecord: submission\ndue: ");
    yaml_append_text(text, text_of(due->id));
    buffer_puts(text, "\nunit: ");
    yaml_append_quoted(text, text_of(unit->code));
    buffer_putc(text, '\n');
    timeliness_append_block(timeliness, text);
    writer_document(&dues->run->writer, (struct text){text->bytes, text->length});
}

static void note_missing(struct due *due, const struct unit *unit, int64_t days_late)
{
    buffer_printf(&due->missing, "    missing, %" PRId64 " day%s late: ", days_late, days_late == 1 ? "" : "s");
    units_append_name(unit, &due->missing);
    buffer_printf(&due->missing, " (%s)\n", unit->code);
}

static void settle(struct dues *dues, struct due *due, const struct unit *unit, bool all)
{
    size_t number;
    bool found = keyset_find(dues->keys, key_of(dues, due->id, unit->code), &number);
    const struct handed_in *handed_in = found ? &dues->handed_in[number] : NULL;
    struct timeliness timeliness = timeliness_of(due->deadline, found ? handed_in->received : 0, dues->as_of);
    due->expected++;
    if (found && handed_in->faulty) {
        due->unclear++;
        return;
    }
    due->outcomes[timeliness.outcome]++;
    if (timeliness.outcome == OUTCOME_MISSING)
        note_missing(due, unit, timeliness.days_late);
    if (!found && (timeliness.outcome == OUTCOME_MISSING || all))
        make_record(dues, due, unit, &timeliness);
}

void dues_make_missing(struct dues *dues, bool all)
{
    struct run *run = dues->run;
    struct due **list = sorted(dues);
    for (size_t i = 0; i < keyset_count(dues->ids) && run_going(run); i++) {
        const struct unit *unit;
        for (size_t at = 0;
             is_clear(list[i]) && (unit = units_next(run->units, list[i]->level, list[i]->deadline, &at));)
            settle(dues, list[i], unit, all);
        if (list[i]->outcomes[OUTCOME_MISSING])
            diag_raise(&run->diag, STATUS_DATA);
        if (is_clear(list[i]) && !list[i]->expected)
            diag_report(&run->diag, SEVERITY_WARNING, &list[i]->place, "no-units",
                        "no unit record is of a %s that was there on the deadline, so nobody owes this",
                        list[i]->level);
    }
    free(list);
}

static void append_count(struct buffer *line, const char *what, size_t count)
{
    if (count)
        buffer_printf(line, ", %s %zu", what, count);
}

static void append_wait(struct buffer *line, int64_t days)
{
    if (days > 1)
        buffer_printf(line, " (in %" PRId64 " days)", days);
    else
        buffer_puts(line, days ? " (tomorrow)" : " (today)");
}

static void tell_due(const struct dues *dues, struct due *due)
{
    struct buffer line = {0};
    size_t handed_in = due->outcomes[OUTCOME_ON_TIME] + due->outcomes[OUTCOME_LATE];
    int64_t days = due->deadline ? date_to_days(due->deadline) - date_to_days(dues->as_of) : 0;
    date_append(&line, due->deadline);
    if (days >= 0)
        append_wait(&line, days);
    buffer_printf(&line, ": handed in %zu/%zu, on time %zu/%zu, late %zu, missing %zu", handed_in, due->expected,
                  due->outcomes[OUTCOME_ON_TIME], due->expected, due->outcomes[OUTCOME_LATE],
                  due->outcomes[OUTCOME_MISSING]);
    append_count(&line, "awaited", due->outcomes[OUTCOME_AWAITED]);
    append_count(&line, "with errors", due->unclear);
    append_count(&line, "not expected", due->unexpected);
    diag_say(&dues->run->diag, "%s (%s), due %s", due->title, due->id, buffer_text(&line));
    buffer_free(&line);
    struct text rest = {due->missing.bytes, due->missing.length}, unit;
    while (rest.length && text_next_part(&rest, '\n', &unit))
        diag_say(&dues->run->diag, "%.*s", (int)unit.length, unit.bytes);
}

void dues_tell(const struct dues *dues)
{
    struct diag *diag = &dues->run->diag;
    struct due **list = sorted(dues);
    struct buffer day = {0};
    date_append(&day, dues->as_of);
    diag_say(diag, "%s: as of %s%s", dues->run->program->name, buffer_text(&day),
             keyset_count(dues->ids) ? "" : " nothing is due: there is no record of kind due");
    for (size_t i = 0; i < keyset_count(dues->ids); i++) {
        if (is_clear(list[i]))
            tell_due(dues, list[i]);
        else
            diag_say(diag, "%s: its record has errors, nothing is told of it", list[i]->id);
    }
    buffer_free(&day);
    free(list);
}
