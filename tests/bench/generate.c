/* SPDX-License-Identifier: ISC
 *
 * generate RECORDS [YEARS [small]]: area records of about 1.2 kB, in block style as offices write them, the same for
 * ever.
 *
 * Every area has YEARS records (default 4), of years that follow each other; where they begin differs. With YEARS 1
 * every record is of an area of its own. Small records are of about 160 bytes, and all of SMALL_UNITS communes.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AREAS_IN_UNIT = 40, FIRST_UNIT = 10000, SMALL_UNITS = 50, FIRST_YEAR = 2013, LAST_YEAR = 2024 };

static uint64_t state = 20211011;

/* 0 to below - 1, by Knuth's linear congruence; good enough to scatter figures with. */
static int chance(int below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (uint64_t)below);
}

static void print_date(const char *key, int year, int from_month, int to_month)
{
    int month = from_month + chance(to_month - from_month + 1);
    printf("%s: %d-%02d-%02d\n", key, year, month, 1 + chance(28));
}

static void print_head(long area, int year)
{
    static const char *const types[] = {"khu phố", "thôn", "tổ dân phố"};
    static const char *const villages[] = {"Đồng Mơ", "Phúc Lộc", "Xuân Đỉnh", "Trường Lâm", "Ngọc Khê", "Bái Đông"};
    long unit = FIRST_UNIT + area / AREAS_IN_UNIT, number = area % AREAS_IN_UNIT + 1;
    printf("---\n");
    if (chance(6) == 0)
        printf("# Số liệu do công an xã, phường tổng hợp\n");
    printf("record: area\nid: %05ld-%02ld\nname: %s %ld\nunit: \"%05ld\"\nyear: %d\ntype: %s\n", unit, number,
           villages[area % 6], number, unit, year, types[area % 3]);
}

static void print_people_and_papers(int year)
{
    int households = 120 + chance(300);
    printf("households:\n  total: %d\n  registered: %d\npopulation: %d\n", households, households - (chance(30) == 0),
           households * 37 / 10 + chance(90));
    printf("resolution:\n");
    print_date("  date", year, 1, 2);
    printf("  number: %02d-NQ/CB\nregistration:\n", 1 + chance(20));
    print_date("  date", year, 2, 3);
}

static void print_cases(int year)
{
    static const struct {
        const char *type, *note;
    } cases[] = {
        {"serious_crime", "Trộm cắp tài sản trong đêm, đã bắt hai người"},
        {"serious_fire", "Cháy xưởng mộc do chập điện"},
        {"fatal_accident", "Tai nạn giao thông, một người chết"},
        {"environment", "Xả nước thải ra mương tiêu"},
    };
    int count = 1 + chance(3);
    printf("cases:\n");
    for (int i = 0; i < count; i++) {
        int which = chance(4);
        printf("  - type: %s\n", cases[which].type);
        print_date("    date", year, 1, 10);
        printf("    force_majeure: %s\n    detected: true\n    mitigated: true\n    reported: true\n    note: %s\n",
               chance(3) ? "false" : "true", cases[which].note);
    }
}

static void print_order(int year)
{
    static const char *const incidents[] = {"anti_state",        "sabotage",   "illegal_religion",
                                            "exploitation",      "separatism", "prolonged_disputes",
                                            "incited_gathering", "hot_spots",  "new_social_evils"};
    printf("policy_implemented: true   # biên bản họp khu dân cư\nincidents:\n");
    for (size_t i = 0; i < sizeof incidents / sizeof *incidents; i++)
        printf("  %s: %d\n", incidents[i], chance(90) == 0);
    printf("crimes: %d\nsocial_evils: %d\nviolations: %d\n", chance(9), chance(7), chance(20));
    if (chance(8) == 0)
        printf("cases: []\n");
    else
        print_cases(year);
    printf("supervised_managed: true\nforce:\n  rating: %s\n  disciplined: 0\n",
           chance(3) ? "well_completed" : "excellent");
}

static void print_review(int year)
{
    int attended = 100 + chance(200);
    if (chance(2) == 0)
        printf("period:\n  from: %d-11-01\n  to: %d-10-31\n", year - 1, year);
    printf("review:\n");
    print_date("  date", year, 11, 11);
    printf("  attended: %d\n  in_favour: %d\n  findings:\n", attended, attended - chance(20));
    for (int clause = 2; clause <= 5; clause++)
        printf("    \"5.%d\": met\n", clause);
    printf("recognition:\n");
    print_date("  date", year, 12, 12);
    printf("  number: %d/QĐ-UBND\n  by: Chủ tịch Ủy ban nhân dân xã Bắc Sơn\n", 20 + chance(240));
}

static void print_small(long area, int year)
{
    long unit = FIRST_UNIT + area % SMALL_UNITS, number = area / SMALL_UNITS + 1;
    printf("---\nrecord: area\nid: %05ld-%ld\nname: Khu phố %ld\nunit: \"%05ld\"\nyear: %d\n", unit, number, number,
           unit, year);
    printf("households:\n  total: %d\n  registered: %d\ncrimes: %d\n", 120 + chance(300), 100 + chance(20), chance(9));
}

static void print_full(long area, int year)
{
    print_head(area, year);
    print_people_and_papers(year);
    print_order(year);
    print_review(year);
}

int main(int argc, char **argv)
{
    long records = argc > 1 ? strtol(argv[1], NULL, 10) : 0, years = argc > 2 ? strtol(argv[2], NULL, 10) : 4;
    bool small = argc > 3 && strcmp(argv[3], "small") == 0;
    if (records <= 0 || years <= 0 || years > LAST_YEAR - FIRST_YEAR) {
        fprintf(stderr, "usage: generate RECORDS [YEARS [small]]\n");
        return 2;
    }
    int first = FIRST_YEAR;
    for (long i = 0; i < records; i++) {
        if (i % years == 0)
            first = FIRST_YEAR + chance(LAST_YEAR - FIRST_YEAR + 2 - (int)years);
        int year = first + (int)(i % years);
        (small ? print_small : print_full)(i / years, year);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
