/* SPDX-License-Identifier: ISC */
#include "xlsx_cells.h"

#define TABLE_LOOKS(base, is_bold, heavy, under)                                                                       \
    [(base) + XLSX_TEXT] = {XLSX_BODY_SIZE, is_bold, .bordered = true, .heavy_top = heavy, .underlined = under},       \
              [(base) + XLSX_CODE] = {XLSX_BODY_SIZE,      is_bold,                                                    \
                                      .bordered = true,    .heavy_top = heavy,                                         \
                                      .underlined = under, .align = LOOK_CENTRE,                                       \
                                      .number = "@"},                                                                  \
              [(base) + XLSX_INTEGER] = {XLSX_BODY_SIZE,      is_bold,                                                 \
                                         .bordered = true,    .heavy_top = heavy,                                      \
                                         .underlined = under, .align = LOOK_RIGHT,                                     \
                                         .number = "#,##0"},                                                           \
              [(base) + XLSX_PERCENT] = {XLSX_BODY_SIZE,      is_bold,                                                 \
                                         .bordered = true,    .heavy_top = heavy,                                      \
                                         .underlined = under, .align = LOOK_RIGHT,                                     \
                                         .number = "0.00%"},                                                           \
              [(base) + XLSX_DATE] = {XLSX_BODY_SIZE,        is_bold,                                                  \
                                      .bordered = true,      .heavy_top = heavy,                                       \
                                      .underlined = under,   .align = LOOK_CENTRE,                                     \
                                      .number = "dd/mm/yyyy"},                                                         \
              [(base) + XLSX_RATIO] = {XLSX_BODY_SIZE,      is_bold,                                                   \
                                       .bordered = true,    .heavy_top = heavy,                                        \
                                       .underlined = under, .align = LOOK_CENTRE}

const struct look_table xlsx_looks[LOOKS] = {
    TABLE_LOOKS(LOOK_CELL, false, false, false),
    TABLE_LOOKS(LOOK_TOTAL, true, true, false),
    TABLE_LOOKS(LOOK_LINK, false, false, true),
    [LOOK_GROUP] = {XLSX_BODY_SIZE, true, .bordered = true},
    [LOOK_GROUP_LINK] = {XLSX_BODY_SIZE, true, .bordered = true, .underlined = true},
    [LOOK_BACK] = {.size = 11, .underlined = true},
    [LOOK_NOTE] = {XLSX_BODY_SIZE, .italic = true},
    [LOOK_CAPTION] = {XLSX_BODY_SIZE, true, .bordered = true, .filled = true, .align = LOOK_CENTRE},
    [LOOK_SUPERIOR] = {12, .align = LOOK_CENTRE},
    [LOOK_NATION] = {12, true, .align = LOOK_CENTRE},
    [LOOK_NAME] = {XLSX_BODY_SIZE, true, .align = LOOK_CENTRE},
    [LOOK_MOTTO] = {XLSX_BODY_SIZE, true, .underlined = true, .align = LOOK_CENTRE},
    [LOOK_RULE] = {6, .align = LOOK_CENTRE},
    [LOOK_NUMBER] = {XLSX_BODY_SIZE, .align = LOOK_CENTRE},
    [LOOK_ITALIC] = {XLSX_BODY_SIZE, .italic = true, .align = LOOK_CENTRE},
    [LOOK_TITLE] = {14, true, .align = LOOK_CENTRE},
    [LOOK_LIST_TITLE] = {12, true, .italic = true},
    [LOOK_LIST] = {.size = 11},
};
