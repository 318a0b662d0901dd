/* SPDX-License-Identifier: ISC
 *
 * Any definition: the first byte chooses the built-in one that it stands for. It is loaded, or refused with a message;
 * and what is loaded can be used on a record.
 */
#include "check.h"
#include "criteria.h"
#include "evidence.h"
#include "lint.h"
#include "measure.h"
#include "report.h"
#include "support/fuzz.h"
#include "support/world.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[] = {
    "criteria/tt124-2021.yaml", "kinds/area.yaml",          "measures/area.yaml", "reports/areas.yaml",
    "fragments/cases.yaml",     "evidence/nomination.yaml", "criteria/new.yaml",  "kinds/new.yaml",
    "reports/wording.yaml",     "criteria/ct10-2008.yaml",
};
static const char yaml[] =
    "record: area\nid: 14809-01\nyear: 2022\nunit: '14809'\nname: Khu phố 1\nhouseholds: {total: 212, registered: "
    "210}\n"
    "crimes: 3\nincidents: {hot_spots: 0}\nresolution: 2022-01-12\nregistration: {date: 2022-02-01}\n"
    "cases: [{type: serious_fire, date: 2022-03-04, reported: true}]\n";

static char directory[64];
static struct fuzz_world world;
static struct reader *reader;
static struct record record;

static void finish(void)
{
    static const char *const folders[] = {"criteria", "kinds", "measures", "reports", "fragments", "evidence"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders && chdir(directory) == 0; i++)
        rmdir(folders[i]);
    rmdir(directory);
    reader_free(reader);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *temporary = getenv("TMPDIR");
    struct frame frame = {.bytes = text_of(yaml), .file = "fuzz", .line = 1};
    (void)argc, (void)argv;
    snprintf(directory, sizeof directory, "%.40s/antt-fuzz.XXXXXX", temporary ? temporary : "/tmp");
    FUZZ_CHECK(mkdtemp(directory), "%s: no directory", directory);
    atexit(finish);
    fuzz_world_open(&world);
    reader = reader_new(&world.diag);
    FUZZ_CHECK(reader_read(reader, &frame, &record) == READ_RECORD, "the harness's own record");
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    if (size == 0 || most < 2)
        return LLVMFuzzerMutate(data, size, most);
    return 1 + fuzz_mutate_yaml(data + 1, size - 1, most - 1, seed);
}

static void write_definition(const char *name, struct text text, char path[128])
{
    snprintf(path, 128, "%s/%s", directory, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    mkdir(path, 0700);
    *slash = '/';
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FUZZ_CHECK(descriptor >= 0 && write(descriptor, text.bytes, text.length) == (ssize_t)text.length, "%s", path);
    close(descriptor);
}

static void use_kinds(struct defs *defs, struct diag *diag)
{
    struct kinds *kinds = kinds_load(defs, diag);
    struct check *check = kinds ? check_new(kinds, diag) : NULL;
    const struct kind *kind = kinds ? kinds_find(kinds, record.kind) : NULL;
    if (check && kind) {
        struct diag unheard = {.program = "fuzz"};
        struct buffer name = {0};
        struct check *own = check_new(kinds, &unheard);
        check_fields(own, kind, &record);
        check_relations(own, kind, &record, NULL);
        kind_append_name(kind, &record, &name);
        buffer_free(&name);
        check_free(own);
    }
    FUZZ_CHECK(check || diag->status == STATUS_TROUBLE, "refused without a word");
    check_free(check);
    kinds_free(kinds);
}

static void use_criteria(struct defs *defs, struct diag *diag)
{
    struct criteria *criteria = criteria_load(defs, world.kinds, NULL, diag);
    struct judgement judgement = {.all_reasons = true};
    struct diag unheard = {.program = "fuzz"};
    struct buffer block = {0};
    FUZZ_CHECK(criteria || diag->status == STATUS_TROUBLE, "refused without a word");
    for (size_t i = 0; criteria && i < criteria_count(criteria); i++) {
        const struct criteria_set *set = criteria_at(criteria, i);
        lint_criteria(set, &unheard);
        for (size_t j = 0; j < set->section_count; j++) {
            criteria_judge(set, &set->sections[j], &record, 2022, NULL, &judgement);
            judgement_append_block(&judgement, true, &block);
        }
    }
    buffer_free(&block);
    judgement_free(&judgement);
    criteria_free(criteria);
}

static void use_measures(struct defs *defs, struct diag *diag, const char *report_name)
{
    struct measures *measures = measures_load(defs, world.kinds, diag);
    FUZZ_CHECK(measures || diag->status == STATUS_TROUBLE, "refused without a word");
    if (!measures)
        return;
    const struct measured_class *class = measures_find(measures, record.kind);
    if (class) {
        int64_t *figures = mem_new(class->figure_count + 1, sizeof *figures);
        measure_record(class, &(struct expr_input){.root = record.root, .year = 2022}, figures);
        free(figures);
    }
    struct report *report = report_load(defs, world.kinds, measures, report_name, diag);
    FUZZ_CHECK(report || diag->status == STATUS_TROUBLE, "refused without a word");
    report_free(report);
    measures_free(measures);
}

static void use_evidence(struct defs *defs, struct diag *diag)
{
    struct evidence *evidence = evidence_load(defs, world.kinds, diag);
    FUZZ_CHECK(evidence || diag->status == STATUS_TROUBLE, "refused without a word");
    evidence_free(evidence);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    const char *name = names[fuzz_choose(&input, sizeof names / sizeof *names)], *directories[] = {directory};
    struct diag diag = {.program = "fuzz"};
    char path[128];
    write_definition(name, input, path);
    struct defs *defs = defs_open(directories, 1, &diag);
    FUZZ_CHECK(defs, "the directory cannot be read");
    if (*name == 'k' || *name == 'f')
        use_kinds(defs, &diag);
    else if (*name == 'c')
        use_criteria(defs, &diag);
    else if (*name == 'e')
        use_evidence(defs, &diag);
    else
        use_measures(defs, &diag, "areas");
    defs_close(defs);
    unlink(path);
    return 0;
}
