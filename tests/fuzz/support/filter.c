/* SPDX-License-Identifier: ISC */
#include "filter.h"

#include "confine.h"
#include "fuzz.h"

#include <unistd.h>

/* In the place of the library's: a harness outlives the programs, and must not be confined with them. */
void confine_start(struct confine *confine)
{
    *confine = (struct confine){.rules = -1};
}

bool confine_read(struct confine *confine, const char *path)
{
    (void)confine;
    return access(path, F_OK) == 0;
}

void confine_read_beside(struct confine *confine, const char *path)
{
    (void)confine, (void)path;
}

void confine_write(struct confine *confine, const char *path)
{
    (void)confine, (void)path;
}

void confine_make(struct confine *confine, const char *directory)
{
    (void)confine, (void)directory;
}

void confine_now(struct confine *confine)
{
    (void)confine;
}

/* getopt remembers where it was in the arguments of the run before, and that they are gone it does not know. */
static void forget_arguments(void)
{
    char name[] = "", *none[] = {name, NULL};
    optind = 0;
    getopt(1, none, "");
}

int fuzz_filter(const struct filter *filter, struct text input, struct buffer *output)
{
    char *arguments[FILTER_ARGUMENTS + 1] = {NULL};
    int count = 0, kept = dup(STDOUT_FILENO), in = fuzz_file_with(input), out = fuzz_file_with(text_of(""));
    for (; count < FILTER_ARGUMENTS && filter->arguments[count]; count++)
        arguments[count] = mem_copy(filter->arguments[count], strlen(filter->arguments[count]));
    char *owned[FILTER_ARGUMENTS]; /* getopt moves the others about */
    memcpy(owned, arguments, sizeof owned);
    fflush(stdout);
    FUZZ_CHECK(dup2(in, STDIN_FILENO) == STDIN_FILENO && dup2(out, STDOUT_FILENO) == STDOUT_FILENO, "dup2");
    forget_arguments();
    int status = filter->main(count, arguments);
    FUZZ_CHECK(dup2(kept, STDOUT_FILENO) == STDOUT_FILENO, "dup2");
    FUZZ_CHECK(status >= 0 && status <= 2, "%s: status %d", filter->arguments[0], status);
    fuzz_file_content(out, output);
    for (int i = 0; i < count; i++)
        free(owned[i]);
    close(in);
    close(out);
    close(kept);
    return status;
}
