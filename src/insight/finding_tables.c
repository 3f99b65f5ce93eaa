/* finding_tables.c - is a snapshot still what it would be? If not: one scene for all that
 * are wanted, and each table's rows.
 *
 * Sentences are Chinese whoever asks: a table is data for queries, and two runs in two
 * languages must see the same. */
#include "insight/finding_tables.h"

#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "identifier/name.h"
#include "insight/finding_parts.h"
#include "intake/property.h"
#include "ledger/stamp.h"
#include "ledger/tables.h"

enum { FORM = 2 }; /* of the tables: another one makes them anew */

/* ---- what a snapshot rests on ---- */

static sy_status weights_digest(char hex[SY_DIGEST_TEXT], sy_err *err)
{
    char *folder = NULL, *path = NULL;
    sy_status st = sy_data_folder(&folder, err);

    if (st == SY_OK) path = sy_path_join(NULL, folder, "dict/weights.yaml");
    if (st == SY_OK) st = path ? sy_digest_file(hex, SY_SHA256, path, err) : sy_fail_nomem(err);
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st;
}

static sy_status stamp_of(char stamp[SY_DIGEST_TEXT], sy_workspace *ws, sy_err *err)
{
    char weights[SY_DIGEST_TEXT];
    uint64_t numbers[3] = {FORM, 0, 0};
    sy_digest d = {0};
    sy_status st = sy_case_stamp(&numbers[1], ws, err);

    if (st == SY_OK) st = sy_finding_words_said(ws, &numbers[2], err);
    if (st == SY_OK) st = weights_digest(weights, err);
    if (st == SY_OK) st = sy_digest_begin(&d, SY_SHA256, err);
    if (st != SY_OK) return st;
    sy_digest_add(&d, numbers, sizeof numbers);
    sy_digest_add(&d, weights, sizeof weights);
    sy_digest_end(&d, stamp);
    return SY_OK;
}

static sy_status is_stale(bool *stale, sy_workspace *ws, sy_finding_kind kind, const char *stamp,
                          sy_err *err)
{
    sy_finding_state state;
    bool has_statements = false, has_debtor = false;
    sy_status st = sy_finding_needs(ws, kind, &has_statements, &has_debtor, err);

    if (st == SY_OK) st = sy_finding_state_read(&state, ws, kind, err);
    *stale = st == SY_OK && has_statements && (!state.is_made || strcmp(state.stamp, stamp) != 0);
    return st;
}

static sy_status find_stale(unsigned *stale, unsigned kinds, sy_workspace *ws, const char *stamp,
                            sy_err *err)
{
    sy_status st = SY_OK;

    *stale = 0;
    for (int k = 0; k < SY_FINDING_KINDS && st == SY_OK; k++) {
        bool one = false;
        if (!(kinds >> k & 1u)) continue;
        st = is_stale(&one, ws, (sy_finding_kind)k, stamp, err);
        if (one) *stale |= 1u << k;
    }
    return st;
}

sy_status sy_finding_tables_stale(unsigned *stale, sy_workspace *ws, unsigned kinds, sy_err *err)
{
    char stamp[SY_DIGEST_TEXT];

    *stale = 0;
    if (!kinds) return SY_OK;
    const sy_status st = stamp_of(stamp, ws, err);
    return st == SY_OK ? find_stale(stale, kinds, ws, stamp, err) : st;
}

/* ---- a row ---- */

void sy_finding_row_begin(sy_finding_maker *m)
{
    for (size_t i = 0; i < m->table->n_columns; i++) {
        m->values[i] = (sy_pool_value){.number = sy_pool_nothing(m->table->columns[i].type)};
    }
}

void sy_finding_text(sy_finding_maker *m, int column, sy_slice text)
{
    m->values[column].text = text;
}

void sy_finding_day(sy_finding_maker *m, int column, int64_t at)
{
    m->values[column].number = sy_day_of(at);
}

void sy_finding_number(sy_finding_maker *m, int column, int64_t number)
{
    m->values[column].number = number;
}

void sy_finding_name(sy_finding_maker *m, int column, sy_slice name)
{
    const sy_slice folded = sy_name_fold(m->arena, name);

    if (!folded.ptr && name.len) m->has_no_memory = true;
    sy_finding_text(m, column, folded);
}

static const char *certain_id(const sy_identity *who)
{
    for (size_t i = 0; i < who->n_ids; i++) {
        if (who->ids[i].verdict == SY_ID_GOOD) return who->ids[i].at.text;
    }
    return "";
}

void sy_finding_party(sy_finding_maker *m, int name, int identity, uint32_t party)
{
    if (party == SY_NONE) return;
    const sy_identity *who = &m->s->parties->items[party];
    const char *id = certain_id(who);

    if (!*id && sy_scene_is_debtor(m->s, party) && m->s->facts.debtor_id)
        id = m->s->facts.debtor_id;
    if (who->name) sy_finding_name(m, name, sy_slice_of(who->name));
    sy_finding_text(m, identity, sy_slice_of(id));
}

void sy_finding_debtor(sy_finding_maker *m, int name, int identity)
{
    if (m->s->n_debtors) sy_finding_party(m, name, identity, m->s->debtors[0]);
}

void sy_finding_row_end(sy_finding_maker *m, uint32_t place)
{
    const sy_flow *f = m->s->f;
    uint32_t row = 0, source = 0;

    if (place != SY_NONE) {
        const uint32_t rank = sy_place_rank(f->sources, f->n_sources, place, &row);
        if (rank < m->n_sources) source = m->sources[rank].id;
    }
    sy_finding_put(m->writer, source, row, m->values);
}

/* ---- clues ---- */

static const char *verdict_of(const sy_finding_decision *d)
{
    return !d ? "" : d->verdict == SY_VERDICT_CONFIRMED ? "confirmed" : "refuted";
}

static sy_slice ground_words(sy_finding_maker *m, unsigned grounds)
{
    static const char *const names[] = {"holder", "match", "money", "diverted", "proxy"};
    char text[64] = "";

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(grounds >> i & 1u)) continue;
        if (*text) strcat(text, " ");
        strcat(text, names[i]);
    }
    char *kept = sy_arena_text(m->arena, text, strlen(text));
    if (!kept) m->has_no_memory = true;
    return sy_slice_of(kept ? kept : "");
}

static sy_slice reason_words(sy_finding_maker *m, const sy_clue *k)
{
    enum { LONGEST = 1 << 16 };
    sy_slice words = {"", 0};
    sy_buf out;

    sy_buf_init(&out, NULL, LONGEST);
    if (sy_clue_reason(&out, k) == SY_OK && out.len) {
        char *kept = sy_arena_text(m->arena, out.ptr, out.len);
        if (kept) words = (sy_slice){kept, out.len};
    }
    sy_buf_dispose(&out);
    if (!words.len) m->has_no_memory = true;
    return words;
}

static uint32_t clue_place(const sy_clue *k)
{
    for (size_t i = 0; i < k->n_rows; i++) {
        if (k->rows[i].counts) return k->rows[i].place;
    }
    return k->n_rows ? k->rows[0].place : SY_NONE;
}

static void clue_row(sy_finding_maker *m, const sy_clue *k)
{
    const char grade[2] = {k->grade, '\0'};
    char *kept = sy_arena_text(m->arena, grade, 1);

    sy_finding_row_begin(m);
    sy_finding_text(m, SY_CLUE_TABLE_ID, sy_slice_of(k->id));
    sy_finding_text(m, SY_CLUE_TABLE_CLASS, sy_slice_of(sy_asset_class_name(k->asset)));
    sy_finding_text(m, SY_CLUE_TABLE_GRADE, sy_slice_of(kept ? kept : ""));
    sy_finding_text(m, SY_CLUE_TABLE_STANDING, sy_slice_of(sy_clue_standing_name(k->standing)));
    sy_finding_debtor(m, SY_CLUE_TABLE_DEBTOR, SY_CLUE_TABLE_DEBTOR_ID);
    sy_finding_party(m, SY_CLUE_TABLE_HOLDER, SY_CLUE_TABLE_HOLDER_ID, k->party);
    if (k->party == SY_NONE) sy_finding_name(m, SY_CLUE_TABLE_HOLDER, k->holder);
    sy_finding_text(m, SY_CLUE_TABLE_ACCOUNT, k->account);
    sy_finding_text(m, SY_CLUE_TABLE_PAYEE, k->payee);
    sy_finding_number(m, SY_CLUE_TABLE_AMOUNT, k->amount);
    if (k->money.is_known) {
        sy_finding_number(m, SY_CLUE_TABLE_LEAST, k->money.least);
        sy_finding_number(m, SY_CLUE_TABLE_MOST, k->money.most);
    }
    if (k->first <= k->last) {
        sy_finding_day(m, SY_CLUE_TABLE_FIRST, k->first);
        sy_finding_day(m, SY_CLUE_TABLE_LAST, k->last);
    }
    sy_finding_text(m, SY_CLUE_TABLE_PLATE, sy_slice_of(k->plate));
    sy_finding_text(m, SY_CLUE_TABLE_VIN, sy_slice_of(k->vin));
    sy_finding_text(m, SY_CLUE_TABLE_POLICY, sy_slice_of(k->policy));
    sy_finding_text(m, SY_CLUE_TABLE_ADDRESS, k->address);
    sy_finding_text(m, SY_CLUE_TABLE_GROUNDS, ground_words(m, k->grounds));
    sy_finding_text(m, SY_CLUE_TABLE_REASON, reason_words(m, k));
    sy_finding_text(m, SY_CLUE_TABLE_VERDICT, sy_slice_of(verdict_of(k->decision)));
    if (!kept) m->has_no_memory = true;
    sy_finding_row_end(m, clue_place(k));
}

sy_status sy_finding_clue_rows(sy_finding_maker *m, sy_err *err)
{
    sy_property_words *words = NULL;
    sy_clues *found = NULL;

    if (m->s->n_debtors == 0) return SY_OK;
    sy_status st = sy_property_load_default(&words, NULL, err);
    if (st == SY_OK) st = sy_clues_find(&found, m->s, words, m->arena, err);
    for (size_t i = 0; st == SY_OK && i < found->n_shown; i++) clue_row(m, &found->items[i]);
    for (size_t i = 0; st == SY_OK && i < found->n_spending; i++) clue_row(m, &found->spending[i]);
    sy_property_free(words);
    return st;
}

/* ---- proxies ---- */

static sy_slice reasons_text(sy_finding_maker *m, const sy_proxy *p)
{
    enum { LONGEST = 1 << 16 };
    sy_slice words = {"", 0};
    sy_buf out;

    sy_buf_init(&out, NULL, LONGEST);
    for (size_t i = 0; i < p->n_reasons; i++)
        sy_buf_printf(&out, "%s%s", i ? "；" : "", p->reasons[i].text[SY_LANG_ZH]);
    if (out.len) {
        char *kept = sy_arena_text(m->arena, out.ptr, out.len);
        if (kept)
            words = (sy_slice){kept, out.len};
        else
            m->has_no_memory = true;
    }
    sy_buf_dispose(&out);
    return words;
}

/* Of what speaks for it; and what of his income it received. */
static void put_codes(sy_finding_maker *m, const sy_proxy *p)
{
    enum { LONGEST = 1024 };
    sy_buf out;

    sy_buf_init(&out, NULL, LONGEST);
    for (size_t i = 0; i < p->n_reasons; i++) {
        const sy_proxy_reason *r = &p->reasons[i];
        if (r->points < 0) continue;
        sy_buf_printf(&out, "%s%s", out.len ? " " : "", sy_proxy_code_name(r->code));
        if (r->code == SY_PROXY_RECEIVES_INCOME)
            sy_finding_number(m, SY_PROXY_TABLE_INCOME, r->amount);
    }
    char *kept = sy_arena_text(m->arena, out.ptr ? out.ptr : "", out.len);
    if (!kept) m->has_no_memory = true;
    sy_finding_text(m, SY_PROXY_TABLE_CODES, sy_slice_of(kept ? kept : ""));
    sy_buf_dispose(&out);
}

/* The first row that speaks for it, else the first of the account. */
static uint32_t proxy_place(const sy_scene *s, const sy_proxy *p)
{
    for (size_t i = 0; i < p->n_reasons; i++) {
        if (p->reasons[i].n_places) return p->reasons[i].places[0];
    }
    const uint32_t row = s->f->row_begin[p->ledger];
    if (row == s->f->row_begin[p->ledger + 1]) return SY_NONE;
    const sy_scene_row r = sy_scene_row_at(s, p->ledger, row);
    return r.place != SY_NONE ? r.place : r.other_place;
}

static void proxy_days(sy_finding_maker *m, uint32_t account)
{
    const sy_flow *f = m->s->f;
    int64_t first = INT64_MAX, last = INT64_MIN;

    for (uint32_t l = sy_flow_first_ledger(f, account);
         l < f->n_ledgers && f->ledgers[l].account == account; l++) {
        if (f->ledgers[l].first > f->ledgers[l].last) continue;
        if (f->ledgers[l].first < first) first = f->ledgers[l].first;
        if (f->ledgers[l].last > last) last = f->ledgers[l].last;
    }
    if (first > last) return;
    sy_finding_day(m, SY_PROXY_TABLE_FIRST, first);
    sy_finding_day(m, SY_PROXY_TABLE_LAST, last);
}

static void proxy_row(sy_finding_maker *m, const sy_proxy *p)
{
    sy_finding_row_begin(m);
    sy_finding_text(m, SY_PROXY_TABLE_ID, sy_slice_of(p->id));
    sy_finding_text(m, SY_PROXY_TABLE_ACCOUNT, sy_slice_of(p->number));
    sy_finding_text(m, SY_PROXY_TABLE_BANK, sy_slice_of(p->bank));
    sy_finding_party(m, SY_PROXY_TABLE_HOLDER, SY_PROXY_TABLE_HOLDER_ID, p->party);
    if (p->party == SY_NONE) sy_finding_name(m, SY_PROXY_TABLE_HOLDER, sy_slice_of(p->holder));
    sy_finding_text(m, SY_PROXY_TABLE_RELATION, sy_slice_of(sy_relation_name(p->relation)));
    sy_finding_debtor(m, SY_PROXY_TABLE_DEBTOR, SY_PROXY_TABLE_DEBTOR_ID);
    sy_finding_number(m, SY_PROXY_TABLE_SCORE, p->score);
    sy_finding_number(m, SY_PROXY_TABLE_RANK, p->rank);
    sy_finding_text(m, SY_PROXY_TABLE_REASONS, reasons_text(m, p));
    put_codes(m, p);
    sy_finding_number(m, SY_PROXY_TABLE_IN, p->in);
    sy_finding_number(m, SY_PROXY_TABLE_OUT, p->out);
    proxy_days(m, p->account);
    sy_finding_text(m, SY_PROXY_TABLE_VERDICT, sy_slice_of(verdict_of(p->decision)));
    sy_finding_row_end(m, proxy_place(m->s, p));
}

sy_status sy_finding_proxy_rows(sy_finding_maker *m, sy_err *err)
{
    sy_proxies *found = NULL;

    if (m->s->n_debtors == 0) return SY_OK;
    sy_status st = sy_proxies_find(&found, m->s, NULL, err);
    for (size_t i = 0; st == SY_OK && i < found->n; i++) proxy_row(m, &found->items[i]);
    return st;
}

/* ---- together ---- */

static sy_finding_rows *const makers[SY_FINDING_KINDS] = {
    [SY_FINDING_CLUES] = sy_finding_clue_rows,         [SY_FINDING_CYCLES] = sy_finding_cycle_rows,
    [SY_FINDING_ONWARD] = sy_finding_onward_rows,      [SY_FINDING_PROXIES] = sy_finding_proxy_rows,
    [SY_FINDING_TRANSFERS] = sy_finding_transfer_rows,
};

static sy_status make_one(sy_finding_maker *m, sy_finding_kind kind, sy_workspace *ws,
                          const char *stamp, sy_err *err)
{
    m->table = sy_finding_table(kind);
    m->is_cut = false;
    sy_status st = sy_finding_begin(&m->writer, ws, kind, err);
    if (st != SY_OK) return st;
    st = makers[kind](m, err);
    if (st == SY_OK && m->has_no_memory) st = sy_fail_nomem(err);
    if (st == SY_OK) return sy_finding_end(m->writer, stamp, !m->is_cut, err);
    sy_finding_drop(m->writer);
    return st;
}

static sy_status make_stale(sy_case *c, unsigned stale, const char *stamp, sy_err *err)
{
    const unsigned traced =
        1u << SY_FINDING_CLUES | 1u << SY_FINDING_PROXIES | 1u << SY_FINDING_TRANSFERS;
    const sy_scene_options o = {.any_debtor = true, .no_trace = !(stale & traced)};
    sy_workspace *ws = sy_case_workspace(c);
    sy_source *sources = NULL;
    sy_finding_maker m = {0};
    sy_scene *s = NULL;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    m.arena = &arena;
    sy_status st = sy_facts_source_names(ws, &sources, &m.n_sources, &arena, err);
    if (st == SY_OK) st = sy_scene_open(&s, c, &o, &arena, err);
    m.s = s;
    m.sources = sources;
    for (int k = 0; k < SY_FINDING_KINDS && st == SY_OK; k++) {
        if (stale >> k & 1u) st = make_one(&m, (sy_finding_kind)k, ws, stamp, err);
    }
    sy_scene_close(s);
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_finding_tables_make(sy_case *c, unsigned kinds, sy_err *err)
{
    char stamp[SY_DIGEST_TEXT];
    unsigned stale = 0;

    if (!kinds || sy_case_flow(c)->n_ledgers == 0) return SY_OK;
    sy_status st = stamp_of(stamp, sy_case_workspace(c), err);
    if (st == SY_OK) st = find_stale(&stale, kinds, sy_case_workspace(c), stamp, err);
    if (st != SY_OK || !stale) return st;
    const sy_lang asked = sy_lang_get();
    sy_lang_set(SY_LANG_ZH);
    st = make_stale(c, stale, stamp, err);
    sy_lang_set(asked);
    return st;
}
