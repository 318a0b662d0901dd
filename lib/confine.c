/* SPDX-License-Identifier: ISC */
#include "confine.h"

#include "linkpath.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__) && !defined(ANTT_UNCONFINED)

#include <sys/prctl.h>
#include <sys/syscall.h>

/* Landlock's interface by its numbers: the headers are often older than the kernel. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 }; /* the same on every machine */
enum { ASK_VERSION = 1, BENEATH_PATH = 1 };
enum right {
    RUN_FILE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIRECTORY = 1 << 3,
    REMOVE_FILE = 1 << 5,
    MAKE_FILE = 1 << 8,
    FIRST_RIGHTS = (1 << 13) - 1, /* all of version 1 */
    REFER = 1 << 13,
    TRUNCATE = 1 << 14,
    DEVICE_IOCTL = 1 << 15,
};

struct ruleset {
    uint64_t files, network, scopes;
};

struct path_rule {
    uint64_t rights;
    int32_t directory;
} __attribute__((packed));

static uint64_t known_rights(int version)
{
    uint64_t rights = FIRST_RIGHTS;
    if (version >= 2)
        rights |= REFER;
    if (version >= 3)
        rights |= TRUNCATE;
    if (version >= 5)
        rights |= DEVICE_IOCTL;
    return rights;
}

void confine_start(struct confine *confine)
{
    enum { BIND_AND_CONNECT = 3, SOCKETS_AND_SIGNALS = 3 };
    int version = (int)syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    struct ruleset all = {known_rights(version), version >= 4 ? BIND_AND_CONNECT : 0,
                          version >= 6 ? SOCKETS_AND_SIGNALS : 0};
    size_t size = version >= 6 ? sizeof all : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    *confine = (struct confine){.version = version};
    confine->rules = version > 0 ? (int)syscall(CREATE_RULESET, &all, size, 0) : -1;
}

/* The kind of what is there; 0 for nothing. */
static mode_t allow(struct confine *confine, const char *path, uint64_t rights)
{
    struct stat status = {0};
    int descriptor = open(path, O_PATH | O_CLOEXEC);
    if (descriptor < 0)
        return 0;
    if (fstat(descriptor, &status) == 0) {
        if (!S_ISDIR(status.st_mode))
            rights &= WRITE_FILE | READ_FILE | TRUNCATE;
        struct path_rule rule = {rights & known_rights(confine->version), descriptor};
        (void)syscall(ADD_RULE, confine->rules, BENEATH_PATH, &rule, 0); /* pipes have no rules and need none */
    }
    close(descriptor);
    return status.st_mode & S_IFMT;
}

static void enforce(struct confine *confine)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        (void)syscall(RESTRICT_SELF, confine->rules, 0);
    close(confine->rules);
}

#elif defined(__OpenBSD__)

enum right { READ_FILE = 1, READ_DIRECTORY = 2, WRITE_FILE = 4, TRUNCATE = 8, REMOVE_FILE = 16, MAKE_FILE = 32 };

void confine_start(struct confine *confine)
{
    *confine = (struct confine){.rules = 0};
}

static mode_t allow(struct confine *confine, const char *path, uint64_t rights)
{
    struct stat status;
    (void)confine;
    if (stat(path, &status) != 0)
        return 0;
    (void)unveil(path, rights & MAKE_FILE ? "rwc" : rights & WRITE_FILE ? "w" : "r");
    return status.st_mode & S_IFMT;
}

static void enforce(struct confine *confine)
{
    (void)confine;
    (void)pledge("stdio rpath wpath cpath fattr", NULL);
}

#else

enum right { READ_FILE, READ_DIRECTORY, WRITE_FILE, TRUNCATE, REMOVE_FILE, MAKE_FILE };

void confine_start(struct confine *confine)
{
    *confine = (struct confine){.rules = -1};
}

static mode_t allow(struct confine *confine, const char *path, uint64_t rights)
{
    (void)confine, (void)path, (void)rights;
    return 0;
}

static void enforce(struct confine *confine)
{
    (void)confine;
}

#endif

bool confine_read(struct confine *confine, const char *path)
{
    return confine->rules >= 0 && allow(confine, path, READ_FILE | READ_DIRECTORY) != 0;
}

void confine_read_beside(struct confine *confine, const char *path)
{
    if (confine->rules < 0 || allow(confine, path, READ_FILE | READ_DIRECTORY) != S_IFREG)
        return;
    char *directory = linkpath_directory(path);
    if (!confine->directory || strcmp(directory, confine->directory) != 0)
        allow(confine, directory, READ_FILE);
    free(confine->directory);
    confine->directory = directory;
}

void confine_write(struct confine *confine, const char *path)
{
    struct stat status;
    if (confine->rules < 0)
        return;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        allow(confine, path, WRITE_FILE);
        return;
    }
    char *target = linkpath_resolve(path), *directory = target ? linkpath_directory(target) : NULL;
    if (directory)
        confine_make(confine, directory);
    free(directory);
    free(target);
}

void confine_make(struct confine *confine, const char *directory)
{
    if (confine->rules >= 0)
        allow(confine, directory, MAKE_FILE | REMOVE_FILE | WRITE_FILE | TRUNCATE | READ_FILE | READ_DIRECTORY);
}

void confine_now(struct confine *confine)
{
    tzset(); /* the time zone is a file */
    if (confine->rules >= 0)
        enforce(confine);
    free(confine->directory);
    *confine = (struct confine){.rules = -1};
}
