/* SPDX-License-Identifier: ISC */
#include "pending.h"

#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { IN_MEMORY = 1024 * 1024 };

struct pending {
    struct diag *diag;
    struct buffer latest; /* those that are not in the file yet: each as it is, then its texts */
    struct output *output;
    int descriptor;
    bool failed;
};

struct pending *pending_new(struct diag *diag)
{
    struct pending *pending = mem_new(1, sizeof *pending);
    pending->diag = diag;
    return pending;
}

void pending_free(struct pending *pending)
{
    if (!pending)
        return;
    if (pending->output)
        output_discard(pending->output);
    buffer_free(&pending->latest);
    free(pending);
}

static void write_out(struct pending *pending)
{
    if (!pending->output && !pending->failed)
        pending->output = output_to_unnamed(pending->diag, &pending->descriptor);
    pending->failed |=
        !pending->output || !output_write(pending->output, pending->latest.bytes, pending->latest.length);
    buffer_clear(&pending->latest);
}

void pending_add(struct pending *pending, const struct pending_reference *reference)
{
    struct buffer *latest = &pending->latest;
    buffer_append(latest, (const char *)reference, sizeof *reference);
    buffer_append(latest, reference->id.bytes, reference->id.length);
    buffer_append(latest, reference->subject.bytes, reference->subject.length);
    if (latest->length > IN_MEMORY)
        write_out(pending);
}

static FILE *open_all(struct pending *pending)
{
    if (!pending->output)
        return fmemopen(pending->latest.bytes, pending->latest.length, "r");
    write_out(pending);
    if (pending->failed || !output_flush(pending->output) || lseek(pending->descriptor, 0, SEEK_SET) != 0)
        return NULL;
    int copy = dup(pending->descriptor);
    FILE *file = copy < 0 ? NULL : fdopen(copy, "r");
    if (copy >= 0 && !file)
        close(copy);
    return file;
}

static bool read_text(FILE *file, struct text *text, struct buffer *bytes)
{
    buffer_clear(bytes);
    for (size_t i = 0; i < text->length; i++) {
        int byte = getc(file);
        if (byte == EOF)
            return false;
        buffer_putc(bytes, (char)byte);
    }
    text->bytes = buffer_text(bytes);
    return true;
}

void pending_each(struct pending *pending, void (*show)(void *context, const struct pending_reference *reference),
                  void *context)
{
    struct pending_reference reference;
    struct buffer id = {0}, subject = {0};
    if (pending->latest.length == 0 && !pending->output)
        return;
    FILE *file = open_all(pending);
    while (file && fread(&reference, sizeof reference, 1, file) == 1 && read_text(file, &reference.id, &id) &&
           read_text(file, &reference.subject, &subject))
        show(context, &reference);
    if (!pending->failed && (!file || ferror(file)))
        diag_report(pending->diag, SEVERITY_TROUBLE, &(struct place){.file = "temporary file"}, "unreadable", "%s",
                    strerror(errno));
    if (file)
        fclose(file);
    buffer_free(&id);
    buffer_free(&subject);
}
