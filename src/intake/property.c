/* property.c - which sign a text bears, and which a row bears all in all.
 *
 * All words of the dictionary are found in one search of the folded text. Words that an
 * exclusion voids are struck out; the longest of the rest wins. A text is judged once
 * as a name and once as words: "物业" is a firm in a name, "房款" a purpose in a summary. */
#include "intake/property_dict.h"

#include "base/fold.h"

/* A text longer than FOLDED bytes is cut; HITS: more words than this in one text are
 * looked at no further (they would overlap many times). */
enum { FOLDED = 1024, HITS = 128 };

typedef struct hit {
    uint32_t term;
    size_t begin, end;
} hit;

typedef struct hits {
    hit items[HITS];
    size_t n;
} hits;

static void take_hit(void *ctx, uint32_t term, size_t begin, size_t end)
{
    hits *h = ctx;

    if (h->n < HITS) h->items[h->n++] = (hit){term, begin, end};
}

static bool is_ordinary(const sy_property_dict *d, const hit *h, uint8_t where)
{
    const sy_property_term *t = &d->terms[h->term];

    return d->signs[t->sign].asset == SY_ASSET_NONE && (t->where & where);
}

static bool is_part_of(const hit *x, const hit *h)
{
    return h->begin <= x->begin && x->end <= h->end && x->end - x->begin < h->end - h->begin;
}

/* A `not` of the sign voids it wherever it stands, an ordinary word in a name only where
 * it does not end before the sign's word begins; neither where it is a part of that word. */
static bool is_void(const sy_property_dict *d, const hits *all, const hit *h, uint8_t where)
{
    const uint16_t sign = d->terms[h->term].sign;

    for (size_t i = 0; i < all->n; i++) {
        const hit *x = &all->items[i];
        const sy_property_term *t = &d->terms[x->term];
        const bool excludes = t->where == SY_WORD_AGAINST && t->sign == sign;
        const bool shields = is_ordinary(d, x, where) &&
                             (where == SY_WORD_IN_WORDS || x->end > h->begin);
        if ((excludes || shields) && !is_part_of(x, h)) return true;
    }
    return false;
}

static bool is_better(const hit *a, const hit *b)
{
    const size_t x = a->end - a->begin, y = b->end - b->begin;

    if (x != y) return x > y;
    if (a->begin != b->begin) return a->begin > b->begin;
    return a->term < b->term;
}

static sy_property_word best_word(const sy_property_dict *d, const hits *all, uint8_t where)
{
    const hit *best = NULL, *ordinary = NULL;

    for (size_t i = 0; i < all->n; i++) {
        const hit *h = &all->items[i];
        if (!(d->terms[h->term].where & where)) continue;
        if (is_ordinary(d, h, where)) {
            if (!ordinary || is_better(h, ordinary)) ordinary = h;
        } else if (!is_void(d, all, h, where) && (!best || is_better(h, best))) {
            best = h;
        }
    }
    if (!best) best = ordinary;
    if (!best) return (sy_property_word){SY_NO_SIGN, 0};
    return (sy_property_word){d->terms[best->term].sign, (uint16_t)best->term};
}

sy_property_said sy_property_judge(const sy_property_words *words, sy_slice text)
{
    const sy_property_dict *d = (const sy_property_dict *)words;
    char folded[FOLDED];
    const sy_slice s = {folded, sy_words_fold(folded, sizeof folded, text)};
    hits all = {.n = 0};

    sy_terms_each(d->search, s, take_hit, &all);
    return (sy_property_said){best_word(d, &all, SY_WORD_IN_NAMES),
                              best_word(d, &all, SY_WORD_IN_WORDS)};
}

sy_slice sy_property_term_text(const sy_property_words *words, sy_property_word word)
{
    const sy_property_dict *d = (const sy_property_dict *)words;

    return word.sign == SY_NO_SIGN ? (sy_slice){"", 0} : d->terms[word.term].written;
}

/* ---- rows ---- */

typedef struct field {
    const char *name;
    sy_property_word word;
} field;

static const sy_property_sign *sign_of(const sy_property_words *d, const field *f)
{
    return f->word.sign == SY_NO_SIGN ? NULL : &d->signs[f->word.sign];
}

static bool is_nothing(const sy_property_sign *s)
{
    return s && s->asset == SY_ASSET_NONE;
}

static const field *first_with_sign(const field *a, const field *b)
{
    return a->word.sign != SY_NO_SIGN ? a : b;
}

sy_property_row sy_property_of_row(const sy_property_words *d, const sy_property_texts *texts,
                                   bool comes_in)
{
    const field fields[] = {{"name", texts->name.as_name},
                            {"merchant", texts->merchant.as_name},
                            {"summary", texts->summary.as_words},
                            {"note", texts->note.as_words}};
    const field *name = first_with_sign(&fields[0], &fields[1]);
    const field *said = first_with_sign(&fields[2], &fields[3]);
    sy_property_row row = {0};

    const sy_property_sign *by_name = sign_of(d, name), *by_words = sign_of(d, said);

    const bool is_ordinary_place = is_nothing(by_name) || is_nothing(sign_of(d, &fields[1]));

    if (is_ordinary_place && !comes_in) return row; /* but a school pays wages */
    if (is_nothing(by_name)) by_name = NULL;
    if (by_name && by_name->comes_in != comes_in) by_name = NULL;
    for (size_t i = 2; i < 4; i++) {
        const sy_property_sign *s = sign_of(d, &fields[i]);
        const bool is_spent = by_name && by_name->asset == SY_ASSET_CONSUMPTION;
        const bool is_other_way = s && s->comes_in != comes_in && !s->joins;
        if (!is_spent && (is_nothing(s) || is_other_way)) return row;
    }
    if (by_words && (is_nothing(by_words) || by_words->comes_in != comes_in)) by_words = NULL;
    if (!by_name && !by_words) return row;
    /* A seller of flats also takes fees, one of cars repairs them. */
    if (by_name && by_words && by_name->role == SY_BUYS && by_words->role == SY_USES) by_name = NULL;
    const field *deciding = by_name ? name : said;
    row.sign = by_name ? by_name : by_words;
    row.term = sy_property_term_text(d, deciding->word);
    row.field = deciding->name;
    row.by_name = by_name != NULL;
    row.grade = row.sign->grade;
    if (by_name && by_words && by_words->asset == by_name->asset) {
        row.other = by_words;
        if (by_words->grade < row.grade) row.grade = by_words->grade;
        if (by_name->confirmed < row.grade) row.grade = by_name->confirmed;
    }
    return row;
}
