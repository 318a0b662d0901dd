#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""office.py BOOK [FIGURES]: what an office writes itself, with PyYAML's C loader and XlsxWriter.

Reads area records from standard input, checks their fields, judges them by Circular 124/2021, counts them by commune and
year, and writes the summary of the latest year into a workbook: the job of antt-validate | antt-score -c tt124-2021 |
antt-aggregate | antt-xlsx -r summary. FIGURES gets the counts of all years as CSV.
"""
import datetime
import sys

import xlsxwriter
import yaml

DATE = datetime.date
INCIDENTS = ["anti_state", "sabotage", "illegal_religion", "exploitation", "separatism", "prolonged_disputes",
             "incited_gathering", "hot_spots", "new_social_evils"]
TREND = ["crimes", "social_evils", "violations"]
RATINGS = ["excellent", "well_completed", "completed", "not_completed"]
SERIOUS = ["serious_fire", "fatal_accident", "serious_incident"]
FIGURES = ["total", "considered", "registered", "met", "not_met", "undecided", "recognised", "households",
           "households_registered", "population", *TREND]


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def check(record, seen):
    """The faults of a record; a word each."""
    wrong = [key for key in ("id", "name", "unit") if not isinstance(record.get(key), str)]
    if not isinstance(record.get("year"), int) or not 1990 <= record["year"] <= 2100:
        wrong.append("year")
    households, review = record.get("households", {}), record.get("review", {})
    counts = [record.get(key, 0) for key in ["population", *TREND]] + list(record.get("incidents", {}).values())
    counts += list(households.values()) + [review.get("attended", 0), review.get("in_favour", 0)]
    if not all(is_count(value) for value in counts):
        wrong.append("count")
    dates = [record[key].get("date") for key in ("resolution", "registration", "review", "recognition") if key in record]
    dates += [case.get("date") for case in record.get("cases", [])] + list(record.get("period", {}).values())
    if not all(isinstance(value, DATE) for value in dates):
        wrong.append("date")
    if record.get("force", {}).get("rating", "completed") not in RATINGS:
        wrong.append("rating")
    if households.get("registered", 0) > households.get("total", 0) or review.get("in_favour", 0) > review.get("attended", 0):
        wrong.append("relation")
    if (record.get("id"), record.get("year")) in seen:
        wrong.append("duplicate")
    seen.add((record.get("id"), record.get("year")))
    return wrong


def known(value, holds):
    return None if value is None else holds(value)


def in_first_quarter(evidence, year):
    day = evidence.get("date") if isinstance(evidence, dict) else evidence
    return known(day, lambda day: DATE(year, 1, 1) <= day <= DATE(year, 3, 31))


def every(cases, counts, holds):
    return None if cases is None else all(holds(case) for case in cases if counts(case))


def judge(record, previous):
    """met, not_met or undecided, by the rules of article 4; None is what cannot be known."""
    year, incidents, force = record["year"], record.get("incidents", {}), record.get("force", {})
    period = record.get("period", {})
    begins, ends = period.get("from", DATE(year - 1, 11, 1)), period.get("to", DATE(year, 10, 31))
    cases, households = record.get("cases"), record.get("households", {})
    rules = [in_first_quarter(record.get("resolution"), year), in_first_quarter(record.get("registration"), year)]
    total = households.get("total")
    rules.append(known(households.get("registered"), lambda registered: known(total, lambda total: registered >= total)))
    rules.append(record.get("policy_implemented"))
    rules += [known(incidents.get(key), lambda count: count == 0) for key in INCIDENTS]
    for key in TREND:
        before = previous.get(key) if previous else None
        rules.append(known(record.get(key), lambda now: known(before, lambda before: now <= before)))
    rules.append(every(cases, lambda case: case["type"] == "serious_crime" and begins <= case["date"] <= ends,
                       lambda case: case["force_majeure"] or (case["detected"] and case["mitigated"] and case["reported"])))
    rules.append(record.get("supervised_managed"))
    rules.append(every(cases, lambda case: case["type"] in SERIOUS and begins <= case["date"] <= ends,
                       lambda case: case["force_majeure"]))
    rules.append(known(force.get("rating"), lambda rating: rating != "not_completed"))
    rules.append(known(force.get("disciplined"), lambda count: count == 0))
    return "not_met" if False in rules else "undecided" if None in rules else "met"


def count(group, record, outcome):
    households = record.get("households", {})
    group["total"] += 1
    group["considered"] += 1
    group["registered"] += bool(record.get("registration"))
    group["recognised"] += bool(record.get("recognition"))
    group[outcome] += 1
    group["households"] += households.get("total", 0)
    group["households_registered"] += households.get("registered", 0)
    for key in ["population", *TREND]:
        group[key] += record.get(key, 0)


def share(part, whole):
    percent = (part * 20000 + whole) // (whole * 2)
    return f"{part}/{whole} ({percent // 100},{percent % 100:02d}%)"


def write_sheet(path, groups):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Tổng hợp")
    bold, number, percent = (book.add_format(style) for style in (
        {"bold": True, "border": 1, "text_wrap": True, "align": "center"}, {"num_format": "#,##0", "border": 1},
        {"num_format": "0.00%", "border": 1}))
    latest = max(year for _, year in groups)
    sheet.merge_range(4, 0, 4, 9, "TỔNG HỢP KẾT QUẢ XÂY DỰNG KHU DÂN CƯ", bold)
    sheet.merge_range(5, 0, 5, 9, f"Năm {latest}", bold)
    heads = ["STT", "Xã, phường", "Tổng số", "Đăng ký", "Được công nhận", "Tỷ lệ", "Công nhận/tổng số", "Đạt",
             "Không đạt", "Chưa xác định"]
    for column, head in enumerate(heads):
        sheet.write(8, column, head, bold)
    first = row = 9
    rows = [(unit, group) for (unit, year), group in sorted(groups.items()) if year == latest]
    for unit, group in rows:
        put = [row - first + 1, unit, *(group[key] for key in ("total", "registered", "recognised")), None,
               share(group["recognised"], group["total"]), *(group[key] for key in ("met", "not_met", "undecided"))]
        for column, value in enumerate(put):
            if column == 5:
                sheet.write_formula(row, column, f'=IF(C{row + 1}=0,"",E{row + 1}/C{row + 1})', percent,
                                    group["recognised"] / group["total"])
            else:
                sheet.write(row, column, value, number)
        row += 1
    sums = {key: sum(group[key] for _, group in rows) for key in FIGURES}
    sheet.write(row, 1, "Cộng", bold)
    for column, key in zip((2, 3, 4, 7, 8, 9), ("total", "registered", "recognised", "met", "not_met", "undecided")):
        letter = "ABCDEFGHIJ"[column]
        sheet.write_formula(row, column, f"=SUM({letter}{first + 1}:{letter}{row})", number, sums[key])
    sheet.write_formula(row, 5, f'=IF(C{row + 1}=0,"",E{row + 1}/C{row + 1})', percent, sums["recognised"] / sums["total"])
    sheet.write(row, 6, share(sums["recognised"], sums["total"]), number)
    book.close()


def main():
    groups, previous, seen = {}, {}, set()
    for record in yaml.load_all(sys.stdin.buffer, Loader=yaml.CSafeLoader):
        wrong = check(record, seen)
        if wrong:
            print(record.get("id"), record.get("year"), *wrong, file=sys.stderr)
            continue
        before = previous.get(record["id"])
        outcome = judge(record, before if before and before["year"] == record["year"] - 1 else None)
        previous[record["id"]] = {key: record.get(key) for key in ["year", *TREND]}
        group = groups.setdefault((record["unit"], record["year"]), dict.fromkeys(FIGURES, 0))
        count(group, record, outcome)
    write_sheet(sys.argv[1], groups)
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", encoding="utf-8") as figures:
            print("unit", "year", *FIGURES, sep=",", file=figures)
            for (unit, year), group in sorted(groups.items()):
                print(unit, year, *(group[key] for key in FIGURES), sep=",", file=figures)


main()
