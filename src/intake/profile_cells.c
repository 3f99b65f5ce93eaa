/* profile_cells.c - keys of a profile that say how its cells are to be read:
 * columns that hold several things, units, forms of dates, words; and what they
 * mean for a header. */
#include "intake/profile_cells.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "suyuan/limits.h"

/* ---- splits ---- */

static sy_hole_kind kind_of(sy_field f)
{
    switch (f) {
    case SY_FIELD_CARD:
    case SY_FIELD_ACCOUNT:
    case SY_FIELD_OTHER_NUMBER:
    case SY_FIELD_OTHER_CARD:
    case SY_FIELD_PAYER_NUMBER:
    case SY_FIELD_PAYEE_NUMBER:
    case SY_FIELD_SERIAL:
        return SY_HOLE_NUMBER;
    case SY_FIELD_AMOUNT:
    case SY_FIELD_BALANCE:
        return SY_HOLE_AMOUNT;
    default:
        return SY_HOLE_WORDS;
    }
}

static int hole_of(sy_slice name, sy_hole_kind *kind)
{
    const int f = sy_profile_index_of(sy_field_names, SY_FIELDS, name);
    if (f < 0) return SY_HOLE_UNKNOWN;
    *kind = kind_of((sy_field)f);
    return f;
}

static int particular_hole_of(sy_slice name, sy_hole_kind *kind)
{
    const int w = sy_profile_index_of(sy_particular_names, SY_PARTICULARS, name);
    const bool is_number = w == SY_PART_CARD || w == SY_PART_ACCOUNT || w == SY_PART_BOUND;

    if (w < 0) return SY_HOLE_UNKNOWN;
    *kind = is_number ? SY_HOLE_NUMBER : SY_HOLE_WORDS;
    return w;
}

static void read_forms(sy_profile_reader *r, sy_split *split, sy_hole_fn *hole,
                       const sy_yaml_node *list)
{
    const size_t n = sy_yaml_items(r->y, list);
    bool takes_all = false;

    if (n > SY_MOST_FORMS) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)SY_MOST_FORMS);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        const sy_slice text = sy_yaml_text(r->y, item);
        sy_form *f = &split->forms[split->n_forms];
        if (!sy_form_read(f, text, hole)) {
            sy_yaml_wrong(r->y, item, N_("\"%.*s\" is no form with {fields}"), (int)text.len,
                          text.ptr);
            continue;
        }
        split->n_forms++;
        takes_all = takes_all || sy_form_takes_all(f);
        for (size_t k = 0; k < f->n; k++) {
            if (f->parts[k].hole >= 0) split->fields |= 1ull << f->parts[k].hole;
        }
    }
    if (list && !takes_all) { /* else a cell of another form would be lost */
        sy_yaml_wrong(r->y, list, N_("the last form must take any text, as \"{other-name}\" does"));
    }
}

static void read_splits(sy_profile_reader *r, sy_profile *p, const sy_yaml_node *list)
{
    static const char *const keys[] = {"from", "as", "separator"};
    sy_hole_fn *const hole = sy_kind_has_particulars(p->kind) ? particular_hole_of : hole_of;
    const size_t n = sy_yaml_items(r->y, list);
    sy_split *splits = NULL;

    if (n == 0) return;
    if (n > SY_MOST_SPLITS) {
        sy_yaml_wrong(r->y, list, N_("more than %d items"), (int)SY_MOST_SPLITS);
        return;
    }
    splits = sy_arena_get(r->arena, n * sizeof *splits);
    if (!splits) {
        r->has_no_memory = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(r->y, list, i);
        sy_yaml_known(r->y, item, keys, 3);
        const sy_slice separator = sy_yaml_get_text(r->y, item, "separator", false);
        splits[i].separator = (sy_slice){sy_profile_read_keep(r, separator), separator.len};
        sy_profile_read_headings(r, &splits[i].headings, sy_yaml_get(r->y, item, "from", true));
        read_forms(r, &splits[i], hole, sy_yaml_get(r->y, item, "as", true));
    }
    p->splits = splits;
    p->n_splits = n;
}

bool sy_profile_split_has(const sy_profile *p, int field)
{
    uint64_t fields = 0;
    for (size_t i = 0; i < p->n_splits; i++) fields |= p->splits[i].fields;
    return fields >> field & 1;
}

/* ---- the other keys ---- */

/* {date: 1, amount: 3}: columns from 1, of a table without a header. */
static void read_positions(sy_profile_reader *r, sy_profile *p, const sy_yaml_node *columns)
{
    const size_t n = sy_yaml_pairs(r->y, columns);

    p->has_no_header = columns != NULL;
    for (size_t f = 0; f < SY_FIELDS; f++) p->position[f] = SY_NO_COLUMN;
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *key, *value;
        char digits[8] = "";
        sy_yaml_pair(r->y, columns, i, &key, &value);
        const sy_slice name = sy_yaml_text(r->y, key), number = sy_yaml_text(r->y, value);
        const int f = sy_profile_index_of(sy_field_names, SY_FIELDS, name);
        if (number.len < sizeof digits) memcpy(digits, number.ptr, number.len);
        const bool is_number = number.len > 0 && strspn(digits, "0123456789") == number.len;
        const long column = is_number ? strtol(digits, NULL, 10) : 0;
        if (f < 0) {
            sy_yaml_wrong(r->y, key, N_("\"%.*s\" is not known here"), (int)name.len, name.ptr);
        } else if (column < 1 || column > (long)SY_MAX_COLUMNS) {
            sy_yaml_wrong(r->y, value, N_("\"%.*s\" is not the number of a column"),
                          (int)number.len, number.ptr);
        } else {
            p->position[f] = (uint16_t)(column - 1);
        }
    }
}

static void read_currency(sy_profile_reader *r, sy_profile *p, const sy_yaml_node *node)
{
    char iso[4] = "CNY";
    const sy_slice text = sy_yaml_text(r->y, node);

    if (node && !sy_parse_currency(iso, text)) {
        sy_yaml_wrong(r->y, node, N_("\"%.*s\" is no currency"), (int)text.len, text.ptr);
    }
    p->currency = sy_profile_read_keep(r, sy_slice_of(iso));
}

void sy_profile_read_cells(sy_profile_reader *r, sy_profile *p)
{
    static const char *const dates[] = {"year-first", "month-day-year", "day-month-year",
                                        "month-day"};
    static const char *const units[] = {"yuan", "fen"};
    static const char *const views[] = {"ledger", "second"};
    const sy_yaml_node *root = sy_yaml_root(r->y);

    read_splits(r, p, sy_yaml_get(r->y, root, "split", false));
    read_positions(r, p, sy_yaml_get(r->y, root, "columns-by-position", false));
    p->dates = (sy_date_form)sy_profile_read_choice(r, "dates", dates, sizeof dates / sizeof *dates);
    p->is_in_fen = sy_profile_read_choice(r, "amount-unit", units, 2) == 1;
    p->is_second_view = sy_profile_read_choice(r, "view", views, 2) == 1;
    p->is_general = sy_yaml_get_bool(r->y, root, "general", false);
    p->sign_repeats = sy_yaml_get_bool(r->y, root, "sign-repeats", false);
    p->own_bank = sy_profile_read_keep(r, sy_yaml_get_text(r->y, root, "own-bank", false));
    read_currency(r, p, sy_yaml_get(r->y, root, "currency", false));
    sy_profile_read_headings(r, &p->stop_at, sy_yaml_get(r->y, root, "stop-at", false));
    sy_profile_read_headings(r, &p->name_labels, sy_yaml_get(r->y, root, "name-labels", false));
}

/* ---- headers ---- */

uint64_t sy_header_splits(const sy_profile *p, const sy_slice *cells, size_t n, sy_header_match *m,
                          bool *is_used)
{
    uint64_t found = 0;

    for (size_t i = 0; i < SY_MOST_SPLITS; i++) m->split[i] = SY_NO_COLUMN;
    for (size_t i = 0; i < p->n_splits; i++) {
        const sy_split *s = &p->splits[i];
        size_t at = n;
        for (size_t k = 0; k < s->headings.n && at == n; k++) {
            for (at = 0; at < n && !sy_slice_is(cells[at], s->headings.items[k]);) at++;
        }
        if (at == n) continue;
        m->split[i] = (uint16_t)at;
        m->hits += !is_used[at];
        is_used[at] = true;
        if (sy_kind_has_particulars(p->kind)) {
            m->particular[at] = SY_PARTICULARS; /* what it says stands in the forms */
            found |= s->fields;
            continue;
        }
        for (unsigned f = 0; f < SY_FIELDS; f++) { /* a column of its own goes first */
            if (!(s->fields >> f & 1) || m->column[f] != SY_NO_COLUMN) continue;
            m->column[f] = (uint16_t)at;
            found |= 1ull << f;
        }
    }
    return found;
}

void sy_headings_number(sy_slice *texts, char (*room)[SY_WORD_TEXT], size_t n)
{
    for (size_t i = n; i-- > 1;) { /* from behind: those before are still as they were */
        size_t same = 0;
        if (texts[i].len == 0) continue;
        for (size_t k = 0; k < i; k++) same += sy_slice_is(texts[k], texts[i]);
        if (same == 0 || texts[i].len + 6 > SY_WORD_TEXT) continue;
        texts[i].len += (size_t)sprintf(room[i] + texts[i].len, "#%zu", same + 1);
    }
}

void sy_header_by_position(const sy_profile *p, sy_header_match *match)
{
    *match = (sy_header_match){.profile = p, .id = p->id};
    memcpy(match->column, p->position, sizeof match->column);
    for (size_t i = 0; i < SY_MOST_SPLITS; i++) match->split[i] = SY_NO_COLUMN;
}

bool sy_heading_in_fen(const sy_profile *p, sy_slice heading)
{
    char folded[SY_WORD_TEXT];
    const sy_slice word = {folded, sy_word_fold(folded, sy_cell_trim(heading))};

    if (sy_slice_ends(word, SY_TEXT("(分)"))) return true;
    return p->is_in_fen && !sy_slice_ends(word, SY_TEXT("(元)"));
}

/* ---- words ---- */

static bool word_fits(sy_slice word, sy_slice text)
{
    const bool any_end = sy_slice_ends(word, SY_TEXT("*"));
    if (any_end) word.len--;
    const bool any_begin = sy_slice_starts(word, SY_TEXT("*"));
    if (any_begin) word = (sy_slice){word.ptr + 1, word.len - 1};
    if (any_begin && any_end) return sy_slice_find(text, word) < text.len;
    if (any_begin) return sy_slice_ends(text, word);
    return any_end ? sy_slice_starts(text, word) : sy_slice_is(text, word);
}

bool sy_profile_has_word(const sy_profile *p, sy_word_kind kind, sy_slice text)
{
    char folded[SY_WORD_TEXT];
    const sy_texts *words = &p->words[kind];

    if (words->n == 0) return false;
    const sy_slice word = {folded, sy_word_fold(folded, sy_cell_trim(text))};
    for (size_t i = 0; i < words->n; i++) {
        if (word_fits(words->items[i], word)) return true;
    }
    return false;
}
