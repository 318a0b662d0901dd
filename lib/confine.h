/* SPDX-License-Identifier: ISC
 *
 * confine: gives up what a program will not need, before it reads a byte of what others wrote.
 *
 * Whoever takes a program over through its input can then open, make or remove no file but those named here, run no
 * program, and reach no network. It is a second wall and best effort: Landlock on Linux, pledge and unveil on OpenBSD;
 * where there is neither, or the kernel has not got it, nothing happens and nothing is said. Descriptors that are open
 * already are not touched, so pipes and standard input work as ever.
 *
 * There is no list of system calls (seccomp): such lists name what a version of the C library calls today, and broke
 * sound programs with the next.
 */
#ifndef ANTT_CONFINE_H
#define ANTT_CONFINE_H

#include <stdbool.h>

struct confine {
    int rules; /* a descriptor; -1: there is no confinement */
    int version;
    char *directory; /* the last one that was named by confine_read_beside() */
};

void confine_start(struct confine *confine);
/* A file, or all files of a directory. One that is not there now cannot be read later. True if it is there. */
bool confine_read(struct confine *confine, const char *path);
/* The same, and whatever stands in its directory: the file may be replaced before it is opened. */
void confine_read_beside(struct confine *confine, const char *path);
/* An output as output.h writes it: beside the target, renamed; a pipe or a device is only written to. */
void confine_write(struct confine *confine, const char *path);
/* Files in a directory. */
void confine_make(struct confine *confine, const char *directory);
/* From here on nothing else; frees what was kept. */
void confine_now(struct confine *confine);

#endif
