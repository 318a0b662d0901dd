/* SPDX-License-Identifier: ISC
 *
 * yaml-loop: the yardstick. libyaml's events of the whole of standard input by one parser, each deleted, nothing else.
 */
#include <stdio.h>
#include <unistd.h>
#include <yaml.h>

static int read_input(void *unused, unsigned char *buffer, size_t size, size_t *got)
{
    (void)unused;
    ssize_t count = read(STDIN_FILENO, buffer, size);
    *got = count > 0 ? (size_t)count : 0;
    return count >= 0;
}

int main(void)
{
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_event_type_t type;
    if (!yaml_parser_initialize(&parser))
        return 2;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&parser, read_input, NULL);
    do {
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "yaml-loop: line %zu: %s\n", parser.problem_mark.line + 1, parser.problem);
            return 1;
        }
        type = event.type;
        yaml_event_delete(&event);
    } while (type != YAML_STREAM_END_EVENT);
    yaml_parser_delete(&parser);
    return 0;
}
