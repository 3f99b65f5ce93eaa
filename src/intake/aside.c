/* aside.c - a payment begins with its date, so a row whose date begins with no
 * digit is looked at as a line. Rows of totals that carry a date (本月合计 of
 * account books) are known by their summary alone. */
#include "intake/aside.h"

#include <stdlib.h>

#include "intake/said.h"
#include "intake/titles.h"

/* ---- which rows ---- */

static sy_field time_field(const sy_batch *b)
{
    return sy_batch_has(b, SY_FIELD_DATE) ? SY_FIELD_DATE : SY_FIELD_TIME;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_digit(sy_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.ptr[i])) return true;
    }
    return false;
}

/* How the words of totals begin, in both encodings; 转下页 is left out, since
 * half of all summaries begin with 转. */
static bool may_open_total(sy_slice raw)
{
    static const char utf8[][4] = {"合", "总", "共", "人", "本", "累", "小",
                                   "当", "过", "承", "上", "期", "月", "日"};
    static const char gb18030[][3] = {"\xBA\xCF", "\xD7\xDC", "\xB9\xB2", "\xC8\xCB", "\xB1\xBE",
                                      "\xC0\xDB", "\xD0\xA1", "\xB5\xB1", "\xB9\xFD", "\xB3\xD0",
                                      "\xC9\xCF", "\xC6\xDA", "\xD4\xC2", "\xC8\xD5"};

    if (raw.len < 4 || raw.len > 24 || (unsigned char)*raw.ptr < 0xB1) return false;
    for (size_t i = 0; i < sizeof utf8 / sizeof *utf8; i++) {
        if (memcmp(raw.ptr, utf8[i], 3) == 0 || memcmp(raw.ptr, gb18030[i], 2) == 0) return true;
    }
    return false;
}

static bool is_total_summary(sy_batch *b, size_t i)
{
    return sy_batch_has(b, SY_FIELD_SUMMARY) && may_open_total(b->cells[SY_FIELD_SUMMARY][i]) &&
           sy_total_word(sy_batch_utf8(b, b->cells[SY_FIELD_SUMMARY][i])) != SY_LINE_OTHER;
}

bool sy_aside_may_be(sy_batch *b, size_t i)
{
    const sy_slice time = b->cells[time_field(b)][i];

    if (b->table->profile->is_transfers) return false; /* a time may be -5, and nothing is summed */
    if (time.len == 0 || !is_digit(*time.ptr)) {
        const sy_slice s = sy_cell_trim(sy_batch_utf8(b, time));
        if (s.len == 0 || !is_digit(*s.ptr)) return true;
    }
    return is_total_summary(b, i);
}

/* ---- what they say ---- */

static bool add_totals(sy_findings *out, const sy_alloc *al, const sy_totals_row *row)
{
    void *grown = out->totals;

    if (!sy_grow(al, &grown, &out->totals_capacity, out->n_totals, out->n_totals + 1,
                 sizeof *out->totals)) {
        return false;
    }
    out->totals = grown;
    out->totals[out->n_totals++] = *row;
    return true;
}

/* The sums that stand under the headings of the amounts. */
static void add_column(sy_batch *b, size_t i, sy_field f, sy_totals_row *t)
{
    const uint32_t bit = f == SY_FIELD_AMOUNT_IN ? SY_STATED_SUM_IN : SY_STATED_SUM_OUT;
    int64_t fen;

    if (!sy_batch_has(b, f) || (t->stated & bit)) return;
    if (sy_parse_amount(&fen, sy_batch_utf8(b, b->cells[f][i])) != SY_FINE || fen == INT64_MIN)
        return;
    fen = fen < 0 ? -fen : fen;
    if (f == SY_FIELD_AMOUNT_IN)
        t->sum_in = fen;
    else
        t->sum_out = fen;
    t->stated |= bit;
}

static void add_opening(sy_batch *b, size_t i, sy_totals_row *t)
{
    int64_t fen;

    if (!sy_batch_has(b, SY_FIELD_BALANCE) || (t->stated & SY_STATED_OPENING)) return;
    if (sy_parse_amount(&fen, sy_batch_utf8(b, b->cells[SY_FIELD_BALANCE][i])) != SY_FINE) return;
    t->opening = fen;
    t->stated |= SY_STATED_OPENING;
}

static bool keep(sy_slice *to, sy_findings *out, sy_slice text)
{
    *to = (sy_slice){sy_arena_bytes(&out->arena, text.ptr, text.len), text.len};
    return to->ptr != NULL;
}

static bool is_alone(const sy_slice *cells, uint32_t n)
{
    size_t filled = 0;
    for (uint32_t i = 0; i < n; i++) filled += sy_cell_trim(cells[i]).len > 0;
    return filled <= 1;
}

/* Row i is a word of totals in its summary, or in its first cell. */
static sy_line_kind kind_of(sy_batch *b, size_t i, const sy_said *said)
{
    if (said->kind != SY_LINE_OTHER && said->kind != SY_LINE_SAYS) return said->kind;
    if (!sy_batch_has(b, SY_FIELD_SUMMARY)) return said->kind;
    const sy_line_kind kind = sy_total_word(sy_batch_utf8(b, b->cells[SY_FIELD_SUMMARY][i]));
    return kind == SY_LINE_OTHER ? said->kind : kind;
}

static void refuse(sy_batch *b, size_t i, sy_line_kind kind, bool is_alone_in_row)
{
    bool has_money = false;

    switch (kind) {
    case SY_LINE_TOTAL:
    case SY_LINE_PART:
    case SY_LINE_OPENING:
        sy_batch_refuse(b, i, SY_TOTAL_LINE, time_field(b));
        return;
    case SY_LINE_SAYS:
        sy_batch_refuse(b, i, SY_TITLE_LINE, time_field(b));
        return;
    case SY_LINE_OTHER:
        break;
    }
    for (sy_field f = SY_FIELD_AMOUNT; f <= SY_FIELD_BALANCE; f++) {
        has_money = has_money || (sy_batch_has(b, f) && has_digit(b->cells[f][i]));
    }
    if (is_alone_in_row || !has_money) b->is_aside[i] = true;
}

sy_status sy_aside_read(sy_batch *b, sy_findings *out, const sy_slice *cells, uint32_t n, size_t i,
                        sy_slice *account, sy_err *err)
{
    sy_slice *texts = sy_arena_get(&b->scratch, n * sizeof *texts);
    sy_said said;

    *account = (sy_slice){"", 0};
    if (!texts) return sy_fail_nomem(err);
    for (uint32_t k = 0; k < n; k++) texts[k] = sy_batch_utf8(b, cells[k]);
    sy_line_read(&said, texts, n);
    const sy_line_kind kind = kind_of(b, i, &said);
    sy_totals_row *t = &said.totals;
    if (kind == SY_LINE_TOTAL) {
        add_column(b, i, SY_FIELD_AMOUNT_IN, t);
        add_column(b, i, SY_FIELD_AMOUNT_OUT, t);
    }
    if (kind == SY_LINE_OPENING) add_opening(b, i, t);
    const bool has_figures = t->stated & ~(uint32_t)SY_STATED_PERIOD;
    refuse(b, i, kind == SY_LINE_SAYS && has_figures ? SY_LINE_TOTAL : kind, is_alone(texts, n));
    if (b->account.len > 0 && said.account.len > 0 && !sy_slice_is(said.account, b->account) &&
        !keep(account, out, said.account)) {
        return sy_fail_nomem(err);
    }
    if (!t->stated || kind == SY_LINE_PART) return SY_OK; /* sums of a page prove nothing */
    t->source = b->table->source;
    t->row = b->number[i];
    const sy_slice whose = said.account.len > 0 ? said.account : b->account;
    if (!keep(&t->account, out, whose) || !keep(&t->currency, out, said.currency) ||
        !add_totals(out, b->shared->al, t)) {
        return sy_fail_nomem(err);
    }
    return SY_OK;
}

/* ---- names for what was refused ---- */

static bool is_header_again(sy_batch *b, size_t i, sy_field time)
{
    char found[SY_WORD_TEXT], known[SY_WORD_TEXT];
    const sy_slice heading = b->table->headings[b->table->column[time]];
    const sy_slice word = {found, sy_heading_fold(found, sy_batch_utf8(b, b->cells[time][i]))};

    return word.len && sy_slice_is(word, (sy_slice){known, sy_heading_fold(known, heading)});
}

static bool is_query_note(sy_batch *b, size_t i, sy_field time)
{
    return sy_batch_has(b, SY_FIELD_REASON) && sy_batch_has(b, SY_FIELD_AMOUNT) &&
           sy_cell_trim(sy_batch_utf8(b, b->cells[time][i])).len == 0 &&
           sy_cell_trim(b->cells[SY_FIELD_AMOUNT][i]).len == 0 &&
           sy_cell_trim(b->cells[SY_FIELD_REASON][i]).len > 0;
}

void sy_aside_name(sy_batch *b)
{
    const sy_field time = time_field(b);

    for (size_t i = 0; i < b->n; i++) {
        if (b->rule[i] == SY_FINE) continue;
        if (is_header_again(b, i, time)) {
            b->rule[i] = SY_REPEATED_HEADER;
            b->bad_field[i] = (uint8_t)time;
        } else if (is_query_note(b, i, time)) {
            b->rule[i] = SY_QUERY_NOTE;
            b->bad_field[i] = SY_FIELD_REASON;
        } else if (b->is_aside[i] &&
                   (b->rule[i] == SY_TIME_MISSING || b->rule[i] == SY_TIME_NOT_A_TIME)) {
            b->rule[i] = SY_NOTE_LINE;
        }
    }
}

/* ---- for the store ---- */

static int by_place(const void *a, const void *b)
{
    const sy_totals_row *x = a, *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static bool agrees(sy_slice a, sy_slice b)
{
    return a.len == 0 || b.len == 0 || sy_slice_is(a, b);
}

/* Figures of one account that do not contradict each other are one row. */
static bool merges(const sy_totals_row *to, const sy_totals_row *more)
{
    sy_totals_row test = *to;

    if (to->source != more->source || !agrees(to->account, more->account) ||
        !agrees(to->currency, more->currency)) {
        return false;
    }
    sy_totals_add(&test, more);
    const uint32_t both = to->stated & more->stated;
    return !((both & SY_STATED_PERIOD &&
              (to->from_day != more->from_day || to->to_day != more->to_day)) ||
             (both & SY_STATED_COUNT && to->count != more->count) ||
             (both & SY_STATED_COUNT_IN && to->count_in != more->count_in) ||
             (both & SY_STATED_COUNT_OUT && to->count_out != more->count_out) ||
             (both & SY_STATED_SUM_IN && to->sum_in != more->sum_in) ||
             (both & SY_STATED_SUM_OUT && to->sum_out != more->sum_out) ||
             (both & SY_STATED_OPENING && to->opening != more->opening) ||
             (both & SY_STATED_CLOSING && to->closing != more->closing));
}

static size_t merge(sy_totals_row *rows, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && merges(&rows[kept - 1], &rows[i])) {
            sy_totals_row *to = &rows[kept - 1];
            sy_totals_add(to, &rows[i]);
            if (to->account.len == 0) to->account = rows[i].account;
            if (to->currency.len == 0) to->currency = rows[i].currency;
        } else {
            rows[kept++] = rows[i];
        }
    }
    return kept;
}

sy_status sy_aside_totals(sy_totals_row **rows, size_t *n, const sy_found_tables *tables,
                          const sy_findings *findings, sy_arena *arena, sy_err *err)
{
    size_t most = tables->n;

    for (const sy_findings *f = findings; f; f = f->next) most += f->n_totals;
    *n = 0;
    *rows = sy_arena_get(arena, most * sizeof **rows);
    if (!*rows) return sy_fail_nomem(err);
    for (size_t i = 0; i < tables->n; i++) {
        const sy_intake_table *t = tables->items[i];
        if (!t->head.stated) continue;
        (*rows)[*n] = t->head;
        (*rows)[*n].source = t->source;
        (*rows)[*n].account = t->account;
        (*rows)[(*n)++].currency = (sy_slice){"", 0};
    }
    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < f->n_totals; i++) (*rows)[(*n)++] = f->totals[i];
    }
    if (*n) qsort(*rows, *n, sizeof **rows, by_place);
    *n = merge(*rows, *n);
    return SY_OK;
}
