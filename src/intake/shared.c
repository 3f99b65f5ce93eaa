/* shared.c - what the readers share. A cell's raw bytes lead to its text:
 *
 *   UTF-8, or ASCII in any encoding   the text dictionary itself is asked with
 *                                     the raw bytes: what is in there is its
 *                                     own canonical form
 *   other GB18030                     a dictionary of raw bytes is asked, so that
 *                                     each distinct string is decoded once
 *
 * Only what was not found is decoded, trimmed and added. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "intake/reader.h"

enum { MOST_EXPECTED = 1 << 22 };

sy_status sy_shared_init(sy_shared *s, const sy_alloc *al, uint64_t rows, sy_err *err)
{
    /* In files of banks two rows in five bring a new text. */
    const uint64_t texts = rows / 5 * 2;
    const size_t expected = texts < MOST_EXPECTED ? (size_t)texts : MOST_EXPECTED;

    *s = (sy_shared){.al = al};
    pthread_mutex_init(&s->mutex, NULL);
    const uint64_t seed = sy_dict_seed(); /* one for all: a hash is made once */
    sy_status st = sy_dict_new(&s->texts, al, seed, expected, err);
    if (st == SY_OK) st = sy_dict_new(&s->accounts, al, seed, 0, err);
    if (st == SY_OK) st = sy_dict_new(&s->ledgers, al, seed, 0, err);
    if (st == SY_OK) st = sy_dict_new(&s->gb18030, al, seed, 0, err);
    for (size_t i = 0; i < 2 && st == SY_OK; i++) {
        s->idents[i] = sy_new_array(al, SY_IDENT_PAGES, sizeof *s->idents[i]);
        if (!s->idents[i]) st = sy_fail_nomem(err);
    }
    return st;
}

static void free_findings(const sy_alloc *al, sy_findings *f)
{
    sy_arena_dispose(&f->arena);
    sy_drop(al, f->rejects);
    sy_drop(al, f->spans);
    sy_drop(al, f->counts);
    sy_drop(al, f->totals);
    sy_drop(al, f->edges);
    sy_fingerprints_dispose(&f->fingerprints);
    sy_drop(al, f);
}

void sy_shared_shrink(sy_shared *s)
{
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; s->idents[i] && k < SY_IDENT_PAGES; k++) {
            sy_drop(s->al, atomic_load(&s->idents[i][k]));
        }
        sy_drop(s->al, s->idents[i]);
        s->idents[i] = NULL;
    }
    sy_dict_free(s->gb18030);
    s->gb18030 = NULL;
}

void sy_shared_dispose(sy_shared *s)
{
    while (s->findings) {
        sy_findings *next = s->findings->next;
        free_findings(s->al, s->findings);
        s->findings = next;
    }
    sy_shared_shrink(s);
    sy_dict_free(s->texts);
    sy_dict_free(s->accounts);
    sy_dict_free(s->ledgers);
    sy_drop(s->al, s->work);
    pthread_mutex_destroy(&s->mutex);
}

/* ---- what the workspace knows ---- */

static sy_status load_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    return sy_dict_load(((sy_shared *)ctx)->texts, id, text, err);
}

static sy_status load_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    return sy_dict_load(((sy_shared *)ctx)->accounts, id, number, err);
}

static sy_status load_ledger(void *ctx, uint32_t id, uint32_t account, sy_slice sub,
                             sy_slice currency, sy_err *err)
{
    sy_shared *s = ctx;
    sy_ledger_key key = {.account = account};
    sy_status st = sy_shared_value(s, sub, SY_TEXT_PLAIN, &key.sub, err);

    if (st == SY_OK) st = sy_shared_value(s, currency, SY_TEXT_PLAIN, &key.currency, err);
    if (st != SY_OK) return st;
    return sy_dict_load(s->ledgers, id, (sy_slice){(const char *)&key, sizeof key}, err);
}

sy_status sy_shared_load(sy_shared *s, sy_workspace *ws, sy_err *err)
{
    sy_status st = sy_facts_texts(ws, load_text, s, err);
    if (st == SY_OK) st = sy_facts_accounts(ws, load_account, s, err);
    if (st == SY_OK) st = sy_facts_ledgers(ws, load_ledger, s, err);
    return st;
}

/* Pieces of work; particulars are read apart (particulars.c). A table whose
 * lines name accounts is read from top to bottom. */
static size_t blocks_of(const sy_intake_table *t)
{
    if (t->particular) return 0;
    if (!t->plan) return 1;
    return sy_table_has_sections(t) && t->plan->n_blocks > 1 ? 1 : t->plan->n_blocks;
}

static sy_status plan(sy_shared *s, bool again, sy_err *err)
{
    const sy_found_tables *tables = s->tables;
    size_t n = 0;

    for (size_t i = 0; i < tables->n; i++) {
        if (!again || tables->items[i]->again) n += blocks_of(tables->items[i]);
    }
    sy_drop(s->al, s->work);
    s->n_work = 0;
    atomic_store(&s->next_work, 0);
    s->work = sy_new_array(s->al, n, sizeof *s->work);
    if (!s->work) return sy_fail_nomem(err);
    for (size_t i = 0; i < tables->n; i++) {
        const sy_intake_table *t = tables->items[i];
        const size_t blocks = again && !t->again ? 0 : blocks_of(t);
        for (size_t b = 0; b < blocks; b++) {
            s->work[s->n_work++] = (sy_work_piece){(uint32_t)i, (uint32_t)b};
        }
    }
    return SY_OK;
}

sy_status sy_shared_plan(sy_shared *s, const sy_found_tables *tables, sy_err *err)
{
    s->tables = tables;
    return plan(s, false, err);
}

sy_status sy_shared_plan_again(sy_shared *s, sy_err *err)
{
    return plan(s, true, err);
}

/* ---- texts ---- */

bool sy_is_ascii(sy_slice s)
{
    uint64_t high = 0, word;
    size_t i = 0;

    for (; i + 8 <= s.len; i += 8) {
        memcpy(&word, s.ptr + i, 8);
        high |= word;
    }
    for (; i < s.len; i++) high |= (unsigned char)s.ptr[i];
    return !(high & 0x8080808080808080ull);
}

sy_slice sy_utf8_of(sy_encoding encoding, sy_slice raw, sy_arena *scratch, bool *is_bad)
{
    sy_buf text;

    if (sy_is_ascii(raw)) {
        if (raw.len && memchr(raw.ptr, '\0', raw.len)) *is_bad = true;
        return raw;
    }
    if (encoding == SY_UTF8 && sy_utf8_valid_prefix(raw.ptr, raw.len) == raw.len) return raw;
    sy_buf_init(&text, NULL, 4 * raw.len + 8);
    while (raw.len > 0) { /* decodes up to a wrong byte, marks it, goes on */
        size_t before = text.len;
        if (sy_decode(&text, raw, encoding)) break;
        *is_bad = true;
        size_t done = encoding == SY_UTF8 ? text.len - before : raw.len;
        sy_buf_text(&text, "\xEF\xBF\xBD");
        if (done >= raw.len) break; /* where GB18030 went wrong is not known: the rest is lost */
        raw.ptr += done + 1;
        raw.len -= done + 1;
    }
    sy_slice made = {sy_arena_bytes(scratch, text.ptr ? text.ptr : "", text.len), text.len};
    if (sy_buf_status(&text) != SY_OK) made.ptr = NULL;
    sy_buf_dispose(&text);
    return made;
}

sy_slice sy_cell_utf8(const sy_intake_table *t, sy_slice raw, sy_arena *scratch)
{
    bool is_bad = false; /* said where the text is wanted */
    if (sy_is_ascii(raw)) return raw;
    return sy_utf8_of(t->encoding, raw, scratch, &is_bad);
}

static bool is_text(sy_slice s)
{
    return !memchr(s.ptr, '\0', s.len) && sy_utf8_valid_prefix(s.ptr, s.len) == s.len;
}

sy_status sy_shared_value(sy_shared *s, sy_slice value, sy_text_kind kind, uint32_t *text,
                          sy_err *err)
{
    *text = 0;
    /* A blank marker must never get into the dictionary: raw cells are looked
     * for there before they are asked whether they are blank. */
    if (sy_cell_is_blank(value)) return SY_OK;
    uint64_t hash = sy_dict_hash(s->texts, value);
    *text = sy_dict_find(s->texts, hash, value);
    return *text ? SY_OK : sy_dict_put(s->texts, hash, value, kind, text, err);
}

/* Trims and adds; raw is UTF-8 or may be anything when it is not proved. */
static sy_status add_text(sy_shared *s, bool is_proved, sy_slice raw, sy_text_kind kind,
                          uint32_t *text, bool *is_bad, sy_err *err)
{
    if (!is_proved && raw.len > 0 && !is_text(raw)) {
        *is_bad = true;
        return SY_OK;
    }
    return sy_shared_value(s, sy_cell_trim(raw), kind, text, err);
}

static sy_status add_gb18030(sy_shared *s, bool is_proved, sy_slice raw, uint64_t hash,
                             sy_text_kind kind, uint32_t *text, bool *is_bad, sy_err *err)
{
    sy_buf utf8;

    sy_buf_init(&utf8, NULL, 4 * raw.len + 8);
    *is_bad = !sy_decode(&utf8, raw, SY_GB18030);
    sy_status st = sy_buf_status(&utf8);
    if (st != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK && !*is_bad) {
        st = add_text(s, is_proved, (sy_slice){utf8.ptr, utf8.len}, kind, text, is_bad, err);
    }
    sy_buf_dispose(&utf8);
    if (st != SY_OK || *is_bad) return st;
    return sy_dict_put_as(s->gb18030, hash, raw, *text + 1, err);
}

const sy_dict *sy_shared_dict(const sy_shared *s, const sy_intake_table *t, sy_slice raw)
{
    return t->encoding == SY_GB18030 && !sy_is_ascii(raw) ? s->gb18030 : s->texts;
}

sy_status sy_shared_text(sy_shared *s, const sy_intake_table *t, sy_slice raw, uint64_t hash,
                         sy_text_kind kind, uint32_t *text, bool *is_bad, sy_err *err)
{
    *text = 0;
    *is_bad = false;
    if (raw.len == 0) return SY_OK;
    const sy_dict *d = sy_shared_dict(s, t, raw);
    const uint32_t known = sy_dict_find(d, hash, raw);
    if (d == s->gb18030) {
        if (!known) return add_gb18030(s, t->is_proved, raw, hash, kind, text, is_bad, err);
        *text = known - 1;
        return SY_OK;
    }
    *text = known;
    return known ? SY_OK : add_text(s, t->is_proved, raw, kind, text, is_bad, err);
}

/* ---- numbers of accounts ---- */

/* Accounts of a list of transfers are any text; only what a spreadsheet has
 * destroyed is refused. */
static sy_rule read_any(sy_slice text)
{
    sy_number number;
    const bool may_be_damaged =
        memchr(text.ptr, 'E', text.len) || memchr(text.ptr, 'e', text.len) || *text.ptr == '#';

    if (text.len > 256) return SY_ACCOUNT_NOT_AN_ACCOUNT;
    if (may_be_damaged && sy_parse_number(&number, text, false) == SY_ACCOUNT_UNRECOVERABLE) {
        return SY_ACCOUNT_UNRECOVERABLE;
    }
    return SY_FINE;
}

static sy_status look_at_ident(sy_shared *s, sy_ident *ident, uint32_t text, bool any, sy_err *err)
{
    sy_slice written = sy_dict_text(s->texts, text), number_text = written;
    uint32_t state = SY_IDENT_SEEN, number = text, sub = 0, currency = 0;
    sy_number parsed = {.len = 0};
    sy_status st = SY_OK;
    sy_rule rule = any ? read_any(written) : sy_parse_number(&parsed, written, false);

    if (any) { /* masked: as many as fit the mask */
        if (!memchr(written.ptr, '*', written.len)) state |= SY_IDENT_HOLDS;
    } else {
        number_text = (sy_slice){parsed.text, rule == SY_FINE ? parsed.len : 0};
        st = sy_shared_value(s, number_text, SY_TEXT_NUMBER, &number, err);
        const sy_slice sub_text = {parsed.sub, parsed.sub_len};
        if (st == SY_OK) st = sy_shared_value(s, sub_text, SY_TEXT_PLAIN, &sub, err);
        const sy_slice currency_text = sy_slice_of(parsed.currency);
        if (st == SY_OK) st = sy_shared_value(s, currency_text, SY_TEXT_PLAIN, &currency, err);
        if (st != SY_OK) return st;
        if (sy_counterparty_has_account(s->words, number_text, (sy_slice){"", 0})) {
            state |= SY_IDENT_HOLDS;
        }
    }
    if (rule == SY_FINE && number != 0) atomic_store(&ident->hash, sy_stable_hash(number_text));
    atomic_store(&ident->number, rule == SY_FINE ? number : 0);
    atomic_store(&ident->sub, sub);
    atomic_store(&ident->currency, currency);
    /* last, so that whoever sees it sees the rest */
    atomic_store_explicit(&ident->state, state + (uint32_t)rule, memory_order_release);
    return SY_OK;
}

sy_ident *sy_shared_ident_place(sy_shared *s, uint32_t text, bool any)
{
    _Atomic(sy_ident *) *place = &s->idents[any][text / SY_IDENT_PAGE];
    sy_ident *page = atomic_load_explicit(place, memory_order_acquire);

    if (!page) {
        pthread_mutex_lock(&s->mutex);
        page = atomic_load(place);
        if (!page) {
            page = sy_new_array(s->al, SY_IDENT_PAGE, sizeof *page);
            atomic_store_explicit(place, page, memory_order_release);
        }
        pthread_mutex_unlock(&s->mutex);
    }
    return page ? &page[text % SY_IDENT_PAGE] : NULL;
}

sy_status sy_shared_ident(sy_shared *s, uint32_t text, bool any, sy_ident **out, sy_err *err)
{
    *out = sy_shared_ident_place(s, text, any);
    if (!*out) return sy_fail_nomem(err);
    if (atomic_load_explicit(&(*out)->state, memory_order_acquire)) return SY_OK;
    if (text == 0) {
        atomic_store_explicit(&(*out)->state, SY_IDENT_SEEN, memory_order_release);
        return SY_OK;
    }
    return look_at_ident(s, *out, text, any, err);
}

sy_status sy_shared_account(sy_shared *s, sy_ident *ident, uint32_t *account, sy_err *err)
{
    *account = atomic_load_explicit(&ident->account, memory_order_relaxed);
    if (*account) return SY_OK;
    sy_slice number = sy_dict_text(s->texts, atomic_load(&ident->number));
    uint64_t hash = sy_dict_hash(s->accounts, number);
    sy_status st = sy_dict_put(s->accounts, hash, number, 0, account, err);
    if (st == SY_OK) atomic_store(&ident->account, *account);
    return st;
}

sy_status sy_shared_ledger(sy_shared *s, sy_ledger_key key, uint32_t *ledger, sy_err *err)
{
    sy_slice bytes = {(const char *)&key, sizeof key};
    uint64_t hash = sy_dict_hash(s->ledgers, bytes);

    *ledger = sy_dict_find(s->ledgers, hash, bytes);
    return *ledger ? SY_OK : sy_dict_put(s->ledgers, hash, bytes, 0, ledger, err);
}
