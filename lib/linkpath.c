/* SPDX-License-Identifier: ISC */
#include "linkpath.h"

#include "mem.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40 };

char *linkpath_directory(const char *path)
{
    char *copy = mem_copy(path, strlen(path)), *parent = dirname(copy);
    char *directory = mem_copy(parent, strlen(parent));
    free(copy);
    return directory;
}

/* In /tmp and its like a link may be a trap that waits for whoever writes there. */
static bool is_trusted(const char *directory, const struct stat *link)
{
    struct stat parent;
    if (stat(directory, &parent) != 0)
        return false;
    bool shared = (parent.st_mode & S_ISVTX) && (parent.st_mode & S_IWOTH);
    return !shared || link->st_uid == geteuid() || link->st_uid == parent.st_uid;
}

/* What a link in `directory` says, as a path that can be opened from here; NULL with errno. */
static char *read_link(const char *path, const char *directory)
{
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof target);
    if (length < 0)
        return NULL;
    if ((size_t)length == sizeof target) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    struct buffer joined = {0};
    if (target[0] != '/')
        buffer_printf(&joined, "%s/", directory);
    buffer_append(&joined, target, (size_t)length);
    buffer_text(&joined);
    return joined.bytes;
}

char *linkpath_resolve(const char *path)
{
    char *here = mem_copy(path, strlen(path));
    struct stat status;
    for (int links = 0; lstat(here, &status) == 0 && S_ISLNK(status.st_mode); links++) {
        char *directory = linkpath_directory(here), *next = NULL;
        errno = links < MOST_LINKS ? EACCES : ELOOP;
        if (links < MOST_LINKS && is_trusted(directory, &status))
            next = read_link(here, directory);
        int error = errno;
        free(directory);
        free(here);
        errno = error;
        if (!(here = next))
            return NULL;
    }
    return here;
}
