/* SPDX-License-Identifier: ISC */
#include "table.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    struct run run;
    struct table *table = NULL;
    struct table_look look = {0};
    const struct option_spec options[] = {
        {'f', "fields", "FIELDS", "the columns, parted by commas; default: all fields of the kind", OPTION_LIST,
         &look.fields},
        {'k', "kind", "KINDS",
         "the kinds whose records are rows; default: those that have all the fields, or the first record's",
         OPTION_LIST, &look.kinds},
        {'t', "to", "FORMAT", "csv (default), tsv, or jsonl", OPTION_TEXT, &look.format},
        {0, "bom", NULL, "begin with a byte order mark, for spreadsheets", OPTION_FLAG, &look.order_mark},
        {0, "no-header", NULL, "no line of column names", OPTION_FLAG, &look.no_header},
        {0, "titles", NULL, "the fields' titles in place of their paths", OPTION_FLAG, &look.titles},
        {'l', "lang", "LANG", "of the titles: vi (default) or en", OPTION_TEXT, &look.language},
        {0, "raw", NULL, "no apostrophe before text that begins as a formula", OPTION_FLAG, &look.raw},
    };
    const struct program program = {"antt-table", "Write records as CSV, TSV or JSON lines.", "[file ...]",
                                    OPTION_TABLE(options), false};
    if (run_start(&run, &program, argc, argv) && (table = table_new(&run, &look))) {
        run.passes = false;
        run_records(&run, &table_handler, table);
        table_finish(table);
    }
    table_free(table);
    free(look.fields.items);
    free(look.kinds.items);
    return run_finish(&run);
}
