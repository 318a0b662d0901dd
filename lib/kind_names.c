/* SPDX-License-Identifier: ISC */
#include "kind.h"

const struct kind *kinds_named(const struct kinds *kinds, struct text name, struct diag *diag)
{
    const struct kind *kind = kinds_find(kinds, name);
    char written[TEXT_EXCERPT];
    if (kind)
        return kind;
    const char *nearest = kinds_nearest(kinds, name);
    diag_report(diag, SEVERITY_TROUBLE, NULL, "unknown-kind", "no kind '%s'%s%s%s", text_excerpt(name, written),
                nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
    return NULL;
}
