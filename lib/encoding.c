/* SPDX-License-Identifier: ISC */
#include "encoding.h"

#include "syllable.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

enum { UPPER_HALF = 128, MOST_CODE_POINTS = 3, WORDS_ARE_ENOUGH = 4000, LETTERS_ARE_ENOUGH = 65536 };

enum candidate { TCVN3, VNI, VISCII, CP1258, CP1252, UTF_8, CANDIDATES };

/* The upper halves, as UTF-8; a blank for what is no letter. VNI is written with a mark behind the letter, see below.
 */
static const char *const upper_halves[] = {
    [TCVN3] = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ ĂÂÊÔƠƯĐăâêôơưđẰ     "
              "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖ"
              "ủũúụừửữứựỳỷỹýỵỐ",
    [VISCII] = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữ"
               "ẫèéêẻìíĩỉđựòó"
               "ôõỏọụùúũủýợỮ",
};

/* What CP1252 has in 0x80 to 0x9F; 0: nothing, which many programs read as the control character of that number. */
static const uint16_t windows[] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Reads octets of an encoding. */
struct decoder {
    enum candidate candidate;
    uint16_t upper[UPPER_HALF];
};

static void start_decoder(struct decoder *decoder, enum candidate candidate)
{
    static const uint8_t vietnamese_places[][2] = {{0x43, 0x02}, {0x63, 0x03}, {0x50, 0x10}, {0x70, 0x11},
                                                   {0x55, 0xA0}, {0x75, 0xA1}, {0x5D, 0xAF}, {0x7D, 0xB0}};
    static const uint16_t marks[][2] = {{0x4C, 0x300}, {0x6C, 0x301}, {0x52, 0x309}, {0x5E, 0x303}, {0x72, 0x323}};
    decoder->candidate = candidate;
    for (size_t i = 0; i < UPPER_HALF; i++)
        decoder->upper[i] = (uint16_t)(i < sizeof windows / sizeof *windows ? windows[i] : 0x80 + i);
    if (candidate == TCVN3 || candidate == VISCII) {
        struct text text = text_of(upper_halves[candidate]);
        for (size_t i = 0, at = 0; i < UPPER_HALF; i++)
            decoder->upper[i] = (uint16_t)utf8_next(text, &at);
    }
    for (size_t i = 0; i < sizeof vietnamese_places / sizeof *vietnamese_places && candidate == CP1258; i++)
        decoder->upper[vietnamese_places[i][0]] = (uint16_t)(0x100 + vietnamese_places[i][1]);
    for (size_t i = 0; i < sizeof marks / sizeof *marks && candidate == CP1258; i++)
        decoder->upper[marks[i][0]] = marks[i][1];
}

/* VNI writes Latin-1 letters behind the vowel for its marks, and others for letters that have no vowel of their own. */
static size_t read_vni(unsigned char octet, uint32_t code_points[MOST_CODE_POINTS])
{
    static const struct {
        uint8_t octet;
        uint16_t first, second;
    } table[] = {
        {0xF9, 0x301, 0},     {0xF8, 0x300, 0},     {0xFB, 0x309, 0},     {0xF5, 0x303, 0},     {0xEF, 0x323, 0},
        {0xE2, 0x302, 0},     {0xE1, 0x302, 0x301}, {0xE0, 0x302, 0x300}, {0xE5, 0x302, 0x309}, {0xE3, 0x302, 0x303},
        {0xE4, 0x302, 0x323}, {0xEA, 0x306, 0},     {0xE9, 0x306, 0x301}, {0xE8, 0x306, 0x300}, {0xFA, 0x306, 0x309},
        {0xFC, 0x306, 0x303}, {0xEB, 0x306, 0x323}, {0xF4, 0x1A1, 0},     {0xF6, 0x1B0, 0},     {0xF1, 0x111, 0},
        {0xED, 0xED, 0},      {0xEC, 0xEC, 0},      {0xE6, 0x1EC9, 0},    {0xF3, 0x129, 0},     {0xF2, 0x1ECB, 0},
        {0xEE, 0x1EF5, 0},
    };
    uint8_t lower = octet >= 0xC0 ? octet | 0x20 : octet;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].octet == lower) {
            code_points[0] = table[i].first;
            code_points[1] = table[i].second;
            return table[i].second ? 2 : 1;
        }
    code_points[0] = 0xFFFD;
    return 1;
}

static size_t read_next(const struct decoder *decoder, struct text text, size_t *at,
                        uint32_t code_points[MOST_CODE_POINTS])
{
    unsigned char octet = (unsigned char)text.bytes[*at];
    if (decoder->candidate == UTF_8) {
        code_points[0] = utf8_next(text, at);
        return 1;
    }
    ++*at;
    if (octet >= 0x80 && decoder->candidate == VNI)
        return read_vni(octet, code_points);
    code_points[0] = octet < 0x80 ? octet : decoder->upper[octet - 0x80];
    if (octet >= 0x80 && code_points[0] == ' ')
        code_points[0] = 0xFFFD;
    return 1;
}

/* How much of a text is Vietnamese: of the words that hold more than ASCII letters, and how many are syllables. */
struct score {
    size_t words, good;
    size_t signs;  /* words that hold a sign which is no letter, as `S¬n` */
    size_t weight; /* how common the letters of the good words are */
};

/* A word while it is read. */
struct word {
    struct syllable syllable;
    bool marked, lower, mixed, sign;
    uint32_t last;
    size_t weight;
};

/* Syllables come about by chance, of rare letters: `Thị xã Bỉm Sơn` in TCVN3 is `Thỡ xọ Bừm Sển` as VISCII. */
static size_t weight_of(uint32_t code_point)
{
    static const char *const common[] = {"ắằặẫẩèéễỉĩòõỏỗởúùũừửỳ", "ãăậầềểíìọóồổớờợụứữựý", "đạàáảâấôộốưịêếệơủ"};
    uint32_t lower = uc_tolower(code_point);
    for (size_t i = 0; i < sizeof common / sizeof *common && lower >= 0x80; i++) {
        struct text text = text_of(common[i]);
        for (size_t at = 0; at < text.length;)
            if (utf8_next(text, &at) == lower)
                return i + 1;
    }
    return 0;
}

static void end_word(struct word *word, struct score *score, bool case_matters)
{
    bool good = syllable_is_good(&word->syllable) && !(case_matters && word->mixed);
    score->words += word->marked;
    score->good += word->marked && good;
    score->signs += word->marked && word->sign;
    score->weight += good ? word->weight : 0;
    *word = (struct word){0};
}

/* What may stand beside a word, in running text. */
static bool parts_words(uint32_t code_point)
{
    if (code_point < 0x80)
        return !((code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z');
    return code_point == 0xA0 || code_point == 0xA7 || code_point == 0xAB || code_point == 0xB0 || code_point == 0xBB ||
           (code_point >= 0x2010 && code_point <= 0x2027);
}

static bool is_letter_octet(struct text text, size_t at)
{
    unsigned char octet = at < text.length ? (unsigned char)text.bytes[at] : ' ';
    return octet >= 0x80 || ((octet | 0x20) >= 'a' && (octet | 0x20) <= 'z');
}

/* Signs of running text, which belong to no word: `100 m²`, `50 µm`, `© 2020`, `Nº 5`; not that of `S¬n`. */
static bool is_plain_sign(struct text text, size_t from, size_t until, uint32_t code_point)
{
    static const char behind_letters[] = "\xAE\xB2\xB3\xBA";
    bool before = from > 0 && is_letter_octet(text, from - 1), behind = is_letter_octet(text, until);
    if (!((code_point >= 0xA1 && code_point <= 0xBF) || code_point == 0xD7 || code_point == 0xF7))
        return false;
    if (code_point == 0xB5)
        return !before;
    return (!before || memchr(behind_letters, (int)code_point, sizeof behind_letters - 1)) && !behind;
}

static void add_to_word(struct word *word, uint32_t code_point)
{
    bool lower = uc_is_lower(code_point), upper = uc_is_upper(code_point);
    word->mixed |= word->lower && upper; /* `thƯờng` is no word */
    word->lower |= lower;
    word->marked |= code_point >= 0x80;
    word->sign |= code_point >= 0x80 && !uc_is_alpha(code_point) && !(code_point >= 0x300 && code_point <= 0x36F);
    syllable_add(&word->syllable, code_point);
    uint32_t composed = uc_composition(word->last, code_point);
    word->weight -= composed ? weight_of(word->last) : 0;
    word->last = composed ? composed : code_point;
    word->weight += weight_of(word->last);
}

static struct score score_of(struct text text, enum candidate candidate)
{
    struct decoder decoder;
    struct score score = {0};
    struct word word = {0};
    uint32_t code_points[MOST_CODE_POINTS];
    start_decoder(&decoder, candidate);
    for (size_t at = 0; at < text.length && score.words < WORDS_ARE_ENOUGH;) {
        size_t from = at, count = read_next(&decoder, text, &at, code_points);
        for (size_t i = 0; i < count; i++)
            if (parts_words(code_points[i]) || (candidate == UTF_8 && is_plain_sign(text, from, at, code_points[i])))
                end_word(&word, &score, candidate != TCVN3); /* its capitals are small letters of another font */
            else
                add_to_word(&word, code_points[i]);
    }
    end_word(&word, &score, candidate != TCVN3);
    return score;
}

/* <0, 0, >0: the first explains a text worse, about as well, or better. */
static int compare_scores(struct score a, struct score b)
{
    if (a.good != b.good)
        return a.good > b.good ? 1 : -1;
    return a.weight * 4 > b.weight * 5 ? 1 : a.weight * 5 < b.weight * 4 ? -1 : 0;
}

/* The candidates that explain a text as well as any other, as bits; *best is the score. All words must be syllables, or
 * only most of them. Where CP1252 is no better than another it is left out: it has no letter of Vietnamese that CP1258
 * and VISCII have not in the same place. */
static unsigned likely_of(struct text text, bool all, struct score *best)
{
    unsigned likely = 0;
    *best = (struct score){0};
    for (enum candidate i = TCVN3; i <= CP1252; i++) {
        struct score score = score_of(text, i);
        int order = compare_scores(score, *best);
        bool good = score.good > 0 && (all ? score.good == score.words : score.good * 3 >= score.words * 2);
        if (!good || order < 0 || (i == CP1252 && order == 0))
            continue;
        likely = (order > 0 ? 0 : likely) | 1U << i;
        *best = score;
    }
    return likely;
}

static const struct encoding encodings[] = {
    [TCVN3] = {"TCVN3 (ABC)", "iconv -f TCVN5712-1 -t UTF-8 FILE"},
    [VNI] = {"VNI", "recode VNI..UTF-8 <FILE"},
    [VISCII] = {"VISCII", "iconv -f VISCII -t UTF-8 FILE"},
    [CP1258] = {"CP1258", "iconv -f CP1258 -t UTF-8 FILE"},
    [CP1252] = {"CP1252", "iconv -f CP1252 -t UTF-8 FILE"},
};

static const struct encoding *utf16_of(struct text text)
{
    static const struct encoding little = {"UTF-16LE", "iconv -f UTF-16LE -t UTF-8 FILE"};
    static const struct encoding big = {"UTF-16BE", "iconv -f UTF-16BE -t UTF-8 FILE"};
    size_t zeros = 0;
    if (text.length < 2)
        return NULL;
    if (memcmp(text.bytes, "\xFF\xFE", 2) == 0)
        return &little;
    if (memcmp(text.bytes, "\xFE\xFF", 2) == 0)
        return &big;
    for (size_t i = 0; i < text.length; i++)
        zeros += text.bytes[i] == '\0';
    return zeros <= text.length / 8 ? NULL : text.bytes[0] == '\0' ? &big : &little;
}

/* UTF-8 but for a few octets: other encodings make a letter of it by chance now and then. */
static bool is_damaged_utf8(struct text text)
{
    size_t letters = 0, others = 0;
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        bool ascii = (unsigned char)text.bytes[at] < 0x80;
        utf8_next(text, &at);
        letters += at - from > 1;
        others += at - from == 1 && !ascii;
    }
    return letters * 2 >= others && letters > 0;
}

const struct encoding *encoding_of(struct text text)
{
    struct score score;
    const struct encoding *utf16 = utf16_of(text);
    unsigned likely = utf16 || is_damaged_utf8(text) ? 0 : likely_of(text, false, &score);
    for (enum candidate i = TCVN3; i <= CP1252; i++)
        if (likely == 1U << i)
            return &encodings[i];
    return utf16;
}

void encoding_append_advice(struct text text, struct buffer *advice)
{
    const struct encoding *encoding = encoding_of(text);
    if (encoding) {
        buffer_printf(advice, "the text is in %s: %s", encoding->name, encoding->command);
        return;
    }
    if (is_damaged_utf8(text)) {
        buffer_puts(advice, "most of the text is: it is damaged here, write anew what stood there");
        return;
    }
    struct score score;
    unsigned likely = likely_of(text, false, &score);
    bool first = true;
    buffer_puts(advice, "in which encoding the text is, is not clear;");
    for (enum candidate i = TCVN3; i <= CP1252; i++)
        if (!likely || likely & 1U << i) {
            buffer_printf(advice, "%s %s",
                          first    ? likely ? " it may be" : " it can be"
                          : likely ? " or"
                                   : ",",
                          encodings[i].name);
            first = false;
        }
}

/* The octet that a program read as this code point, taking the text for CP1252 or Latin-1; -1 where there is none. */
static int octet_of(uint32_t code_point)
{
    if (code_point < 0x100)
        return (int)code_point;
    for (int i = 0; i < (int)(sizeof windows / sizeof *windows); i++)
        if (windows[i] == code_point)
            return 0x80 + i;
    return -1;
}

/* Letters of Latin-1 that Vietnamese does not have, and signs that stand in no running text. */
static bool is_suspicious(uint32_t code_point)
{
    static const char vietnamese[] =
        "\xC0\xC1\xC2\xC3\xC8\xC9\xCA\xCC\xCD\xD0\xD2\xD3\xD4\xD5\xD9\xDA\xDD\xE0\xE1\xE2\xE3"
        "\xE8\xE9\xEA\xEC\xED\xF2\xF3\xF4\xF5\xF9\xFA\xFD";
    return code_point >= 0x80 && code_point < 0x100 && !parts_words(code_point) &&
           !memchr(vietnamese, (int)code_point, sizeof vietnamese - 1);
}

/* The octets of a text that may be mojibake; false for one that is none: it holds letters that the mistake cannot make,
 * or nothing that is out of place. *latin1, *cp1252: whether that encoding has all of its characters. */
static bool take_back(struct text text, struct buffer *octets, bool *latin1, bool *cp1252)
{
    bool suspicious = false, after_small = false;
    int before = 0, last = 0; /* `phá»‘`: letters and quotes, and three octets of one letter */
    *latin1 = *cp1252 = true;
    for (size_t at = 0; at < text.length && at < LETTERS_ARE_ENOUGH;) {
        uint32_t code_point = utf8_next(text, &at);
        int octet = octet_of(code_point);
        if (octet < 0)
            return false;
        suspicious |= is_suspicious(code_point) || (after_small && code_point >= 0x80 && uc_is_upper(code_point));
        suspicious |= before == 0xE1 && (last == 0xBA || last == 0xBB) && octet >= 0x80 && octet < 0xC0;
        before = last;
        last = octet;
        after_small = uc_is_lower(code_point);
        *latin1 &= code_point < 0x100;
        *cp1252 &= code_point < 0x80 || code_point >= 0xA0;
        buffer_putc(octets, (char)octet);
    }
    return suspicious;
}

/* One word may be a foreign name by chance; two, or one with a sign inside, are not. A text whose words are syllables
 * as it stands is what it looks like. */
static unsigned mojibake_of(struct text text, struct text octets)
{
    struct score as_is = score_of(text, UTF_8), best;
    unsigned likely = 0;
    if (as_is.good == as_is.words && !(octets.length && memchr(octets.bytes, 0xE1, octets.length)))
        return 0;
    if (utf8_survey(octets).valid) {
        best = score_of(octets, UTF_8);
        return best.words && best.good == best.words ? 1U << UTF_8 : 0;
    }
    likely = likely_of(octets, true, &best);
    return best.good >= as_is.good + (as_is.signs ? 1 : 2) ? likely & ~(1U << CP1252) : 0;
}

/* CP1252 has nothing at 0x90, and many programs drop what they do not have, which leaves half of Đ. Whether that was
 * put right, beside other letters that are whole. */
static bool mend(struct text octets, struct buffer *mended)
{
    size_t halves = 0, whole = 0;
    for (size_t at = 0; at < octets.length;) {
        size_t from = at;
        uint32_t code_point = utf8_next(octets, &at);
        bool half = at - from == 1 && (unsigned char)octets.bytes[from] == 0xC4;
        halves += half;
        whole += at - from > 1 && code_point != 0xFFFD;
        buffer_append(mended, octets.bytes + from, at - from);
        if (half)
            buffer_putc(mended, (char)0x90);
    }
    return halves && whole && utf8_survey((struct text){mended->bytes, mended->length}).valid;
}

static const struct encoding *mojibake_named(enum candidate candidate, bool latin1, bool cp1252)
{
#define BACK(from) "iconv -f UTF-8 -t " from " FILE"
#define TAKEN(what, onward)                                                                                            \
    {                                                                                                                  \
        {what " taken for Latin-1", BACK("ISO-8859-1") onward}, {what " taken for CP1252", BACK("CP1252") onward},     \
        {                                                                                                              \
            what " taken for CP1252", NULL                                                                             \
        }                                                                                                              \
    }
    static const struct encoding table[][3] = {
        [TCVN3] = TAKEN("TCVN3 (ABC)", " | iconv -f TCVN5712-1 -t UTF-8"),
        [VNI] = TAKEN("VNI", " | recode VNI..UTF-8"),
        [VISCII] = TAKEN("VISCII", " | iconv -f VISCII -t UTF-8"),
        [CP1258] = TAKEN("CP1258", " | iconv -f CP1258 -t UTF-8"),
        [UTF_8] = TAKEN("UTF-8", ""),
    };
#undef TAKEN
#undef BACK
    return &table[candidate][latin1 ? 0 : cp1252 ? 1 : 2];
}

/* U+FFFD is what programs put in the place of octets that they could not read. */
static bool has_replacement(struct text text)
{
    return text.length && memmem(text.bytes, text.length, "\xEF\xBF\xBD", 3);
}

const struct encoding *encoding_of_mojibake(struct text text)
{
    static const struct encoding replaced = {"text in another encoding taken for UTF-8", NULL};
    struct buffer octets = {0}, mended = {0};
    bool latin1 = false, cp1252 = false, ascii = true;
    unsigned likely = 0;
    for (size_t i = 0; i < text.length && ascii; i++)
        ascii = (unsigned char)text.bytes[i] < 0x80;
    if (!ascii && take_back(text, &octets, &latin1, &cp1252))
        likely = mojibake_of(text, (struct text){octets.bytes, octets.length});
    if (octets.length && !likely && mend((struct text){octets.bytes, octets.length}, &mended)) {
        likely = mojibake_of(text, (struct text){mended.bytes, mended.length});
        latin1 = cp1252 = false;
    }
    buffer_free(&octets);
    buffer_free(&mended);
    for (enum candidate i = TCVN3; i < CANDIDATES; i++)
        if (likely == 1U << i)
            return mojibake_named(i, latin1, cp1252);
    return has_replacement(text) ? &replaced : NULL;
}

bool encoding_append_mojibake(struct text text, struct buffer *advice)
{
    const struct encoding *wrong = encoding_of_mojibake(text);
    if (!wrong)
        return false;
    if (wrong->command)
        buffer_printf(advice, "%s; if all of the file is: %s", wrong->name, wrong->command);
    else
        buffer_printf(advice, "%s" ENCODING_LETTERS_LOST, wrong->name);
    return true;
}
