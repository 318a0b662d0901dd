/* SPDX-License-Identifier: ISC
 *
 * linkpath: where a path leads that a file is to be written to, symbolic links resolved whether their target exists or
 * not.
 */
#ifndef ANTT_LINKPATH_H
#define ANTT_LINKPATH_H

/* The path without a link as its last part; the caller frees it. NULL with errno: ELOOP for links in a circle, EACCES
 * for a link that somebody else has put into a directory where everybody may write, as the kernel refuses it too. */
char *linkpath_resolve(const char *path);
/* The directory that the last part of a path stands in; the caller frees it. */
char *linkpath_directory(const char *path);

#endif
