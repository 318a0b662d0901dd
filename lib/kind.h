/* SPDX-License-Identifier: ISC
 *
 * kind: what the records of a kind look like, read from the definitions in kinds/: fields, types, titles, the key.
 *
 * Kinds live until kinds_free(); their text is the definitions'. The condition language is compiled against them.
 */
#ifndef ANTT_KIND_H
#define ANTT_KIND_H

#include "defs.h"

enum field_type {
    FIELD_TEXT,
    FIELD_ID,    /* letters, digits and . - _ / */
    FIELD_CODE,  /* digits, kept as text */
    FIELD_COUNT, /* integer >= 0 */
    FIELD_MONEY, /* integer >= 0, VND */
    FIELD_DATE,
    FIELD_YEAR, /* 1990 to 2100 */
    FIELD_BOOL,
    FIELD_CHOICE,  /* one of `choices` */
    FIELD_MAPPING, /* members by name */
    FIELD_LIST,    /* of scalars of type `item`, or of mappings with members */
    FIELD_TABLE,   /* any keys; values of type `item` */
    FIELD_FIGURES, /* any keys; integers, or mappings of such */
};

struct kind;

/* What a value names: a record of one of these kinds, by the first field of their keys. Where year is the other one it
 * is that of the record, or, with `earlier`, any up to that. */
struct reference {
    const struct kind **kinds;
    size_t kind_count;
    bool earlier;
    const struct record *definition; /* where it is written */
    const struct node *node;
};

struct field {
    const char *name;                /* the last part of the path */
    uint32_t name_length, name_hash; /* and its text_hash() */
    char *path;                      /* dotted, from the record; a list's members are behind the list's path */
    enum field_type type, item;
    bool required;
    const char *unless; /* the path of the field in whose presence it is not required, or NULL */
    bool watched;       /* it, or a field below it, is a date or refers to a unit */
    bool lines;         /* it, or a field below it, is text of one line, or has keys that are */
    bool prose;         /* sentences: line breaks and spaces are its own affair */
    bool or_none;       /* `false` may stand for it: there is none */
    const char *alone;  /* the member that a bare scalar stands for, or NULL */
    const char **choices;
    size_t choice_count;
    const struct node *words;    /* Vietnamese words by choice or, of figures, by key; NULL: none */
    int64_t most;                /* of a count */
    const char *refers;          /* a code of a unit at this level (`commune`), or NULL */
    struct reference *reference; /* to other records, or NULL */
    const char *vi, *en;         /* titles */
    struct field *parent;        /* NULL for the kind's root */
    struct field **members;
    size_t member_count, member_capacity;
    size_t required_count; /* of members */
    size_t order;          /* among the parent's members */
    uint16_t *slots;       /* hash table of the members by name: order + 1, 0 for none */
    size_t slot_count;
};

struct kind {
    const char *name;
    size_t order; /* among the kinds */
    const struct record *definition;
    struct field root;        /* a mapping without a name */
    const struct field **key; /* the fields that identify a record */
    size_t key_count;
    const struct field
        *class_field; /* records are judged and counted under this field's value; NULL: under the kind's name */
    const struct field *unit, *year; /* the fields of these names, or NULL */
    const struct field **references; /* the fields that refer to other records */
    size_t reference_count, reference_capacity;
    const struct field *counted; /* a date or year: records are counted in its year, without it not at all; NULL:
                                    in their own */
    bool others_are_figures;
    int64_t date_window; /* years a date may lie away from the record's year without remark; < 0: any */
    const char *vi, *en;
};

struct kinds;

/* All kinds of the definitions; NULL with a message where one is faulty. */
struct kinds *kinds_load(struct defs *defs, struct diag *diag);
void kinds_free(struct kinds *kinds);
size_t kinds_count(const struct kinds *kinds);
const struct kind *kinds_at(const struct kinds *kinds, size_t index);
const struct kind *kinds_find(const struct kinds *kinds, struct text name);
/* The same for a name of the command line: NULL with a message, which names the nearest. */
const struct kind *kinds_named(const struct kinds *kinds, struct text name, struct diag *diag);
/* The known kind nearest to a misspelt name, or NULL. */
const char *kinds_nearest(const struct kinds *kinds, struct text name);
/* The kind under which records of this class stand: the kind itself, or the one whose class field has it as a choice.
 */
const struct kind *kinds_of_class(const struct kinds *kinds, const char *class);

/* A member by name; NULL for none. */
const struct field *field_member(const struct field *field, struct text name);
/* The member that the entry of a mapping is; NULL for none. It may well be the one behind that of the entry `before`.
 */
const struct field *field_find(const struct field *field, const struct node *entry);
static inline const struct field *field_of_entry(const struct field *field, const struct node *entry,
                                                 const struct field *before)
{
    size_t next = before ? before->order + 1 : 0;
    const struct field *guess = next < field->member_count ? field->members[next] : NULL;
    if (guess && guess->name_hash == entry->key_hash &&
        text_equal(entry->key, (struct text){guess->name, guess->name_length}))
        return guess;
    return field_find(field, entry);
}
/* The field's value in a record; NULL for none. */
const struct node *field_node(const struct field *field, const struct node *root);
/* Whether the text is one of the field's choices. */
bool field_has_choice(const struct field *field, struct text text);
/* A field by dotted path. */
const struct field *field_at_path(const struct field *field, const char *path);
/* The Vietnamese word for a choice, or for a key of figures; NULL where the kind gives none. */
const char *field_word(const struct field *field, struct text value);
/* The nearest member name to a misspelt one, or NULL. */
const char *field_nearest(const struct field *field, struct text name);
/* What a value of the type looks like, for messages: `a date YYYY-MM-DD that exists`. */
const char *field_expectation(enum field_type type);
const char *field_type_name(enum field_type type);

/* The class of a record: its class field's value or the kind's name; empty where the value is missing. */
struct text kind_class(const struct kind *kind, const struct record *record);
/* Appends `area 14809-07 2017`: the kind's name and the values of its key. */
void kind_append_name(const struct kind *kind, const struct record *record, struct buffer *name);
/* Appends what identifies the record among all: the kind and its key, parted by bytes that no value can hold. */
void kind_append_key(const struct kind *kind, const struct record *record, struct buffer *key);
/* Appends what identifies the thing that the record speaks of over the years: its key without the year, each part ended
 * by NUL. False, and the buffer as it was, where a part is missing. */
bool kind_append_thing(const struct kind *kind, const struct record *record, struct buffer *key);
/* Appends what kind_append_key() does, of the record that a reference means; the year counts where the key has one. */
void kind_append_key_of(const struct kind *kind, struct text id, int year, struct buffer *key);
/* The record's year; 0 where it has none that can be read. */
int kind_year(const struct kind *kind, const struct record *record);
/* Whether records like this one are counted, and the year in which; 0 where that cannot be read. */
bool kind_is_counted(const struct kind *kind, const struct record *record);
int kind_counted_year(const struct kind *kind, const struct record *record);

#endif
