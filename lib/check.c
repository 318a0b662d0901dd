/* SPDX-License-Identifier: ISC */
#include "check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct relation {
    const struct kind *kind;
    struct expr *expr;
    const char *message;
    bool warning;
};

struct check {
    struct diag *diag;
    const struct kinds *kinds;
    struct relation *relations;
    size_t count, capacity;
    struct buffer path, normal;
};

/* One record under examination. */
struct examination {
    struct check *check;
    const struct kind *kind;
    const struct record *record;
    const struct units *units;
    int year;
    bool sound;
};

static bool read_relation(struct check *check, const struct kind *kind, const struct node *entry)
{
    static const char *const keys[] = {"holds", "severity", "en", "vi", "source", NULL};
    const struct kind *kinds[] = {kind};
    struct expr_scope scope = {.kinds = kinds, .kind_count = 1};
    const char *severity = defs_text(entry, "severity");
    if (!defs_only(check->diag, kind->definition, entry, keys))
        return false;
    if (!severity || (strcmp(severity, "error") != 0 && strcmp(severity, "warning") != 0) || !defs_text(entry, "en"))
        return defs_fault(check->diag, kind->definition, entry,
                          "a relation needs `holds`, `severity` (error or warning) and `en`");
    struct expr *expr =
        expr_of_definition(kind->definition, node_get(entry, text_of("holds")), &scope, EXPR_CONDITION, check->diag);
    if (!expr)
        return false;
    check->relations = mem_grow(check->relations, &check->capacity, check->count + 1, sizeof *check->relations);
    check->relations[check->count++] = (struct relation){kind, expr, defs_text(entry, "en"), *severity == 'w'};
    return true;
}

struct check *check_new(const struct kinds *kinds, struct diag *diag)
{
    struct check *check = mem_new(1, sizeof *check);
    check->diag = diag;
    check->kinds = kinds;
    for (size_t i = 0; i < kinds_count(kinds); i++) {
        const struct kind *kind = kinds_at(kinds, i);
        const struct node *relations = node_get(kind->definition->root, text_of("relations"));
        if (relations && relations->type != NODE_SEQUENCE &&
            !defs_fault(diag, kind->definition, relations, "`relations` must be a list")) {
            check_free(check);
            return NULL;
        }
        for (const struct node *entry = node_first(relations); entry; entry = entry->next)
            if (!read_relation(check, kind, entry)) {
                check_free(check);
                return NULL;
            }
    }
    return check;
}

void check_free(struct check *check)
{
    if (!check)
        return;
    for (size_t i = 0; i < check->count; i++)
        expr_free(check->relations[i].expr);
    free(check->relations);
    buffer_free(&check->path);
    buffer_free(&check->normal);
    free(check);
}

static void fault_normal_form(const struct check *check, const struct record *record)
{
    struct text text = record->frame.bytes;
    size_t at = 0, start = utf8_order_mark(text);
    struct place place = {record->frame.file, record->frame.line, 1};
    for (; at < text.length && at < check->normal.length && text.bytes[at] == check->normal.bytes[at]; at++)
        if (text.bytes[at] == '\n') {
            place.line++;
            start = at + 1;
        }
    while (at > start && ((unsigned char)text.bytes[at] & 0xC0) == 0x80)
        at--; /* to the beginning of the letter that differs */
    place.column += utf8_count((struct text){text.bytes + start, at - start});
    diag_report(check->diag, SEVERITY_ERROR, &place, "not-nfc",
                "text that is not in Unicode normal form C; --fix-nfc rewrites it");
}

enum check_text check_normal_form(struct check *check, struct record *record, struct reader *fixer)
{
    enum check_text result = CHECK_TEXT_SOUND;
    if (record->maybe_not_nfc && !text_is_nfc(record->frame.bytes, &check->normal)) {
        if (!fixer) {
            fault_normal_form(check, record);
            return CHECK_TEXT_FAULTY;
        }
        struct frame fixed = record->frame;
        fixed.bytes = (struct text){check->normal.bytes, check->normal.length};
        if (reader_read(fixer, &fixed, record) != READ_RECORD)
            result = CHECK_TEXT_LOST;
    }
    record->maybe_not_nfc = false;
    return result;
}

static const char *path_of(const struct examination *examination, const struct node *node)
{
    struct buffer *path = &examination->check->path;
    buffer_clear(path);
    node_append_path(node, path);
    return buffer_text(path);
}

static void fault(struct examination *examination, struct mark mark, const char *slug, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void fault(struct examination *examination, struct mark mark, const char *slug, const char *format, ...)
{
    struct place place = record_place(examination->record, mark);
    va_list arguments;
    va_start(arguments, format);
    diag_vreport(examination->check->diag, SEVERITY_ERROR, &place, slug, format, arguments);
    va_end(arguments);
    examination->sound = false;
}

static void fault_value(struct examination *examination, const struct node *node, const char *expected)
{
    char value[TEXT_EXCERPT];
    static const char *const names[] = {[NODE_SEQUENCE] = "a list", [NODE_MAPPING] = "a mapping"};
    if (node->type == NODE_SCALAR)
        fault(examination, node->at, "bad-value", "%s: '%s' is not %s", path_of(examination, node),
              text_excerpt(node->value, value), expected);
    else
        fault(examination, node->at, "bad-value", "%s: found %s, expected %s", path_of(examination, node),
              names[node->type], expected);
}

static bool is_id(struct text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point = utf8_next(text, &at);
        bool ascii = code_point < 0x80 && ((code_point >= '0' && code_point <= '9') ||
                                           ((code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z') ||
                                           (code_point && strchr(".-_/", (int)code_point)));
        if (!ascii && (code_point < 0xC0 || !utf8_is_letter(code_point)))
            return false;
    }
    return text.length > 0;
}

static bool is_digits(struct text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.length > 0;
}

static void fault_choice(struct examination *examination, const struct field *field, const struct node *node)
{
    char value[TEXT_EXCERPT];
    struct buffer choices = {0};
    const char *nearest = text_nearest(node->value, field->choices, field->choice_count);
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_printf(&choices, "%s%s", i ? ", " : "", field->choices[i]);
    fault(examination, node->at, "bad-value", "%s: '%s' is not one of %s%s%s%s", path_of(examination, node),
          text_excerpt(node->value, value), buffer_text(&choices), nearest ? "; did you mean '" : "",
          nearest ? nearest : "", nearest ? "'?" : "");
    buffer_free(&choices);
}

/* Escapes in double quotes can hold what the document's own octets may not. */
static bool check_text(struct examination *examination, const struct node *node, struct text text, struct mark mark)
{
    if (examination->record->plain_style)
        return true;
    struct utf8_survey survey = utf8_survey(text);
    struct buffer normal = {0};
    bool control = survey.control != SIZE_MAX;
    bool composed =
        control || !survey.maybe_not_nfc || examination->record->maybe_not_nfc || text_is_nfc(text, &normal);
    buffer_free(&normal);
    if (control)
        fault(examination, mark, "control-character", "%s: a control character in the text",
              path_of(examination, node));
    else if (!composed)
        fault(examination, mark, "not-nfc",
              "%s: escapes that make text which is not in Unicode normal form C; write the letters",
              path_of(examination, node));
    return !control && composed;
}

/* The keys of a table are the data's own. */
static bool check_key(struct examination *examination, const struct node *entry)
{
    return check_text(examination, entry->parent, entry->key, entry->key_at);
}

bool check_scalar_fits(const struct field *field, enum field_type type, const struct node *node)
{
    struct value value;
    int32_t date;
    switch (type) {
    case FIELD_ID:
        return is_id(node->value);
    case FIELD_CODE:
        return is_digits(node->value);
    case FIELD_COUNT:
    case FIELD_MONEY:
        if (field->most == INT64_MAX && node->value.length < 19) /* as they are mostly: digits that cannot overflow */
            return is_digits(node->value);
        value = field_read(type, node);
        return value.type == VALUE_INTEGER && value.integer <= field->most;
    case FIELD_YEAR:
        value = field_read(type, node);
        return value.type == VALUE_INTEGER && node->value.length == 4 && value.integer >= 1990 && value.integer <= 2100;
    case FIELD_DATE:
        return text_date(node->value, &date);
    case FIELD_BOOL:
        return text_is(node->value, "true") || text_is(node->value, "false");
    case FIELD_FIGURES:
        return field_read(type, node).type != VALUE_UNKNOWN;
    default:
        return true;
    }
}

static inline void check_scalar(struct examination *examination, const struct field *field, enum field_type type,
                                const struct node *node)
{
    if (node->type != NODE_SCALAR) {
        fault_value(examination, node, field_expectation(type));
        return;
    }
    if (!node->plain && !check_text(examination, node, node->value, node->at))
        return;
    if (type == FIELD_CHOICE) {
        if (!field_has_choice(field, node->value))
            fault_choice(examination, field, node);
    } else if (!check_scalar_fits(field, type, node)) {
        char most[64];
        snprintf(most, sizeof most, "a count of at most %" PRId64, field->most);
        bool over = type == FIELD_COUNT && field_read(type, node).type == VALUE_INTEGER;
        fault_value(examination, node, over ? most : field_expectation(type));
    }
}

static inline void check_value(struct examination *examination, const struct field *field, const struct node *node);

static void check_figures(struct examination *examination, const struct field *field, const struct node *node)
{
    if (node->type != NODE_MAPPING) {
        check_scalar(examination, field, FIELD_FIGURES, node);
        return;
    }
    for (const struct node *entry = node->first; entry; entry = entry->next)
        if (check_key(examination, entry) && !node_is_null(entry))
            check_figures(examination, field, entry);
}

static void fault_unknown_field(struct examination *examination, const struct field *field, const struct node *entry)
{
    char key[TEXT_EXCERPT];
    const char *nearest = field_nearest(field, entry->key);
    fault(examination, entry->key_at, "unknown-field", "no field '%s' in %s%s%s%s", text_excerpt(entry->key, key),
          field->path ? field->path : examination->kind->name, nearest ? "; did you mean '" : "",
          nearest ? nearest : "", nearest ? "'?" : "");
}

static void fault_missing(struct examination *examination, const struct field *field, const struct node *mapping)
{
    const struct node *entry = node_get(mapping, text_of(field->name));
    const char *path = path_of(examination, mapping);
    fault(examination, entry ? entry->at : mapping->at, "missing-field", "%s%s%s is missing; expected %s", path,
          *path ? "." : "", field->name, field_expectation(field->type));
}

static bool is_owed(const struct examination *examination, const struct field *field)
{
    return field->required && (!field->unless || node_is_null(node_at_path(examination->record->root, field->unless)));
}

static void check_members(struct examination *examination, const struct field *field, const struct node *mapping)
{
    const struct field *before = NULL;
    size_t required = 0;
    bool is_root = !field->parent && !field->path;
    for (struct node *entry = mapping->first; entry; entry = entry->next) {
        const struct field *member = entry->field = field_of_entry(field, entry, before);
        before = member ? member : before;
        if (!member && is_root && examination->kind->others_are_figures) {
            check_figures(examination, field, entry);
            continue;
        }
        if (!member) {
            fault_unknown_field(examination, field, entry);
            continue;
        }
        if (node_is_null(entry))
            continue;
        required += member->required;
        check_value(examination, member, entry);
    }
    for (size_t i = 0; i < field->member_count && required < field->required_count; i++)
        if (is_owed(examination, field->members[i]) &&
            node_is_null(node_get(mapping, text_of(field->members[i]->name))))
            fault_missing(examination, field->members[i], mapping);
}

static void check_list(struct examination *examination, const struct field *field, const struct node *list)
{
    if (list->type != NODE_SEQUENCE) {
        fault_value(examination, list, field_expectation(field->type));
        return;
    }
    for (const struct node *item = list->first; item; item = item->next) {
        if (field->member_count && item->type != NODE_MAPPING)
            fault_value(examination, item, "a mapping of fields");
        else if (field->member_count)
            check_members(examination, field, item);
        else
            check_scalar(examination, field, field->item, item);
    }
}

static void check_mapping(struct examination *examination, const struct field *field, const struct node *node)
{
    if (node->type == NODE_MAPPING) {
        check_members(examination, field, node);
        return;
    }
    if (field->or_none && node_is_false(node))
        return;
    const struct field *alone = field->alone ? field_member(field, text_of(field->alone)) : NULL;
    if (node->type == NODE_SCALAR && alone && check_scalar_fits(alone, alone->type, node))
        return;
    struct buffer expected = {0};
    buffer_puts(&expected, "a mapping of fields");
    if (alone)
        buffer_printf(&expected, ", %s", field_expectation(alone->type));
    if (field->or_none)
        buffer_puts(&expected, ", or false");
    fault_value(examination, node, buffer_text(&expected));
    buffer_free(&expected);
}

static void check_table(struct examination *examination, const struct field *field, const struct node *node)
{
    if (node->type != NODE_MAPPING) {
        fault_value(examination, node, field_expectation(field->type));
        return;
    }
    for (const struct node *entry = node->first; entry; entry = entry->next)
        if (check_key(examination, entry) && !node_is_null(entry))
            check_scalar(examination, field, field->item, entry);
}

static inline void check_value(struct examination *examination, const struct field *field, const struct node *node)
{
    switch (field->type) {
    case FIELD_MAPPING:
        check_mapping(examination, field, node);
        break;
    case FIELD_LIST:
        check_list(examination, field, node);
        break;
    case FIELD_TABLE:
        check_table(examination, field, node);
        break;
    case FIELD_FIGURES:
        check_figures(examination, field, node);
        break;
    default:
        check_scalar(examination, field, field->type, node);
    }
}

bool check_fields(struct check *check, const struct kind *kind, const struct record *record)
{
    struct examination examination = {.check = check, .kind = kind, .record = record, .sound = true};
    check_members(&examination, &kind->root, record->root);
    return examination.sound;
}

static void check_one_relation(struct examination *examination, const struct relation *relation)
{
    struct expr_input input = {.root = examination->record->root, .year = examination->year};
    struct buffer reason = {0};
    if (expr_test(relation->expr, &input) != TRUTH_FALSE)
        return;
    expr_reason(relation->expr, &input, &reason);
    const struct node *first = expr_first_node(relation->expr, &input);
    struct place place = first ? record_place(examination->record, first->at) : record_first_place(examination->record);
    diag_report(examination->check->diag, relation->warning ? SEVERITY_WARNING : SEVERITY_ERROR, &place, "relation",
                "%s: %s", relation->message, buffer_text(&reason));
    examination->sound &= relation->warning && !examination->check->diag->warnings_are_errors;
    buffer_free(&reason);
}

static void check_date_window(struct examination *examination, const struct node *node)
{
    struct text written = node->value;
    int32_t date;
    if (written.length < 4)
        return;
    const char *year = written.bytes; /* whether these are digits matters only where it seems far */
    int64_t away = (year[0] - '0') * 1000 + (year[1] - '0') * 100 + (year[2] - '0') * 10 + (year[3] - '0');
    away -= examination->year;
    if ((away <= examination->kind->date_window && -away <= examination->kind->date_window) ||
        !text_date(written, &date))
        return;
    struct place place = record_place(examination->record, node->at);
    diag_report(examination->check->diag, SEVERITY_WARNING, &place, "far-date",
                "%s: %.*s lies far from the record's year %d", path_of(examination, node), (int)node->value.length,
                node->value.bytes, examination->year);
    examination->sound &= !examination->check->diag->warnings_are_errors;
}

static void check_reference(struct examination *examination, const struct field *field, const struct node *node)
{
    struct text code = node->value;
    int year = examination->year;
    if (!examination->units || units_count(examination->units) == 0 || !is_digits(code))
        return;
    if (!units_has_code(examination->units, code)) {
        fault(examination, node->at, "unknown-unit", "%s: no unit record has the code '%s'", field->path, code.bytes);
        return;
    }
    const struct unit *unit = year ? units_in_year(examination->units, code, year) : NULL;
    if (year && !unit) {
        const struct unit *last = units_last_before(examination->units, code, year);
        struct buffer into = {0};
        for (size_t i = 0; last && i < last->into_count; i++)
            buffer_printf(&into, "%s%s",
                          i                      ? ", "
                          : last->into_count > 1 ? "; its successors are "
                                                 : "; its successor is ",
                          last->into[i]);
        fault(examination, node->at, "unit-not-in-force", "%s: %s names no unit in %d%s", field->path, code.bytes, year,
              into.length ? buffer_text(&into) : "");
        buffer_free(&into);
    } else if (unit && strcmp(field->refers, "unit") != 0 && strcmp(unit->level, field->refers) != 0) {
        fault(examination, node->at, "unknown-unit", "%s: %s is a %s, expected the code of a %s", field->path,
              code.bytes, unit->level, field->refers);
    }
}

/* Goes through the scalars for what is asked of each: codes that must be known, dates that should be near. */
static inline void check_scalars(struct examination *examination, const struct field *field, const struct node *node)
{
    if (node->type == NODE_SCALAR) {
        const struct field *meant =
            field->type == FIELD_MAPPING && field->alone ? field_member(field, text_of(field->alone)) : field;
        if (meant->refers)
            check_reference(examination, meant, node);
        if (meant->type == FIELD_DATE && examination->year && examination->kind->date_window >= 0)
            check_date_window(examination, node);
        return;
    }
    if (node->type == NODE_SEQUENCE && field->type != FIELD_LIST)
        return; /* a fault that is told already */
    for (const struct node *child = node->first; child; child = child->next) {
        const struct field *member = node->type == NODE_MAPPING ? child->field : field;
        if (member && member->watched && !node_is_null(child))
            check_scalars(examination, member, child);
    }
}

bool check_relations(struct check *check, const struct kind *kind, const struct record *record,
                     const struct units *units)
{
    struct examination examination = {
        .check = check, .kind = kind, .record = record, .units = units, .year = kind_year(kind, record), .sound = true};
    for (size_t i = 0; i < check->count; i++)
        if (check->relations[i].kind == kind)
            check_one_relation(&examination, &check->relations[i]);
    check_scalars(&examination, &kind->root, record->root);
    return examination.sound;
}
