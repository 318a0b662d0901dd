/* SPDX-License-Identifier: ISC
 *
 * diag: what the programs say on standard error, and the exit status that follows from it.
 *
 * The only module that writes to standard error. A message is one line, `place: severity: subject: text [slug]`, or one
 * JSON object with --diagnostics=json, written with a single write(2). The exit status starts at STATUS_OK and only
 * rises. A `struct diag` belongs to its program; nothing here keeps the pointers it is given.
 */
#ifndef ANTT_DIAG_H
#define ANTT_DIAG_H

#include "mem.h"

#include <stdint.h>

/* The one table of exit statuses, the same in every program. */
enum status {
    STATUS_OK = 0,      /* done; nothing wrong with the data */
    STATUS_DATA = 1,    /* done; but there are errors in the data, or something owed is missing */
    STATUS_TROUBLE = 2, /* not done: usage, an unreadable file, a failed write, a bad definition, out of memory */
};

enum severity {
    SEVERITY_NOTE,
    SEVERITY_WARNING,
    SEVERITY_ERROR,   /* the data: raises the status to STATUS_DATA */
    SEVERITY_TROUBLE, /* the job: shown as `error`, raises the status to STATUS_TROUBLE */
};

/* Where: a file name (NULL: the program itself), a line and a column from 1 (0: not known). Columns count characters.
 */
struct place {
    const char *file;
    size_t line, column;
};

struct diag {
    const char *program;
    enum status status;
    bool json; /* JSON lines instead of text */
    bool warnings_are_errors;
    const char *subject; /* what the messages speak of, as `area 14809-07 2017`; NULL: nothing in particular */
    /* where non-NULL, the subject of a message with that place and text, where it speaks of less than `subject` */
    const char *(*subject_of)(void *context, const struct place *place, const char *text);
    void *context;
    struct buffer *copy; /* where non-NULL, every message is also appended here, as text, one a line */
    size_t errors, warnings;
    uint32_t last; /* the hash of the message before: two in a row that are the same have one cause */
};

/* Reports one fault or remark; not again what it said just before. slug is a name of diagnostics.def. */
void diag_report(struct diag *diag, enum severity severity, const struct place *place, const char *slug,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));
void diag_vreport(struct diag *diag, enum severity severity, const struct place *place, const char *slug,
                  const char *format, va_list arguments) __attribute__((format(printf, 5, 0)));
/* Raises the status; it never sinks. */
void diag_raise(struct diag *diag, enum status status);
/* Writes a line of plain text to standard error: counts, progress; what would break it is shown as in messages. */
void diag_say(struct diag *diag, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether a person may be watching standard error. */
bool diag_is_watched(void);
/* Ends the program as an unhandled signal does, without a word; exit handlers do not run. */
_Noreturn void diag_end_by_signal(int number);

/* The explanation of a slug, or NULL. diag_slug(0), diag_slug(1) ... list the slugs, NULL after the last. */
const char *diag_explain(const char *slug);
const char *diag_slug(size_t index);

#endif
