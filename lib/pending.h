/* SPDX-License-Identifier: ISC
 *
 * pending: references that nobody could decide when their record was passed on, kept until the end of the stream.
 *
 * More than a few of them are kept on disk, in a file as spool has it.
 */
#ifndef ANTT_PENDING_H
#define ANTT_PENDING_H

#include "kind.h"

struct pending_reference {
    const struct field *field; /* which refers */
    struct place place;        /* of the value; the file's name must live on */
    int year;                  /* of the record */
    struct text id;
    struct text subject; /* what the record is called */
};

struct pending;

struct pending *pending_new(struct diag *diag);
void pending_free(struct pending *pending);
void pending_add(struct pending *pending, const struct pending_reference *reference);
/* Shows them in their order, with texts that end in NUL and are good during the call; what could not be written or read
 * is reported. */
void pending_each(struct pending *pending, void (*show)(void *context, const struct pending_reference *reference),
                  void *context);

#endif
