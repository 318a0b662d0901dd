/* SPDX-License-Identifier: ISC */
#include "syllable.h"

#include <string.h>
#include <unicase.h>
#include <uninorm.h>

enum { GRAVE = 0x300, ACUTE = 0x301, TILDE = 0x303, HOOK_ABOVE = 0x309, DOT_BELOW = 0x323 };

static char digit_of_mark(uint32_t mark)
{
    return mark == 0x302 ? '6' : mark == 0x31B ? '7' : mark == 0x306 ? '8' : '\0';
}

static void add_letter(struct syllable *syllable, char letter)
{
    if (syllable->length + 1 < SYLLABLE_LONGEST)
        syllable->letters[syllable->length++] = letter;
    else
        syllable->odd = true;
}

static void add_mark(struct syllable *syllable, uint32_t mark)
{
    char digit = digit_of_mark(mark);
    bool tone = mark == GRAVE || mark == ACUTE || mark == TILDE || mark == HOOK_ABOVE || mark == DOT_BELOW;
    bool bare = syllable->length > 0 && syllable->letters[syllable->length - 1] > '9';
    if (digit && bare)
        add_letter(syllable, digit);
    else if (tone && !syllable->tone && syllable->length > 0)
        syllable->tone = mark;
    else
        syllable->odd = true;
}

void syllable_add(struct syllable *syllable, uint32_t code_point)
{
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    uint32_t lower = uc_tolower(code_point);
    if (lower >= 'a' && lower <= 'z') {
        add_letter(syllable, (char)lower);
    } else if (lower == 0x111 || lower == 0xF0) { /* eth is often put for it */
        add_letter(syllable, 'd');
        add_letter(syllable, '9');
    } else if (code_point >= 0x300 && code_point <= 0x36F) {
        add_mark(syllable, code_point);
    } else if (uc_canonical_decomposition(lower, parts) == 2) {
        syllable_add(syllable, parts[0]);
        add_mark(syllable, parts[1]);
    } else {
        syllable->odd = true;
    }
}

/* Whether the word stands in a list of words, each between blanks. */
static bool is_one_of(const char *word, size_t length, const char *list)
{
    for (const char *at = list; *at; at += strcspn(at, " ") + 1)
        if (strcspn(at, " ") == length && strncmp(at, word, length) == 0)
            return true;
    return false;
}

static bool is_rime(const struct syllable *syllable, size_t from)
{
    static const char open[] =
        "a ai ao au ay a6u a6y e eo e6 e6u i ia ie6u iu o oa oai oao oay oe oeo oi o6 o6i o7 o7i "
        "u ua ua6y ue6 ui uo6i uy uya uyu uo7 u7 u7a u7i u7o7i u7o7u u7u y ye6u uao uai uay ";
    static const char closed[] =
        "a a6 a8 e e6 i ie6 o oa oa8 oe oo o6 o7 u ua ua8 ua6 ue ue6 uo6 uy uye6 u7 u7o7 y ye6 ";
    static const char *const codas[] = {"ch", "nh", "ng", "c", "p", "t", "m", "n"};
    enum { STOPS_TO = 6 };
    const char *rime = syllable->letters + from;
    size_t length = syllable->length - from;
    if (length == 0 || is_one_of(rime, length, open))
        return length > 0;
    for (size_t i = 0; i < sizeof codas / sizeof *codas; i++) {
        size_t tail = strlen(codas[i]);
        bool stop = i < STOPS_TO && i != 1 && i != 2, tone = syllable->tone == ACUTE || syllable->tone == DOT_BELOW;
        if (length > tail && strncmp(rime + length - tail, codas[i], tail) == 0)
            return (!stop || tone) && is_one_of(rime, length - tail, closed);
    }
    return false;
}

bool syllable_is_good(const struct syllable *syllable)
{
    static const char onsets[] = "b c ch d d9 g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x ";
    if (syllable->odd || syllable->length == 0)
        return false;
    if (is_rime(syllable, 0))
        return true;
    for (size_t onset = 1; onset <= 3 && onset < syllable->length; onset++)
        if (is_one_of(syllable->letters, onset, onsets) && is_rime(syllable, onset))
            return true;
    return is_one_of(syllable->letters, syllable->length, "gi "); /* gì */
}
