/* SPDX-License-Identifier: ISC */
#include "importer.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    struct run run;
    struct importer *importer = NULL;
    struct import_look look = {0};
    const struct option_spec options[] = {
        {'k', "kind", "KIND", "the kind of the records; must be given", OPTION_TEXT, &look.kind},
        {'m', "map", "FILE", "what the columns are, where their titles do not say it", OPTION_INPUT, &look.map},
        {'i', "ignore", "TITLE", "leave out the column of this title", OPTION_LIST, &look.ignored},
        {'t', "from", "FORMAT", "csv (default), or tsv as antt-table writes it", OPTION_TEXT, &look.format},
        {'s', "separator", "CHAR", "what parts the columns, or tab; default: as the titles tell", OPTION_TEXT,
         &look.separator},
        {0, "title-row", "N", "the titles are in row N; what stands above is passed over", OPTION_TEXT,
         &look.title_row},
        {'r', "rejects", "FILE", "keep the rows that are not written, under the titles", OPTION_OUTPUT,
         &run.rejects_path},
    };
    const struct program program = {"antt-import", "Make records from the rows of CSV or TSV.", "[file ...]",
                                    OPTION_TABLE(options), false};
    if (run_start(&run, &program, argc, argv) && (importer = importer_new(&run, &look)))
        importer_run(importer);
    importer_free(importer);
    free(look.ignored.items);
    return run_finish(&run);
}
