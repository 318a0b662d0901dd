/* SPDX-License-Identifier: ISC
 *
 * anykind KIND RECORDS: records of any kind, made after its definition, the same for ever. Every field has a value that
 * antt-validate takes, but those that mean other records, which are not there, and what antt-score adds.
 */
#include "kind.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 2013, YEARS = 12, FIRST_CODE = 10000, LEAST_COUNT = 9, COUNTS = 3 };

static int year_of(long number)
{
    return FIRST_YEAR + (int)(number % YEARS);
}

static void print_scalar(const struct kind *kind, const struct field *field, enum field_type type, long number)
{
    int64_t count =
        LEAST_COUNT + number % COUNTS; /* the same in all fields: what must not be more than another is not */
    size_t choices = field->choice_count, last = choices ? choices - 1 : 0;
    size_t choice = field == kind->class_field ? (size_t)number % choices : field->required ? 0 : last;
    switch (type) {
    case FIELD_ID:
        printf("B-%06ld", number);
        break;
    case FIELD_CODE:
        printf("\"%05ld\"", FIRST_CODE + number);
        break;
    case FIELD_COUNT:
    case FIELD_MONEY:
        printf("%" PRId64, count < field->most ? count : field->most);
        break;
    case FIELD_DATE:
        printf("%d-06-15", year_of(number));
        break;
    case FIELD_YEAR:
        printf("%d", year_of(number));
        break;
    case FIELD_BOOL:
        printf("true");
        break;
    case FIELD_CHOICE:
        printf("%s", field->choices[choice]);
        break;
    default:
        printf("Đường số %ld", number);
    }
}

static void print_members(const struct kind *kind, const struct field *field, int indent, bool begun, long number);

static void print_list(const struct kind *kind, const struct field *field, int indent, long number)
{
    if (field->member_count == 0) {
        printf(" [");
        print_scalar(kind, field, field->item, number);
        printf("]\n");
        return;
    }
    printf("\n%*s- ", indent, "");
    print_members(kind, field, indent + 2, true, number);
}

static void print_field(const struct kind *kind, const struct field *field, int indent, long number)
{
    printf("%s:", field->name);
    if (field->type == FIELD_MAPPING) {
        printf("\n");
        print_members(kind, field, indent + 2, false, number);
    } else if (field->type == FIELD_LIST) {
        print_list(kind, field, indent + 2, number);
    } else if (field->type == FIELD_TABLE) {
        printf(" {\"5.2\": ");
        print_scalar(kind, field, field->item, number);
        printf("}\n");
    } else if (field->type == FIELD_FIGURES) {
        printf(" {area: {total: %ld}}\n", number % 100);
    } else {
        printf(" ");
        if (strcmp(field->name, "record") == 0)
            printf("%s", kind->name);
        else
            print_scalar(kind, field, field->type, number);
        printf("\n");
    }
}

static bool is_key(const struct kind *kind, const struct field *field)
{
    for (size_t i = 0; i < kind->key_count; i++)
        if (kind->key[i] == field)
            return true;
    return false;
}

static void print_members(const struct kind *kind, const struct field *field, int indent, bool begun, long number)
{
    for (size_t i = 0; i < field->member_count; i++) {
        const struct field *member = field->members[i];
        bool added = !field->path && strcmp(member->name, "assessment") == 0;
        bool of_other = member->reference || member->type == FIELD_CODE || member->item == FIELD_CODE;
        if (!added && (member->required || !of_other || is_key(kind, member))) {
            printf("%*s", begun ? 0 : indent, "");
            print_field(kind, member, indent, number);
            begun = false;
        }
    }
}

int main(int argc, char **argv)
{
    struct diag diag = {.program = "anykind"};
    struct defs *defs = defs_open(NULL, 0, &diag);
    struct kinds *kinds = defs ? kinds_load(defs, &diag) : NULL;
    long records = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    const struct kind *kind = kinds && argc == 3 ? kinds_named(kinds, text_of(argv[1]), &diag) : NULL;
    if (!kind || records <= 0) {
        fprintf(stderr, "usage: anykind KIND RECORDS\n");
        return 2;
    }
    for (long number = 0; number < records; number++) {
        printf("---\n");
        print_members(kind, &kind->root, 0, false, number);
    }
    kinds_free(kinds);
    defs_close(defs);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
