/* pinyin_table.c - writes the table of readings that src/base/pinyin.c searches by.
 *
 *     pinyin_table > pinyin_table.h
 *
 * Of each character ICU's reading in names and its usual one, without tones, v for ü; and those
 * that ICU has neither of (as surnames, or common in names of firms). */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <unicode/ustring.h>
#include <unicode/utrans.h>

enum { FIRST = 0x4E00, LAST = 0x9FFF, READINGS = 3, MOST_SYLLABLES = 1000, LETTERS = 8 };

static const struct {
    UChar character;
    const char *reading;
} more[] = {
    {0x6734, "piao"}, {0x7F2A, "miao"}, {0x51BC, "xian"}, {0x4EC7, "qiu"},  {0x533A, "ou"},
    {0x8983, "qin"},  {0x7FDF, "zhai"}, {0x4E50, "yue"},  {0x884C, "hang"}, {0x884C, "xing"},
    {0x957F, "zhang"}, {0x957F, "chang"}, {0x91CD, "zhong"}, {0x91CD, "chong"}, {0x66FE, "zeng"},
    {0x5355, "shan"}, {0x89E3, "xie"},  {0x67E5, "zha"},  {0x76D6, "ge"},   {0x5C09, "yu"},
    {0x5BBF, "su"},   {0x8C03, "diao"}, {0x85CF, "zang"}, {0x53C2, "shen"}, {0x5EA6, "duo"},
};

static char syllables[MOST_SYLLABLES][LETTERS];
static unsigned n_syllables = 1; /* 0: none */

static unsigned number_of(const char *text)
{
    for (unsigned i = 1; i < n_syllables; i++) {
        if (strcmp(syllables[i], text) == 0) return i;
    }
    if (n_syllables == MOST_SYLLABLES || strlen(text) >= LETTERS) return 0;
    strcpy(syllables[n_syllables], text);
    return n_syllables++;
}

/* "" where it has no reading. */
static void read_as(char out[LETTERS], UTransliterator *t, UChar character)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar text[32] = {character};
    int32_t n = 1, limit = 1;
    unsigned k = 0;

    utrans_transUChars(t, text, &n, 32, 0, &limit, &e);
    for (int32_t i = 0; U_SUCCESS(e) && i < n && k < LETTERS - 1; i++) {
        if (text[i] >= 'a' && text[i] <= 'z')
            out[k++] = (char)text[i];
        else if (text[i] == 0x0308 && k > 0) /* of ü */
            out[k - 1] = 'v';
    }
    out[k] = '\0';
}

static void add(unsigned readings[READINGS], const char *text)
{
    const unsigned number = *text ? number_of(text) : 0;

    for (unsigned i = 0; number && i < READINGS; i++) {
        if (readings[i] == number) return;
        if (readings[i]) continue;
        readings[i] = number;
        return;
    }
}

static UTransliterator *open(const char *id, UErrorCode *e)
{
    UChar text[64];

    u_uastrcpy(text, id);
    return utrans_openU(text, -1, UTRANS_FORWARD, NULL, 0, NULL, e);
}

int main(void)
{
    UErrorCode e = U_ZERO_ERROR;
    UTransliterator *of_names = open("Han-Latin/Names; NFD", &e), *usual = open("Han-Latin; NFD", &e);
    char text[LETTERS];

    if (U_FAILURE(e)) {
        fprintf(stderr, "pinyin_table: %s\n", u_errorName(e));
        return 1;
    }
    puts("static const uint16_t readings_of[][3] = {");
    for (unsigned c = FIRST; c <= LAST; c++) {
        unsigned readings[READINGS] = {0};
        read_as(text, of_names, (UChar)c);
        add(readings, text);
        read_as(text, usual, (UChar)c);
        add(readings, text);
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            if (more[i].character == c) add(readings, more[i].reading);
        }
        printf("{%u,%u,%u},%s", readings[0], readings[1], readings[2], c % 8 == 7 ? "\n" : "");
    }
    puts("};\nstatic const char syllables[][8] = {\"\",");
    for (unsigned i = 1; i < n_syllables; i++)
        printf("\"%s\",%s", syllables[i], i % 12 == 0 ? "\n" : "");
    puts("};");
    utrans_close(of_names);
    utrans_close(usual);
    return 0;
}
