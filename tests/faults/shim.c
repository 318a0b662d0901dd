/* SPDX-License-Identifier: ISC
 *
 * shim: a library to be preloaded, in which chosen calls fail.
 *
 *     FAULT=name:k:errno    the k-th call of that name fails with that error
 *     FAULT_SIGNAL=N        instead, the k-th call is made after the signal N has come
 *     FAULT_MODE=short      reads and writes move one byte at a time
 *     FAULT_MODE=eintr      every other read and write is interrupted
 *     FAULT_PROBE=OP:PATH   (several, parted by blanks) at the first write to standard output, open files as OP says:
 *                           r for reading, w for writing, c creating them
 *     FAULT_REPORT=FILE     at the end: "NAME COUNT" for every kind of call; "hit" if the fault came about; and
 *                           "probe OP:PATH 0", or the error instead of 0
 *
 * Messages to standard error are no writes: a fault must be able to speak.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef FAULTY_MEMORY
#define FAULTY_MEMORY 1
#endif

#define CALLS(each)                                                                                                    \
    each(memory) each(open) each(read) each(write) each(close) each(lseek) each(fsync) each(fchmod) each(rename)       \
        each(unlink) each(mkstemp) each(getrandom) each(opendir) each(readdir) each(dup) each(fopen) each(fread)       \
            each(fwrite) each(fflush) each(fclose) each(fseek)

enum call {
#define ENUMERATE(name) call_##name,
    CALLS(ENUMERATE) CALL_COUNT
};

static const char *const names[] = {
#define NAME(name) #name,
    CALLS(NAME)};

static struct {
    bool armed, hit, probed, shortened, interrupted;
    long counts[CALL_COUNT], wanted;
    enum call call;
    int error, signal, report;
    unsigned long transfers;
    char probes[4096];
} shim;

static void __attribute__((constructor)) arm(void)
{
    const char *fault = getenv("FAULT"), *mode = getenv("FAULT_MODE"), *report = getenv("FAULT_REPORT");
    char name[32] = "";
    shim.call = CALL_COUNT;
    if (fault && sscanf(fault, "%31[^:]:%ld:%d", name, &shim.wanted, &shim.error) == 3)
        for (int i = 0; i < CALL_COUNT; i++)
            if (strcmp(names[i], name) == 0)
                shim.call = (enum call)i;
    const char *number = getenv("FAULT_SIGNAL");
    shim.signal = number ? atoi(number) : 0;
    shim.shortened = mode && strcmp(mode, "short") == 0;
    shim.interrupted = mode && strcmp(mode, "eintr") == 0;
    shim.report = -1;
    if (report) {
        long file = syscall(SYS_openat, AT_FDCWD, report, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        shim.report = (int)syscall(SYS_fcntl, file, F_DUPFD_CLOEXEC, 200);
        syscall(SYS_close, file);
    }
    shim.armed = true;
}

static void say(const char *text, long number)
{
    char line[4200];
    int length = snprintf(line, sizeof line, "%s %ld\n", text, number);
    syscall(SYS_write, shim.report, line, length);
}

static void __attribute__((destructor)) disarm(void)
{
    shim.armed = false;
    if (shim.report < 0)
        return;
    for (int i = 0; i < CALL_COUNT; i++)
        say(names[i], shim.counts[i]);
    if (shim.hit)
        say("hit", 1);
}

/* True when this call has to fail. */
static bool fails(enum call call)
{
    if (!shim.armed || ++shim.counts[call] != shim.wanted || call != shim.call)
        return false;
    shim.hit = true;
    if (shim.signal) {
        raise(shim.signal);
        return false;
    }
    errno = shim.error;
    return true;
}

#define REAL(type, name, ...)                                                                                          \
    static type (*real)(__VA_ARGS__);                                                                                  \
    if (!real)                                                                                                         \
    *(void **)&real = dlsym(RTLD_NEXT, name)

/* --- memory --- */

#if FAULTY_MEMORY
/* Where the programs' own malloc gets it from. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

void *__libc_malloc(size_t size)
{
    REAL(void *, "__libc_malloc", size_t);
    return fails(call_memory) ? NULL : real(size);
}

void *__libc_calloc(size_t count, size_t size)
{
    REAL(void *, "__libc_calloc", size_t, size_t);
    return fails(call_memory) ? NULL : real(count, size);
}

void *__libc_realloc(void *block, size_t size)
{
    REAL(void *, "__libc_realloc", void *, size_t);
    return fails(call_memory) ? NULL : real(block, size);
}
#endif

/* --- descriptors --- */

static void probe(void)
{
    char *rest = shim.probes;
    const char *wanted = getenv("FAULT_PROBE");
    if (shim.probed || !wanted)
        return;
    shim.probed = true;
    snprintf(shim.probes, sizeof shim.probes, "%s", wanted);
    for (char *part; (part = strsep(&rest, " "));) {
        char line[4200];
        int flags = part[0] == 'r' ? O_RDONLY : part[0] == 'w' ? O_WRONLY : O_WRONLY | O_CREAT;
        long file = syscall(SYS_openat, AT_FDCWD, part + 2, flags | O_CLOEXEC, 0600);
        long error = file < 0 ? errno : 0;
        if (file >= 0)
            syscall(SYS_close, file);
        snprintf(line, sizeof line, "probe %s", part);
        say(line, error);
    }
}

/* How much of a transfer is made; -1 with errno for none. */
static ssize_t transfer(enum call call, size_t length)
{
    if (fails(call))
        return -1;
    if (shim.armed && shim.interrupted && ++shim.transfers % 2) {
        errno = EINTR;
        return -1;
    }
    return shim.shortened && length ? 1 : (ssize_t)length;
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
    REAL(ssize_t, "read", int, void *, size_t);
    ssize_t part = transfer(call_read, length);
    return part < 0 ? -1 : real(descriptor, bytes, (size_t)part);
}

ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset)
{
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    ssize_t part = transfer(call_read, length);
    return part < 0 ? -1 : real(descriptor, bytes, (size_t)part, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    if (descriptor == STDERR_FILENO)
        return real(descriptor, bytes, length);
    if (descriptor == STDOUT_FILENO)
        probe();
    ssize_t part = transfer(call_write, length);
    return part < 0 ? -1 : real(descriptor, bytes, (size_t)part);
}

int open(const char *path, int flags, ...)
{
    REAL(int, "open", const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return fails(call_open) ? -1 : real(path, flags, mode);
}

int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open(path, flags);
}

/* What was open is closed even so, as in the kernel. */
int close(int descriptor)
{
    REAL(int, "close", int);
    bool failed = fails(call_close);
    int error = errno, result = real(descriptor);
    if (failed)
        errno = error;
    return failed ? -1 : result;
}

#define FAILING(type, call, parameters, arguments, failure)                                                            \
    type call parameters                                                                                               \
    {                                                                                                                  \
        static type(*real) parameters;                                                                                 \
        if (!real)                                                                                                     \
            *(void **)&real = dlsym(RTLD_NEXT, #call);                                                                 \
        return fails(call_##call) ? failure : real arguments;                                                          \
    }

FAILING(off_t, lseek, (int descriptor, off_t offset, int whence), (descriptor, offset, whence), -1)
FAILING(int, fsync, (int descriptor), (descriptor), -1)
FAILING(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode), -1)
FAILING(int, rename, (const char *from, const char *to), (from, to), -1)
FAILING(int, unlink, (const char *path), (path), -1)
FAILING(int, mkstemp, (char *template), (template), -1)
FAILING(ssize_t, getrandom, (void *bytes, size_t length, unsigned flags), (bytes, length, flags), -1)
FAILING(DIR *, opendir, (const char *path), (path), NULL)
FAILING(struct dirent *, readdir, (DIR *directory), (directory), NULL)
FAILING(int, dup, (int descriptor), (descriptor), -1)

int mkostemp(char *template, int flags)
{
    REAL(int, "mkostemp", char *, int);
    return fails(call_mkstemp) ? -1 : real(template, flags);
}

/* --- streams, which the libraries use --- */

enum { ERROR_SEEN = 0x20 }; /* in glibc's FILE */

/* As a failed write(2) leaves it: what was kept in its buffer is lost. */
static void spoil(FILE *file)
{
    int error = errno;
    __fpurge(file);
    file->_flags |= ERROR_SEEN;
    errno = error;
}

/* A stream can only fail when it writes out its buffer. */
static bool fails_to_write(enum call call, FILE *file, size_t length)
{
    size_t pending = __fpending(file);
    bool full = length ? pending + length >= __fbufsize(file) && __fbufsize(file) > 0 : pending > 0;
    if (file == stderr || !full || !fails(call))
        return false;
    spoil(file);
    return true;
}

FAILING(FILE *, fopen, (const char *path, const char *mode), (path, mode), NULL)

FILE *fopen64(const char *path, const char *mode)
{
    return fopen(path, mode);
}

FILE *fdopen(int descriptor, const char *mode)
{
    REAL(FILE *, "fdopen", int, const char *);
    return fails(call_fopen) ? NULL : real(descriptor, mode);
}

FILE *fmemopen(void *bytes, size_t length, const char *mode)
{
    REAL(FILE *, "fmemopen", void *, size_t, const char *);
    return fails(call_fopen) ? NULL : real(bytes, length, mode);
}

size_t fread(void *bytes, size_t size, size_t count, FILE *file)
{
    REAL(size_t, "fread", void *, size_t, size_t, FILE *);
    if (!fails(call_fread))
        return real(bytes, size, count, file);
    file->_flags |= ERROR_SEEN;
    return 0;
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    REAL(size_t, "fwrite", const void *, size_t, size_t, FILE *);
    return fails_to_write(call_fwrite, file, size * count) ? 0 : real(bytes, size, count, file);
}

int fputs(const char *text, FILE *file)
{
    REAL(int, "fputs", const char *, FILE *);
    return fails_to_write(call_fwrite, file, strlen(text)) ? EOF : real(text, file);
}

int __fprintf_chk(FILE *file, int level, const char *format, ...);
int __fprintf_chk(FILE *file, int level, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    (void)level;
    int result = fails_to_write(call_fwrite, file, (size_t)length) ? -1 : vfprintf(file, format, arguments);
    va_end(arguments);
    return result;
}

int fflush(FILE *file)
{
    REAL(int, "fflush", FILE *);
    return file && fails_to_write(call_fflush, file, 0) ? EOF : real(file);
}

void rewind(FILE *file)
{
    REAL(void, "rewind", FILE *);
    (void)fails_to_write(call_fflush, file, 0);
    real(file);
}

int fclose(FILE *file)
{
    REAL(int, "fclose", FILE *);
    bool failed = fails_to_write(call_fclose, file, 0);
    int error = errno, result = real(file);
    if (failed)
        errno = error;
    return failed ? EOF : result;
}

static int seek(FILE *file, off_t offset, int whence)
{
    REAL(int, "fseeko", FILE *, off_t, int);
    return fails(call_fseek) ? -1 : real(file, offset, whence);
}

int fseek(FILE *file, long offset, int whence)
{
    return seek(file, offset, whence);
}

int fseeko(FILE *file, off_t offset, int whence)
{
    return seek(file, offset, whence);
}

int fseeko64(FILE *file, off64_t offset, int whence)
{
    return seek(file, offset, whence);
}
