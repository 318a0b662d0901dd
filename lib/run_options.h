/* SPDX-License-Identifier: ISC
 *
 * run_options: the part of the driver that stands before the first document: the options that all programs have, and
 * what follows from a command line.
 */
#ifndef ANTT_RUN_OPTIONS_H
#define ANTT_RUN_OPTIONS_H

#include "run.h"

/* Parses the command line, answers --help, --version and --explain, loads the definitions, and gives up all files but
 * those that the command line names. False when nothing more is to be done, or with a message. */
bool run_read_command_line(struct run *run, int argc, char **argv);

#endif
