#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""figures.py WORKBOOK RECALCULATED RECORDS REPORTS: is every figure of the workbook that of the records?

Two readings that share no code with antt: openpyxl reads the workbook and the one that LibreOffice has computed anew and
saved, PyYAML the records, with summaries, and the definitions of the reports. Every cached value must equal the
recalculated one; every row and figure of a sheet is made again from the records, and must be there. What differs is
printed, a line each; the last line counts what was compared.
"""
import datetime
import math
import os
import sys
import warnings

import openpyxl
import yaml

warnings.filterwarnings("ignore")
WHERE = {  # the conditions of the built-in reports, written down a second time
    None: lambda r, latest: True,
    "group.year == latest_year": lambda r, latest: at(r, "group.year") == latest,
    "year == latest_year": lambda r, latest: r.get("year") == latest,
    "year == latest_year and replicate": lambda r, latest: r.get("year") == latest and r.get("replicate") is True,
    "timeliness.outcome is present": lambda r, latest: at(r, "timeliness.outcome") is not None,
    "(assessment.outcome == not_met and recognition is present) or "
    "(assessment.outcome == met and (recognition is missing or recognition == false))":
        lambda r, latest: at(r, "assessment.outcome") == ("not_met" if r.get("recognition") else "met"),
}
faults = compared = 0


def fault(text):
    global faults
    faults += 1
    print(text)


def same(where, got, wanted):
    global compared
    compared += 1
    got = None if got == "" else got
    if isinstance(got, float) and isinstance(wanted, (int, float)) and math.isclose(got, wanted, rel_tol=1e-12):
        return
    if got != wanted or isinstance(got, bool):
        fault(f"{where}: {got!r} instead of {wanted!r}")


def at(record, path):
    for key in path.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def grouped(number):
    return f"{number:,}".replace(",", ".")


def percent(part, whole):
    hundredths = (20000 * part + whole) // (2 * whole)
    return f"{grouped(hundredths // 100)},{hundredths % 100:02d}%"


def ratio(part, whole):
    return f"{grouped(part)}/{grouped(whole)}" + (f" ({percent(part, whole)})" if whole else "")


def share_range(part, whole, missing):
    if not whole:
        return None
    least, most = percent(part, whole), percent(part + missing, whole)
    return least if least == most else f"{least}–{most}"


def change(before, now, column, sure):
    if before is None or now is None:
        return None
    sign = {1: "+", -1: "−", 0: ""}[(now > before) - (now < before)]
    text = f"{sign}{grouped(abs(now - before))}"
    if column.get("base") and before >= column["base"]:
        text += f" ({sign}{percent(abs(now - before), before)} của {grouped(before)})"
    if now != before and column.get("ordinary") and (now - before) ** 2 <= column["ordinary"] ** 2 * (now + before):
        text += "; dao động thường"
    return text if sure else text + "; thiếu số liệu"


def groups(summaries, key):
    """The summaries added up by the key, sorted."""
    total = {}
    for summary in summaries:
        into = total.setdefault(summary["group"].get(key), {"record": "summary", "group": {key: summary["group"].get(key)}})
        for name, figures in summary.items():
            for figure, value in figures.items() if name not in ("record", "group") else []:
                into.setdefault(name, {})[figure] = into.get(name, {}).get(figure, 0) + value
    return [total[k] for k in sorted(total)]


def value_of(record, column):
    path = column["value"]
    value = at(record, path)
    if record.get("record") == "summary" and value == 0 and at(record, path + "_missing"):
        return None
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    if column["format"] == "code" and value is not None:
        return str(value)
    return value


def expected_rows(sheet, records):
    if "groups" in sheet:
        name = sheet["class"]
        chosen = [r for r in records.get("summary", []) if name in r]
        latest = max((at(r, "group.year") for r in chosen), default=0)
        chosen = [r for r in chosen if WHERE[sheet.get("where")](r, latest)]
        return groups(chosen, sheet["groups"])
    chosen = records.get(sheet["records"], [])
    latest = max((r.get("year") or 0 for r in chosen), default=0)
    chosen = [r for r in chosen if WHERE[sheet.get("where")](r, latest)]
    if "each" in sheet:
        chosen = [{**r, "item": item} for r in chosen for item in at(r, sheet["each"]) or []]
    return chosen


def derived(column, cells, before):
    """What a column says that is computed from those to its left; `cells` by id."""
    number = lambda key: cells.get(column.get(key))
    if column["format"] == "change":
        now, sure = number("of"), True
        if "missing" in column:
            sure = not cells[column["missing"]] and before is not None and before[column["missing"]] == 0
        return change(before and before[column["of"]], now, column, sure)
    part, whole = number("part"), number("whole")
    if part is None or whole is None:
        return None
    if column["format"] == "percent":
        return part / whole if whole else None
    if column["format"] == "ratio":
        return ratio(part, whole)
    return share_range(part, whole, number("missing"))


def plain(column):
    return "value" in column and column["format"] != "text" and column["value"] not in ("number", "unit.name")


def check_rows(sheet, worksheet, table, records):
    columns, wanted = sheet["columns"], expected_rows(sheet, records)
    rows = [[cell.value for cell in row] for row in table]
    if "under" in sheet:
        rows = [row for row in rows if any(value not in (None, "") for value in row[1:])]
    if len(rows) != len(wanted):
        return fault(f"{worksheet.title}: {len(rows)} rows instead of {len(wanted)}")
    if "groups" not in sheet:  # in which order they come is not looked at here
        key = lambda values: repr([v for v, c in zip(values, columns) if plain(c)])
        made = sorted((repr([value_of(r, c) for c in columns if plain(c)]) for r in wanted))
        for got, want in zip(sorted(map(key, rows)), made):
            same(worksheet.title, got, want)
    words, before = {}, None
    for number, row in enumerate(rows):
        record, cells = wanted[number] if "groups" in sheet else None, {}
        for column, value in zip(columns, row):
            where = f"{worksheet.title}, row {number + 1}, {column['vi']}"
            if "id" in column:
                cells[column["id"]] = value
            if column.get("value") == "number":
                same(where, value, number + 1)
            elif "part" in column or "of" in column:
                same(where, value, derived(column, cells, before))
            elif record and plain(column):
                same(where, value, value_of(record, column))
            elif record and column.get("value") == "unit.name":
                same(where, value, words.setdefault(at(record, "group.unit"), value))
        before = cells
    if "groups" in sheet and len(set(words.values())) != len(words):
        fault(f"{worksheet.title}: two units have one name")
    return rows


def check_totals(sheet, worksheet, last, rows):
    if "total" not in sheet or not rows:
        return
    for index, column in enumerate(sheet["columns"]):
        if column.get("total") == "sum":
            known = [row[index] for row in rows if row[index] not in (None, "")]
            same(f"{worksheet.title}, total, {column['vi']}", worksheet.cell(last + 1, index + 1).value,
                 sum(known) if known else None)


def sheets_of(directory, name):
    with open(os.path.join(directory, name + ".yaml"), encoding="utf-8") as file:
        for sheet in yaml.load(file, yaml.CSafeLoader)["sheets"]:
            yield from sheets_of(directory, sheet["use"]) if "use" in sheet else [sheet]


def main():
    ours = openpyxl.load_workbook(sys.argv[1], data_only=True)
    theirs = openpyxl.load_workbook(sys.argv[2], data_only=True)
    tables = {}
    for name in openpyxl.load_workbook(sys.argv[1]).defined_names.definedName:
        for sheet, range_ in name.destinations if name.name.startswith("Bảng_") else []:
            tables[sheet] = range_
    records = {}
    with open(sys.argv[3], encoding="utf-8") as file:
        for record in yaml.load_all(file, yaml.CSafeLoader):
            if record:
                records.setdefault(record["record"], []).append(record)
    for worksheet in ours:
        for row in worksheet.iter_rows():
            for cell in row:
                same(f"{worksheet.title} {cell.coordinate}, recalculated",
                     theirs[worksheet.title][cell.coordinate].value, None if cell.value == "" else cell.value)
    seen = 0
    for sheet in sheets_of(sys.argv[4], "full"):
        if sheet["sheet"] not in tables:
            if sheet["sheet"] in ours.sheetnames and expected_rows(sheet, records):
                fault(f"{sheet['sheet']}: no rows")
            continue
        worksheet, table = ours[sheet["sheet"]], tables[sheet["sheet"]]
        rows = check_rows(sheet, worksheet, worksheet[table.replace("$", "")], records)
        check_totals(sheet, worksheet, int(table.rsplit("$", 1)[1]), rows)
        seen += 1
    print(f"{seen} sheets, {compared} values compared, {faults} differ")
    return faults > 0


sys.exit(main())
