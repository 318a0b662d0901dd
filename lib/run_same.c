/* SPDX-License-Identifier: ISC */
#include "run.h"

#include <sys/stat.h>
#include <unistd.h>

static bool same_file(const struct stat *a, const struct stat *b)
{
    return S_ISREG(a->st_mode) && a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool run_is_own_output(struct run *run, int descriptor, const char *name)
{
    struct stat input, output;
    if (fstat(descriptor, &input) != 0 || fstat(STDOUT_FILENO, &output) != 0 || !same_file(&input, &output) ||
        input.st_size == 0)
        return false;
    diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = name}, "usage",
                "input and standard output are the same file; write to another and rename it");
    return true;
}

bool run_may_replace(struct run *run, const char *path)
{
    struct stat target, input;
    const struct option_list *units = &run->unit_files;
    if (!path || stat(path, &target) != 0)
        return true;
    for (size_t i = 0; i < run->operand_count + units->count; i++) {
        const char *name = i < run->operand_count ? run->operands[i] : units->items[i - run->operand_count];
        if (stat(name, &input) != 0 || !same_file(&input, &target))
            continue;
        diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = path}, "usage",
                    "it is read as well as written; name another file for the output");
        return false;
    }
    return fstat(STDIN_FILENO, &input) != 0 || !same_file(&input, &target) ||
           (diag_report(&run->diag, SEVERITY_TROUBLE, &(struct place){.file = path}, "usage",
                        "it is standard input as well as output; name another file"),
            false);
}
