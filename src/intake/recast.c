/* recast.c - cells that are not simply what their column says: several things
 * in one cell, a day that stands in for another, the two sides of a payment as
 * payer and payee, the card that a wallet's row was paid from.
 *
 * A field that comes about here has the column of the cell that it comes from
 * (sy_table_derive in tables.c), so that a reject names that column. */
#include "intake/batch.h"

static void move_cell(sy_batch *b, sy_field to, sy_field from, size_t i)
{
    b->cells[to][i] = b->cells[from][i];
    b->kinds[to][i] = b->kinds[from][i];
}

static void clear_cell(sy_batch *b, sy_field f, size_t i)
{
    b->cells[f][i] = (sy_slice){"", 0};
    b->kinds[f][i] = SY_CELL_EMPTY;
}

static bool is_blank(const sy_batch *b, sy_field f, size_t i)
{
    return sy_cell_is_blank(sy_cell_trim(b->cells[f][i]));
}

/* ---- several things in one cell ---- */

/* Does a field come from this split, and not from a column of its own? */
static bool is_from(const sy_batch *b, size_t split, unsigned f)
{
    const sy_split *s = &b->table->profile->splits[split];
    return s->fields >> f & 1 && b->table->column[f] == b->table->split[split];
}

static void take_apart(sy_batch *b, size_t split, sy_slice cell, size_t i)
{
    const sy_split *s = &b->table->profile->splits[split];
    sy_slice found[SY_FORM_PARTS];
    size_t k = 0;

    for (unsigned f = 0; f < SY_FIELDS; f++) {
        if (is_from(b, split, f)) clear_cell(b, (sy_field)f, i);
    }
    if (sy_cell_is_blank(sy_cell_trim(cell))) return;
    while (k < s->n_forms && !sy_form_match(&s->forms[k], cell, found)) k++;
    for (size_t part = 0; k < s->n_forms && part < s->forms[k].n; part++) {
        const int f = s->forms[k].parts[part].hole;
        if (f < 0 || !is_from(b, split, (unsigned)f)) continue;
        b->cells[f][i] = found[part];
        b->kinds[f][i] = SY_CELL_TEXT;
    }
}

static void split_column(sy_batch *b, size_t split)
{
    unsigned any = 0; /* a field that has the whole cell as yet */

    while (any < SY_FIELDS && !is_from(b, split, any)) any++;
    if (any == SY_FIELDS) return;
    for (size_t i = 0; i < b->n; i++) take_apart(b, split, b->cells[any][i], i);
}

void sy_batch_split(sy_batch *b)
{
    const sy_intake_table *t = b->table;

    for (size_t k = 0; k < t->profile->n_splits; k++) {
        if (t->split[k] != SY_NO_COLUMN) split_column(b, k);
    }
    if (!sy_batch_has(b, SY_FIELD_BOOKED)) return;
    for (size_t i = 0; i < b->n; i++) {
        if (is_blank(b, SY_FIELD_DATE, i)) move_cell(b, SY_FIELD_DATE, SY_FIELD_BOOKED, i);
    }
}

/* ---- two sides ---- */

void sy_batch_sides(sy_batch *b)
{
    static const struct {
        sy_field payer, payee, own, other; /* SY_FIELDS: kept in the original only */
    } sides[] = {
        {SY_FIELD_PAYER_NUMBER, SY_FIELD_PAYEE_NUMBER, SY_FIELD_ACCOUNT, SY_FIELD_OTHER_NUMBER},
        {SY_FIELD_PAYER_NAME, SY_FIELD_PAYEE_NAME, SY_FIELD_HOLDER, SY_FIELD_OTHER_NAME},
        {SY_FIELD_PAYER_CARD, SY_FIELD_PAYEE_CARD, SY_FIELD_POCKET, SY_FIELD_OTHER_CARD},
        {SY_FIELD_PAYER_BANK, SY_FIELD_PAYEE_BANK, SY_FIELDS, SY_FIELD_OTHER_BANK},
    };

    for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
        const bool has_payer = sy_batch_has(b, sides[s].payer);
        const bool has_payee = sy_batch_has(b, sides[s].payee);
        if (!has_payer && !has_payee) continue;
        for (size_t k = 0; k < b->n_live; k++) {
            const size_t i = b->live[k];
            const bool goes_out = b->word[i] != SY_DIRECTION_IN;
            const sy_field own = goes_out ? sides[s].payer : sides[s].payee;
            const sy_field other = goes_out ? sides[s].payee : sides[s].payer;
            if (sides[s].own == SY_FIELDS) {
            } else if (sy_batch_has(b, own)) {
                move_cell(b, sides[s].own, own, i);
            } else {
                clear_cell(b, sides[s].own, i);
            }
            if (sy_batch_has(b, other))
                move_cell(b, sides[s].other, other, i);
            else
                clear_cell(b, sides[s].other, i);
        }
    }
}

/* ---- pockets of a wallet ---- */

bool sy_batch_says(sy_batch *b, size_t i, sy_word_kind kind)
{
    static const sy_field fields[] = {SY_FIELD_TYPE, SY_FIELD_SUMMARY};

    if (b->table->profile->words[kind].n == 0) return false;
    for (size_t k = 0; k < 2; k++) {
        if (!sy_batch_has(b, fields[k])) continue;
        const sy_slice text = sy_batch_utf8(b, b->cells[fields[k]][i]);
        if (sy_profile_has_word(b->table->profile, kind, text)) return true;
    }
    return false;
}

static bool has_number(sy_slice text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
    return digits >= 12 && digits + 4 >= text.len;
}

/* "经" (by way of) keeps the card from being taken for a number of the account. */
static sy_status pocket_text(sy_batch *b, sy_slice name, uint32_t *text, sy_err *err)
{
    const sy_slice via = SY_TEXT("经");
    char *out = sy_arena_get(&b->scratch, via.len + name.len);

    if (!out) return sy_fail_nomem(err);
    memcpy(out, via.ptr, via.len);
    memcpy(out + via.len, name.ptr, name.len);
    return sy_shared_value(b->shared, (sy_slice){out, via.len + name.len}, SY_TEXT_PLAIN, text,
                           err);
}

/* Money between the wallet and a card moves in the wallet: the card is the other side. */
static void set_other_side(sy_batch *b, size_t i)
{
    const sy_slice cell = sy_cell_trim(b->cells[SY_FIELD_POCKET][i]);
    const sy_field to = has_number(cell) ? SY_FIELD_OTHER_NUMBER : SY_FIELD_OTHER_BANK;

    if (is_blank(b, to, i)) move_cell(b, to, SY_FIELD_POCKET, i);
}

static void clear_derived(sy_batch *b, sy_field f)
{
    if (b->table->column[f] != b->table->column[SY_FIELD_POCKET]) return;
    for (size_t i = 0; i < b->n; i++) clear_cell(b, f, i);
}

sy_status sy_batch_pockets(sy_batch *b, sy_err *err)
{
    sy_slice before = {"", 0};
    uint32_t pocket = 0;

    memset(b->pocket, 0, b->n * sizeof *b->pocket);
    if (!sy_batch_has(b, SY_FIELD_POCKET)) return SY_OK;
    clear_derived(b, SY_FIELD_OTHER_NUMBER);
    clear_derived(b, SY_FIELD_OTHER_BANK);
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        const sy_slice name = sy_cell_trim(sy_batch_utf8(b, b->cells[SY_FIELD_POCKET][i]));
        if (sy_cell_is_blank(name)) continue;
        if (sy_batch_says(b, i, SY_WORD_BETWEEN)) {
            set_other_side(b, i);
            continue;
        }
        if (!sy_slice_is(name, before)) {
            const bool is_main = sy_profile_has_word(b->table->profile, SY_WORD_MAIN_POCKET, name);
            sy_status st = SY_OK;
            pocket = 0;
            if (!is_main) st = pocket_text(b, name, &pocket, err);
            if (st != SY_OK) return st;
            before = name;
        }
        b->pocket[i] = pocket;
    }
    return SY_OK;
}
