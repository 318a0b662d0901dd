/* SPDX-License-Identifier: ISC */
#include "output.h"

#include "linkpath.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, MOST_TEMPORARY = 8, MOST_TRIES = 100 };

struct output {
    int descriptor;
    char *name;      /* what messages call it: the target's path for a file */
    char *target;    /* the file to replace, links resolved; NULL for a descriptor */
    char *temporary; /* where it is written for now; NULL where it is written directly */
    mode_t mode;
    struct buffer pending;
    struct diag *diag;
    bool nameless;   /* `temporary` is no name in a directory yet */
    bool downstream; /* a reader that goes away is no fault */
    bool failed, closed;
};

/* Names of files to remove when the program ends early. Only signal handlers and exit handlers need this to be global.
 */
static char *volatile temporary_files[MOST_TEMPORARY];

static void remove_temporary_files(void)
{
    for (size_t i = 0; i < MOST_TEMPORARY; i++)
        if (temporary_files[i])
            unlink(temporary_files[i]);
}

static void end_by_signal(int number)
{
    remove_temporary_files();
    signal(number, SIG_DFL);
    raise(number);
}

void output_catch_signals(void)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = end_by_signal};
    struct sigaction old;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup keeps its meaning */
            sigaction(ending[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a write over the limit fails, and says so */
    atexit(remove_temporary_files);
}

void output_hold_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

_Noreturn void output_end_by_closed_pipe(void)
{
    remove_temporary_files();
    diag_end_by_signal(SIGPIPE);
}

static bool register_temporary(char *path)
{
    for (size_t i = 0; i < MOST_TEMPORARY; i++)
        if (!temporary_files[i]) {
            temporary_files[i] = path;
            return true;
        }
    return false;
}

static void unregister_temporary(const char *path)
{
    for (size_t i = 0; i < MOST_TEMPORARY; i++)
        if (temporary_files[i] == path)
            temporary_files[i] = NULL;
}

/* Whatever record is at hand, it is not its fault. */
static void report_failure(struct diag *diag, const char *name, const char *what, int error)
{
    const char *subject = diag->subject;
    struct buffer *copy = diag->copy;
    diag->subject = NULL;
    diag->copy = NULL;
    diag_report(diag, SEVERITY_TROUBLE, &(struct place){.file = name}, "write-failed", "%s: %s", what, strerror(error));
    diag->subject = subject;
    diag->copy = copy;
}

static bool fail(struct output *output, const char *what)
{
    int error = errno;
    if (output->failed)
        return false;
    output->failed = true;
    if (error == EPIPE && output->downstream)
        output->closed = true;
    else
        report_failure(output->diag, output->name, what, error);
    return false;
}

static struct output *new_output(int descriptor, const char *name, struct diag *diag)
{
    struct output *output = mem_new(1, sizeof *output);
    output->descriptor = descriptor;
    output->name = mem_copy(name, strlen(name));
    output->diag = diag;
    return output;
}

static void free_output(struct output *output)
{
    unregister_temporary(output->temporary);
    buffer_free(&output->pending);
    free(output->name);
    free(output->target);
    free(output->temporary);
    free(output);
}

struct output *output_to_descriptor(int descriptor, const char *name, struct diag *diag)
{
    struct output *output = new_output(descriptor, name, diag);
    output->downstream = true;
    return output;
}

static void hold_signals(sigset_t *before)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, before);
}

/* `DIRECTORY/.NAME` of the target. */
static void append_beside(const struct output *output, struct buffer *name)
{
    char *directory = linkpath_directory(output->target);
    char *copy = mem_copy(output->target, strlen(output->target));
    buffer_printf(name, "%s/.%.200s", directory, basename(copy));
    free(copy);
    free(directory);
}

/* A file without a name, so that nothing stays of a program that is killed; false where there can be none. */
static bool open_nameless(struct output *output)
{
    struct buffer path = {0};
    char *directory = linkpath_directory(output->target);
    int descriptor = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    free(directory);
    buffer_printf(&path, "/proc/self/fd/%d", descriptor);
    output->nameless = descriptor >= 0 && access(buffer_text(&path), W_OK) == 0;
    if (output->nameless) {
        output->descriptor = descriptor;
        output->temporary = mem_copy(path.bytes, path.length);
    } else if (descriptor >= 0) {
        close(descriptor);
    }
    buffer_free(&path);
    return output->nameless;
}

static bool open_beside(struct output *output)
{
    if (open_nameless(output))
        return true;
    struct buffer template = {0};
    append_beside(output, &template);
    buffer_puts(&template, ".XXXXXX");
    output->temporary = mem_copy(buffer_text(&template), template.length);
    buffer_free(&template);
    sigset_t before;
    hold_signals(&before);                                       /* one that came in between would leave the file */
    output->descriptor = mkostemp(output->temporary, O_CLOEXEC); /* mode 0600 */
    int error = errno;
    bool registered = output->descriptor >= 0 && register_temporary(output->temporary);
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = registered || output->descriptor < 0 ? error : EMFILE;
    return registered ||
           fail(output, output->descriptor < 0 ? "cannot create a file beside it" : "too many output files");
}

/* Gives the finished file a name beside its target, since no name can be taken from another but by renaming. */
static bool give_name(struct output *output)
{
    struct buffer name = {0};
    bool named = !output->nameless;
    sigset_t before;
    hold_signals(&before);
    for (int tries = 0; !named && tries < MOST_TRIES; tries++) {
        buffer_clear(&name);
        append_beside(output, &name);
        buffer_printf(&name, ".%ld-%d", (long)getpid(), tries);
        buffer_text(&name);
        named = linkat(AT_FDCWD, output->temporary, AT_FDCWD, name.bytes, AT_SYMLINK_FOLLOW) == 0;
        if (!named && errno != EEXIST)
            break;
    }
    if (named && output->nameless) {
        free(output->temporary);
        output->temporary = mem_copy(buffer_text(&name), name.length);
        output->nameless = false;
        (void)register_temporary(output->temporary);
    }
    int error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    buffer_free(&name);
    errno = error;
    return named;
}

static mode_t default_mode(mode_t mode)
{
    mode_t mask = umask(0);
    umask(mask);
    return mode & ~mask;
}

struct output *output_to_file(const char *path, mode_t mode, struct diag *diag)
{
    struct output *output = new_output(-1, path, diag);
    struct stat status;
    bool exists = stat(path, &status) == 0, opened;
    if (exists && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        opened = fail(output, "cannot write");
    } else if (exists && !S_ISREG(status.st_mode)) {
        output->descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        opened = output->descriptor >= 0 || fail(output, "cannot write");
    } else {
        output->target = linkpath_resolve(path);
        output->mode = exists ? status.st_mode & 07777 : default_mode(mode);
        opened = output->target ? open_beside(output) : fail(output, "cannot write");
    }
    if (opened)
        return output;
    output_discard(output);
    return NULL;
}

const char *output_temporary_directory(void)
{
    const char *directory = getenv("TMPDIR");
    return directory && *directory ? directory : "/tmp";
}

struct output *output_to_temporary(struct diag *diag)
{
    struct output *output = new_output(-1, "temporary file", diag);
    struct buffer target = {0};
    buffer_printf(&target, "%s/antt", output_temporary_directory());
    output->target = mem_copy(buffer_text(&target), target.length);
    buffer_free(&target);
    if (open_beside(output))
        return output;
    output_discard(output);
    return NULL;
}

/* Not every file system can make a file without a name; there it has one for a moment. */
static int open_unnamed(const char *directory)
{
    struct buffer path = {0};
    sigset_t before;
    int descriptor = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return descriptor;
    buffer_printf(&path, "%s/antt.XXXXXX", directory);
    buffer_text(&path);
    hold_signals(&before);
    descriptor = mkostemp(path.bytes, O_CLOEXEC); /* mode 0600 */
    int error = errno;
    if (descriptor >= 0)
        unlink(path.bytes);
    sigprocmask(SIG_SETMASK, &before, NULL);
    buffer_free(&path);
    errno = error;
    return descriptor;
}

struct output *output_to_unnamed(struct diag *diag, int *descriptor)
{
    *descriptor = open_unnamed(output_temporary_directory());
    if (*descriptor >= 0)
        return output_to_descriptor(*descriptor, "temporary file", diag);
    report_failure(diag, output_temporary_directory(), "cannot create a temporary file", errno);
    return NULL;
}

bool output_copy(struct output *from, struct output *to)
{
    char chunk[BLOCK / 4];
    ssize_t got;
    int descriptor = open(from->temporary, O_RDONLY | O_CLOEXEC); /* by name: a library may have made the file anew */
    bool good = descriptor >= 0;
    while (good && (got = read(descriptor, chunk, sizeof chunk)) != 0)
        good = got > 0 ? output_write(to, chunk, (size_t)got) : errno == EINTR;
    if (!good && !output_failed(to))
        fail(from, "cannot read");
    if (descriptor >= 0)
        close(descriptor);
    output_discard(from);
    return good;
}

static bool write_all(struct output *output, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(output->descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(output, "cannot write");
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool output_flush(struct output *output)
{
    if (output->failed)
        return false;
    bool written = write_all(output, output->pending.bytes, output->pending.length);
    buffer_clear(&output->pending);
    return written;
}

bool output_write(struct output *output, const char *bytes, size_t length)
{
    if (output->failed)
        return false;
    if (output->pending.length + length >= BLOCK) {
        if (!output_flush(output))
            return false;
        if (length >= BLOCK)
            return write_all(output, bytes, length);
    }
    buffer_append(&output->pending, bytes, length);
    return true;
}

bool output_failed(const struct output *output)
{
    return output->failed;
}

bool output_closed(const struct output *output)
{
    return output->closed;
}

const char *output_temporary_path(const struct output *output)
{
    return output->temporary;
}

/* The rename is on disk only when the directory is; a file system that cannot say so is not held against the file. */
static void flush_directory(const char *path)
{
    char *name = linkpath_directory(path);
    int directory = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        (void)fsync(directory);
        close(directory);
    }
    free(name);
}

static bool commit_file(struct output *output)
{
    if (output->target) {
        if (fchmod(output->descriptor, output->mode) != 0)
            return fail(output, "cannot set the mode");
        if (fsync(output->descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
            return fail(output, "cannot flush to disk");
        if (!give_name(output))
            return fail(output, "cannot create a file beside it");
    }
    int descriptor = output->descriptor;
    output->descriptor = -1;
    if (close(descriptor) != 0)
        return fail(output, "cannot close");
    if (output->target && rename(output->temporary, output->target) != 0)
        return fail(output, "cannot rename the finished file");
    if (output->target) {
        unregister_temporary(output->temporary);
        flush_directory(output->target);
    }
    return true;
}

bool output_commit(struct output *output)
{
    bool done = output_flush(output) && commit_file(output);
    if (!done) {
        output_discard(output);
        return false;
    }
    free_output(output);
    return true;
}

void output_discard(struct output *output)
{
    if (!output)
        return;
    if (output->descriptor >= 0)
        close(output->descriptor);
    if (output->temporary && !output->nameless)
        unlink(output->temporary);
    free_output(output);
}
