/* SPDX-License-Identifier: ISC */
#include "xlsx.h"

#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#define BOOK "book.xlsx"
#define AGAIN "again.xlsx"

static const struct xlsx_options options = {.title = "Báo cáo", .author = "Bỉm Sơn", .created = 1530316800};

static const struct xlsx_heading heading = {
    .parent = "CẤP TRÊN",
    .issuer = "CƠ QUAN",
    .nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    .motto = "Độc lập - Tự do - Hạnh phúc",
    .number = "Số: 1",
    .place_date = "Bỉm Sơn, ngày 30 tháng 6 năm 2018",
    .title = "TỔNG HỢP",
    .subtitle = "(Kèm theo)",
};

static const struct xlsx_column columns[] = {
    {.caption = "Mã", .format = XLSX_CODE, .width = 6},
    {.caption = "Tổng số", .group = "Số hộ", .format = XLSX_INTEGER, .width = 4},
    {.caption = "Tỷ lệ", .group = "Số hộ", .format = XLSX_PERCENT},
    {.caption = "Ngày", .format = XLSX_DATE},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct xlsx_sheet_spec spec = {
    .name = "Khu dân cư", .footer = "Trang {page}", .heading = &heading, .columns = columns, .column_count = COLUMNS};

/* What was reported, as text. */
static struct buffer messages;
static struct diag diag;

static int set_up(void **state)
{
    (void)state;
    buffer_clear(&messages);
    diag = (struct diag){.program = "test", .copy = &messages};
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buffer_free(&messages);
    unlink(BOOK);
    unlink(AGAIN);
    return 0;
}

/* One part of the workbook, NUL-terminated; the caller frees it. */
static char *part(const char *name)
{
    struct buffer command = {0}, content = {0};
    char bytes[4096];
    buffer_printf(&command, "unzip -p " BOOK " '%s'", name);
    FILE *pipe = popen(buffer_text(&command), "r");
    assert_non_null(pipe);
    for (size_t length; (length = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        buffer_append(&content, bytes, length);
    assert_int_equal(pclose(pipe), 0);
    buffer_free(&command);
    char *text = mem_copy(content.bytes, content.length);
    buffer_free(&content);
    return text;
}

static void expect_in(const char *name, const char *const *wanted, size_t count)
{
    char *text = part(name);
    for (size_t i = 0; i < count; i++)
        if (!strstr(text, wanted[i]))
            fail_msg("%s lacks %s", name, wanted[i]);
    free(text);
}

static void expect_message(const char *text)
{
    if (!strstr(buffer_text(&messages), text))
        fail_msg("the message is: %s", buffer_text(&messages));
    assert_int_equal(diag.status, STATUS_TROUBLE);
    assert_ptr_equal(strchr(messages.bytes, '\n'), messages.bytes + messages.length - 1); /* one message */
}

#define TEXT(string)                                                                                                   \
    {                                                                                                                  \
        .kind = XLSX_CELL_TEXT, .text = { string, sizeof(string) - 1 }                                                 \
    }

/* A workbook with something of everything. */
static bool write_all(const char *path)
{
    static const char *const labels[] = {"a", "b"}, *const recipients[] = {"- Như trên;", "- Lưu."};
    static const double numbers[] = {3, NAN};
    struct xlsx *book = xlsx_create(path, &options, &diag);
    struct xlsx_sheet *sheet = xlsx_add_sheet(book, &spec, &diag);
    char from[XLSX_REFERENCE_SIZE];
    size_t first = xlsx_next_row(sheet);
    assert_int_equal(first, xlsx_first_row(sheet));
    xlsx_row(sheet,
             (struct xlsx_cell[]){{.kind = XLSX_CELL_CODE, .text = text_of("007")},
                                  {.kind = XLSX_CELL_INTEGER, .number = 1234567},
                                  {.kind = XLSX_CELL_PERCENT, .number = 1, .whole = 4},
                                  {.kind = XLSX_CELL_DATE, .date = 20180630}},
             4, XLSX_ROW_NORMAL, &diag);
    xlsx_row(sheet, (struct xlsx_cell[]){TEXT("a & b <_x0041_>"), {.kind = XLSX_CELL_PERCENT, .number = 1}}, 2,
             XLSX_ROW_NORMAL, &diag);
    assert_string_equal(xlsx_reference(first, 1, from), "B11");
    xlsx_row(sheet,
             (struct xlsx_cell[]){TEXT("Cộng"),
                                  {.kind = XLSX_CELL_FORMULA, .formula = "=SUM(B11:B12)", .value = 1234567},
                                  {.kind = XLSX_CELL_FORMULA, .formula = "=IF(B13=0,\"\",1)", .value = NAN}},
             3, XLSX_ROW_TOTAL, &diag);
    xlsx_row(sheet, (struct xlsx_cell[]){TEXT("Ghi chú")}, 1, XLSX_ROW_NOTE, &diag);
    struct xlsx_series series = {.name = "Số hộ",
                                 .categories = {first, 0, first + 1, 0},
                                 .values = {first, 1, first + 1, 1},
                                 .labels = labels,
                                 .numbers = numbers};
    xlsx_chart(sheet, &(struct xlsx_chart_spec){.title = "Đồ thị", .series = &series, .series_count = 1}, &diag);
    xlsx_signature(sheet,
                   &(struct xlsx_signature){.recipients_title = "Nơi nhận:",
                                            .recipients = recipients,
                                            .recipient_count = 2,
                                            .office = "KT. TRƯỞNG\nPHÓ",
                                            .name = "Nguyễn Văn A"},
                   &diag);
    return xlsx_close(book, &diag);
}

static void cells_have_their_types_and_values(void **state)
{
    static const char *const wanted[] = {
        "t=\"inlineStr\"><is><t>007</t>",
        "<v>1234567</v>",
        "<v>0.25</v>",
        "<v>43281</v>",
        "<t>a &amp; b &lt;_x005F_x0041_&gt;</t>",
        "<f>SUM(B11:B12)</f><v>1234567</v>",
        "t=\"str\"><f>IF(B13=0,\"\",1)</f><v></v>", /* a formula whose result is the empty text */
    };
    (void)state;
    assert_true(write_all(BOOK));
    assert_int_equal(messages.length, 0);
    expect_in("xl/worksheets/sheet1.xml", wanted, sizeof wanted / sizeof *wanted);
}

static void the_page_is_set(void **state)
{
    static const char *const wanted[] = {
        "<pageSetUpPr fitToPage=\"1\"/>",
        "fitToHeight=\"0\"",
        "paperSize=\"9\"",
        "orientation=\"portrait\"",
        "<pageMargins left=\"1.1811",
        "<pane ySplit=\"10\" topLeftCell=\"A11\"",
        "<autoFilter ref=\"A10:D12\"/>",
        "numberStoredAsText=\"1\"",
        "<mergeCell ref=\"A9:A10\"/>",
        "<mergeCell ref=\"B9:C9\"/>",
        "<oddFooter>&amp;C&amp;\"Times New Roman,Regular\"&amp;12 Trang &amp;P</oddFooter>",
        "ht=\"19.5\"",
    };
    static const char *const names[] = {"'Khu dân cư'!$9:$10", "<sheet name=\"Khu dân cư\""};
    (void)state;
    assert_true(write_all(BOOK));
    expect_in("xl/worksheets/sheet1.xml", wanted, sizeof wanted / sizeof *wanted);
    expect_in("xl/workbook.xml", names, 2);
}

static void narrow_columns_grow_with_their_numbers(void **state)
{
    double width = 0;
    (void)state;
    assert_true(write_all(BOOK));
    char *text = part("xl/worksheets/sheet1.xml"), *column = strstr(text, "<col min=\"2\" max=\"2\" width=\"");
    assert_non_null(column);
    width = strtod(column + strlen("<col min=\"2\" max=\"2\" width=\""), NULL);
    free(text);
    assert_true(width > 9 * 13 / 12.0); /* 1.234.567 in the larger font */
}

static void charts_carry_their_data(void **state)
{
    static const char *const wanted[] = {
        "<c:strCache><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>a</c:v>",
        "<c:f>'Khu dân cư'!$B$11:$B$12</c:f>",
        "<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>3</c:v></c:pt></c:numCache>", /* the gap is left out */
        "Times New Roman",
    };
    (void)state;
    assert_true(write_all(BOOK));
    expect_in("xl/charts/chart1.xml", wanted, 4);
}

static void the_same_input_gives_the_same_bytes(void **state)
{
    (void)state;
    assert_true(write_all(BOOK));
    sleep(2); /* the clock of archives ticks every second time */
    assert_true(write_all(AGAIN));
    assert_int_equal(system("cmp " BOOK " " AGAIN), 0);
}

static void names_are_made_legal(void **state)
{
    struct xlsx *book = xlsx_create(BOOK, &options, &diag);
    struct xlsx_sheet_spec other = spec;
    (void)state;
    assert_string_equal(xlsx_sheet_name(xlsx_add_sheet(book, &spec, &diag)), "Khu dân cư");
    other.name = "KHU DÂN CƯ";
    assert_string_equal(xlsx_sheet_name(xlsx_add_sheet(book, &other, &diag)), "KHU DÂN CƯ (2)");
    other.name = "a/b";
    assert_string_equal(xlsx_sheet_name(xlsx_add_sheet(book, &other, &diag)), "a-b");
    assert_true(xlsx_close(book, &diag));
}

/* One cell that cannot be written spoils the workbook, with one message. */
static void refuse(const struct xlsx_cell *cell, const char *message)
{
    struct xlsx *book = xlsx_create(BOOK, &options, &diag);
    struct xlsx_sheet *sheet = xlsx_add_sheet(book, &spec, &diag);
    assert_false(xlsx_row(sheet, cell, 1, XLSX_ROW_NORMAL, &diag));
    assert_false(xlsx_row(sheet, NULL, 0, XLSX_ROW_NORMAL, &diag));
    assert_false(xlsx_close(book, &diag));
    expect_message(message);
    set_up(NULL);
}

static void bad_cells_are_refused(void **state)
{
    (void)state;
    refuse(&(struct xlsx_cell)TEXT("\xC3("), "not UTF-8");
    refuse(&(struct xlsx_cell)TEXT("a\x07"), "control character");
    refuse(&(struct xlsx_cell){.kind = XLSX_CELL_INTEGER, .number = INT64_MAX}, "too large");
    refuse(&(struct xlsx_cell){.kind = XLSX_CELL_DATE, .date = 20180230}, "a date does not exist");
    refuse(&(struct xlsx_cell){.kind = XLSX_CELL_DATE, .date = 19000228}, "before 1900-03-01");
    refuse(&(struct xlsx_cell){.kind = XLSX_CELL_FORMULA, .formula = "1"}, "does not begin with =");
    refuse(&(struct xlsx_cell){.kind = XLSX_CELL_FORMULA, .formula = "=1/0", .value = INFINITY}, "infinite");
    refuse(&(struct xlsx_cell){.kind = XLSX_CELL_FORMULA, .formula = "=\"\xFF\""}, "not UTF-8");
}

static void rows_must_fit_their_sheet(void **state)
{
    struct xlsx_cell cells[COLUMNS + 1] = {{.kind = XLSX_CELL_BLANK}};
    struct xlsx *book = xlsx_create(BOOK, &options, &diag);
    (void)state;
    assert_false(xlsx_row(xlsx_add_sheet(book, &spec, &diag), cells, COLUMNS + 1, XLSX_ROW_NORMAL, &diag));
    expect_message("more cells than its sheet has columns");
    xlsx_discard(book);
}

static void sheets_must_have_columns(void **state)
{
    struct xlsx *book = xlsx_create(BOOK, &options, &diag);
    (void)state;
    assert_null(xlsx_add_sheet(book, &(struct xlsx_sheet_spec){.name = "x"}, &diag));
    assert_false(xlsx_row(NULL, NULL, 0, XLSX_ROW_NORMAL, &diag));
    assert_false(xlsx_close(book, &diag));
    expect_message("1 to 1024 columns");
}

static void a_workbook_must_have_a_sheet(void **state)
{
    (void)state;
    assert_false(xlsx_close(xlsx_create(BOOK, &options, &diag), &diag));
    expect_message("no sheet");
}

static void charts_must_have_straight_ranges(void **state)
{
    struct xlsx *book = xlsx_create(BOOK, &options, &diag);
    struct xlsx_sheet *sheet = xlsx_add_sheet(book, &spec, &diag);
    struct xlsx_series series = {.categories = {1, 1, 2, 2}, .values = {1, 1, 2, 1}};
    (void)state;
    assert_false(xlsx_chart(sheet, &(struct xlsx_chart_spec){.series = &series, .series_count = 1}, &diag));
    expect_message("not a row or a column");
    xlsx_discard(book);
}

static void places_that_cannot_be_written_are_reported(void **state)
{
    (void)state;
    assert_null(xlsx_create("no/such/place.xlsx", &options, &diag));
    expect_message("cannot be opened");
    set_up(NULL);
    assert_null(xlsx_create(BOOK, &(struct xlsx_options){.directory = "no/such/place"}, &diag));
    expect_message("temporary files");
    xlsx_discard(NULL);
}

/* libxlsxwriter calls a workbook good whose temporary files could not be written: the reading back must not. */
static void a_cut_workbook_is_not_called_good(void **state)
{
    struct rlimit before, small = {.rlim_cur = 16 * 1024};
    struct xlsx_cell cell = TEXT("Phường Ba Đình, thị xã Bỉm Sơn, tỉnh Thanh Hóa");
    (void)state;
    struct xlsx *book = xlsx_create(BOOK, &options, &diag);
    struct xlsx_sheet *sheet = xlsx_add_sheet(book, &spec, &diag);
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    for (int i = 0; i < 1000; i++)
        assert_true(xlsx_row(sheet, &cell, 1, XLSX_ROW_NORMAL, &diag));
    bool done = xlsx_close(book, &diag);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(done);
    expect_message("read back");
}

#define IT(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IT(cells_have_their_types_and_values),
        IT(the_page_is_set),
        IT(narrow_columns_grow_with_their_numbers),
        IT(charts_carry_their_data),
        IT(the_same_input_gives_the_same_bytes),
        IT(names_are_made_legal),
        IT(bad_cells_are_refused),
        IT(rows_must_fit_their_sheet),
        IT(sheets_must_have_columns),
        IT(a_workbook_must_have_a_sheet),
        IT(charts_must_have_straight_ranges),
        IT(places_that_cannot_be_written_are_reported),
        IT(a_cut_workbook_is_not_called_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
