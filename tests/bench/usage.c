/* SPDX-License-Identifier: ISC
 *
 * usage FILE COMMAND...: runs the command and appends to FILE its wall clock and processor time in microseconds and its
 * peak memory in KiB, on one line. The status is the command's.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static long long of_timeval(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

int main(int argc, char **argv)
{
    struct rusage usage;
    int status;
    if (argc < 3) {
        fprintf(stderr, "usage: usage FILE COMMAND...\n");
        return 2;
    }
    long long started = microseconds();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("usage");
        return 2;
    }
    long long wall = microseconds() - started;
    FILE *file = fopen(argv[1], "a");
    long long processor = of_timeval(usage.ru_utime) + of_timeval(usage.ru_stime);
    if (!file || fprintf(file, "%lld %lld %ld\n", wall, processor, usage.ru_maxrss) < 0 || fclose(file) != 0) {
        perror(argv[1]);
        return 2;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
