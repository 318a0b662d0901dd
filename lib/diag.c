/* SPDX-License-Identifier: ISC */
#include "diag.h"

#include "text.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name, *explanation;
} slugs[] = {
#define SLUG(name, explanation) {name, explanation},
#include "diagnostics.def"
#undef SLUG
};

const char *diag_slug(size_t index)
{
    return index < sizeof slugs / sizeof *slugs ? slugs[index].name : NULL;
}

const char *diag_explain(const char *slug)
{
    for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++)
        if (strcmp(slugs[i].name, slug) == 0)
            return slugs[i].explanation;
    return NULL;
}

void diag_raise(struct diag *diag, enum status status)
{
    if (status > diag->status)
        diag->status = status;
}

/* Standard error that cannot be written leaves nobody to tell; the status still says it. */
static void write_line(struct diag *diag, const struct buffer *line)
{
    const char *at = line->bytes;
    size_t left = line->length;
    while (left > 0) {
        ssize_t written = write(STDERR_FILENO, at, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            diag_raise(diag, STATUS_TROUBLE);
            return;
        }
        at += written;
        left -= (size_t)written;
    }
}

/* Input may stand in a message: whatever would break the line or drive a terminal is shown as \xNN. */
static void append_printable(struct buffer *line, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        bool c1 = byte == 0xC2 && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] < 0xA0;
        bool separator = byte == 0xE2 && (unsigned char)text[1] == 0x80 && ((unsigned char)text[2] | 1) == 0xA9;
        if (separator)
            buffer_printf(line, "\\u20%02X", 0x28 + ((unsigned char)*(text += 2) & 1));
        else if (byte < ' ' || byte == 0x7F)
            buffer_printf(line, "\\x%02X", byte);
        else if (c1)
            buffer_printf(line, "\\x%02X", (unsigned char)*++text);
        else
            buffer_putc(line, *text);
    }
}

static void append_json(struct buffer *line, const char *key, const char *text)
{
    buffer_printf(line, "\"%s\":", key);
    text_append_json(text_of(text), line);
}

static const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [SEVERITY_NOTE] = "note",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
        [SEVERITY_TROUBLE] = "error",
    };
    return names[severity];
}

struct message {
    enum severity severity;
    const struct place *place;
    const char *slug, *text, *subject;
};

static const char *place_name(const struct diag *diag, const struct place *place)
{
    return place && place->file ? place->file : diag->program;
}

static void format_text(const struct diag *diag, const struct message *message, struct buffer *line)
{
    append_printable(line, place_name(diag, message->place));
    buffer_putc(line, ':');
    if (message->place && message->place->line)
        buffer_printf(line, "%zu:", message->place->line);
    if (message->place && message->place->line && message->place->column)
        buffer_printf(line, "%zu:", message->place->column);
    buffer_printf(line, " %s: ", severity_name(message->severity));
    if (message->subject) {
        append_printable(line, message->subject);
        buffer_puts(line, ": ");
    }
    append_printable(line, message->text);
    buffer_printf(line, " [%s]\n", message->slug);
}

static void format_json(const struct diag *diag, const struct message *message, struct buffer *line)
{
    buffer_putc(line, '{');
    append_json(line, "file", place_name(diag, message->place));
    buffer_printf(line, ",\"line\":%zu,\"column\":%zu,", message->place ? message->place->line : 0,
                  message->place ? message->place->column : 0);
    append_json(line, "severity", severity_name(message->severity));
    buffer_putc(line, ',');
    append_json(line, "slug", message->slug);
    buffer_putc(line, ',');
    append_json(line, "record", message->subject ? message->subject : "");
    buffer_putc(line, ',');
    append_json(line, "text", message->text);
    buffer_puts(line, "}\n");
}

static void count(struct diag *diag, enum severity severity)
{
    diag->warnings += severity == SEVERITY_WARNING;
    diag->errors += severity == SEVERITY_ERROR;
    if (severity == SEVERITY_ERROR)
        diag_raise(diag, STATUS_DATA);
    if (severity == SEVERITY_TROUBLE)
        diag_raise(diag, STATUS_TROUBLE);
}

/* A fault of a record shows once, also where it is come upon from several sides. */
static bool is_new(struct diag *diag, const struct buffer *line)
{
    uint32_t last = diag->last;
    diag->last = text_hash((struct text){line->bytes, line->length});
    return diag->last != last;
}

static void show(struct diag *diag, const struct message *message, struct buffer *line)
{
    if (diag->copy)
        buffer_append(diag->copy, line->bytes, line->length);
    if (diag->json) {
        buffer_clear(line);
        format_json(diag, message, line);
    }
    write_line(diag, line);
}

void diag_vreport(struct diag *diag, enum severity severity, const struct place *place, const char *slug,
                  const char *format, va_list arguments)
{
    struct buffer text = {0}, line = {0};
    buffer_vprintf(&text, format, arguments);
    if (severity == SEVERITY_WARNING && diag->warnings_are_errors)
        severity = SEVERITY_ERROR;
    const char *subject = diag->subject_of ? diag->subject_of(diag->context, place, buffer_text(&text)) : NULL;
    struct message message = {severity, place, slug, buffer_text(&text), subject ? subject : diag->subject};
    format_text(diag, &message, &line);
    if (is_new(diag, &line)) {
        count(diag, severity);
        show(diag, &message, &line);
    }
    buffer_free(&line);
    buffer_free(&text);
}

void diag_report(struct diag *diag, enum severity severity, const struct place *place, const char *slug,
                 const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diag_vreport(diag, severity, place, slug, format, arguments);
    va_end(arguments);
}

bool diag_is_watched(void)
{
    return isatty(STDERR_FILENO);
}

_Noreturn void diag_end_by_signal(int number)
{
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, number);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    signal(number, SIG_DFL);
    raise(number);
    _exit(128 + number);
}

void diag_say(struct diag *diag, const char *format, ...)
{
    struct buffer text = {0}, line = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    append_printable(&line, buffer_text(&text));
    buffer_putc(&line, '\n');
    write_line(diag, &line);
    buffer_free(&line);
    buffer_free(&text);
}
