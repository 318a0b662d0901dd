/* SPDX-License-Identifier: ISC */
#include "today.h"

#include "text.h"

#include <stdlib.h>
#include <time.h>

bool today(struct diag *diag, const char *given, int32_t *date)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;
    if (given) {
        if (text_date(text_of(given), date))
            return true;
        diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "--date: '%s' is no date YYYY-MM-DD that exists", given);
        return false;
    }
    if (epoch && *epoch) {
        bool good = text_integer(text_of(epoch), &seconds) && seconds >= 0 && seconds < INT64_C(253402300800);
        if (good)
            *date = date_from_days(seconds / 86400);
        else
            diag_report(diag, SEVERITY_TROUBLE, NULL, "usage", "SOURCE_DATE_EPOCH: '%s' is no number of seconds",
                        epoch);
        return good;
    }
    struct tm local;
    time_t now = time(NULL);
    if (!localtime_r(&now, &local))
        return false;
    *date = date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    return true;
}
