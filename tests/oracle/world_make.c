/* Worlds for the tests: the worked example, every small list, and random ones.
 *
 * A random world of statements begins with what truly happened (events at true
 * times, some of them seen by nobody); each bank then writes down its own rows
 * by its own clock. So the statements agree with each other as real ones do,
 * and WORLD_CONTRADICT spoils them afterwards. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

#include "test.h"

enum { DAY = 86400, DAYS = 8, DRAFTS = WORLD_ROWS };

/* One row before the bank has written it. */
typedef struct draft {
    int64_t at, amount;
    uint32_t ledger, other, mate; /* mate: the draft of the other side; SY_NONE */
    uint32_t seq, place;
    bool reversed;
} draft;

typedef struct making {
    world *w;
    dice d;
    unsigned with;
    int32_t first_day;
    uint32_t n;
    draft drafts[DRAFTS];
    int32_t cover_from[WORLD_LEDGERS], cover_to[WORLD_LEDGERS];
    int64_t skew[WORLD_LEDGERS];
    bool dates[WORLD_LEDGERS], credit[WORLD_LEDGERS];
} making;

static bool chance(making *m, unsigned percent)
{
    return roll_below(&m->d, 100) < percent;
}

static uint32_t below(making *m, uint64_t n)
{
    return (uint32_t)roll_below(&m->d, n);
}

static bool has(const making *m, unsigned what)
{
    return (m->with & what) != 0;
}

static void make_ledger(making *m, uint32_t account)
{
    const uint32_t l = world_ledger(m->w, account, 0);
    int32_t from = 0, to = DAYS - 1;
    if (has(m, WORLD_COVERS) && chance(m, 60)) {
        from = (int32_t)below(m, 4);
        to = from + (int32_t)below(m, (uint64_t)(DAYS - from));
    }
    m->cover_from[l] = m->first_day + from;
    m->cover_to[l] = m->first_day + to;
    m->w->ledgers[l].as_of = ((int64_t)m->cover_to[l] + 1) * DAY - 1;
    m->dates[l] = has(m, WORLD_DATES) && chance(m, 30);
    m->credit[l] = has(m, WORLD_CREDIT) && chance(m, 60);
    if (has(m, WORLD_SKEW)) m->skew[l] = (int64_t)below(m, 7) * 20 - 60;
    if (has(m, WORLD_SKEW) && chance(m, 10)) m->skew[l] *= 120;
    if (chance(m, 40)) {
        world_prove(m->w, l, m->cover_from[l], m->cover_to[l]);
    } else if (chance(m, 60)) {
        const int32_t cut = m->first_day + 1 + (int32_t)below(m, 5);
        world_prove(m->w, l, m->first_day, cut);
        world_prove(m->w, l, cut + 1 + (int32_t)below(m, 2), m->first_day + DAYS);
    }
    if (has(m, WORLD_COVERS) && (from > 0 || to < DAYS - 1)) {
        const uint32_t u = world_unsupplied(m->w, account, l);
        m->w->ledgers[u].as_of = (int64_t)(m->first_day + DAYS) * DAY - 1;
    }
}

static void make_ledgers(making *m)
{
    const uint32_t accounts = 3 + below(m, 4);
    for (uint32_t a = 0; a < accounts; a++) {
        if (a >= 2 && has(m, WORLD_UNSUPPLIED) && chance(m, 35)) {
            const uint32_t u = world_unsupplied(m->w, a, SY_NONE);
            m->w->ledgers[u].as_of = (int64_t)(m->first_day + DAYS) * DAY - 1;
            continue;
        }
        make_ledger(m, a);
        if (chance(m, 15)) make_ledger(m, a);
    }
}

/* The ledger that a ledger's bank would show a row of this day in. */
static uint32_t ledger_on(const making *m, uint32_t l, int64_t at)
{
    const world *w = m->w;
    const sy_ledger *g = &w->ledgers[l];
    const int64_t day = at >= 0 ? at / DAY : -((-at + DAY - 1) / DAY);
    if (g->flags & SY_L_UNSUPPLIED) {
        if (g->continues == SY_NONE) return l;
        const uint32_t covered = g->continues;
        return day >= m->cover_from[covered] && day <= m->cover_to[covered] ? covered : l;
    }
    const bool is_continued = l + 1 < w->n_ledgers && w->ledgers[l + 1].continues == l;
    if (!is_continued || (day >= m->cover_from[l] && day <= m->cover_to[l])) return l;
    return l + 1;
}

static uint32_t new_draft(making *m, uint32_t ledger, int64_t at, int64_t amount, uint32_t other)
{
    const uint32_t i = m->n++;
    SY_ASSERT(i < DRAFTS);
    m->drafts[i] = (draft){at, amount, ledger, other, SY_NONE, i, SY_NONE, false};
    return i;
}

static int64_t some_amount(making *m)
{
    if (has(m, WORLD_BIG)) return 1 + (int64_t)roll_below(&m->d, 1000000000000000);
    return chance(m, 20) ? 1 + (int64_t)below(m, 3) : 1 + (int64_t)below(m, 20);
}

static bool is_supplied(const making *m, uint32_t l)
{
    return !(m->w->ledgers[l].flags & SY_L_UNSUPPLIED);
}

static void outside_event(making *m, uint32_t l, int64_t at)
{
    static const uint32_t in[] = {SY_OUT_OTHER, SY_OUT_CASH, SY_OUT_INCOME, SY_OUT_EXCHANGE};
    if (!is_supplied(m, l)) return;
    const int64_t amount = some_amount(m);
    if (chance(m, 50))
        new_draft(m, l, at, amount, SY_OUTSIDE + in[below(m, 4)]);
    else
        new_draft(m, l, at, -amount, SY_OUTSIDE + below(m, SY_OUT_UNMATCHED + 1));
}

static void transfer_event(making *m, uint32_t from, uint32_t to, int64_t at)
{
    int64_t amount = some_amount(m), arrives = amount, late = 0;
    if (has(m, WORLD_SLOTS) && chance(m, 30)) late = (int64_t)below(m, 40) * 600;
    const uint32_t a = ledger_on(m, from, at), b = ledger_on(m, to, at + late);
    const bool sees_out = is_supplied(m, a), sees_in = is_supplied(m, b);
    if (a == b || (!sees_out && !sees_in)) return;
    if (!sees_in) {
        new_draft(m, a, at, -amount, b);
    } else if (!sees_out) {
        new_draft(m, b, at + late, amount, a);
    } else {
        const bool parted = has(m, WORLD_UNMATCHED) && chance(m, 12);
        if (!parted && has(m, WORLD_FEES) && chance(m, 20)) {
            const int64_t fee = (int64_t)below(m, 3);
            if (fee < amount) arrives = amount - fee;
        }
        const bool keep_out = !parted || chance(m, 70), keep_in = !parted || chance(m, 70);
        uint32_t out = SY_NONE, in = SY_NONE;
        if (keep_out) out = new_draft(m, a, at, -amount, SY_OUTSIDE + SY_OUT_UNMATCHED);
        if (keep_in) in = new_draft(m, b, at + late, arrives, SY_OUTSIDE + SY_OUT_UNMATCHED);
        if (parted) return;
        m->drafts[out].mate = in;
        m->drafts[in].mate = out;
    }
}

static void self_event(making *m, uint32_t l, int64_t at)
{
    const int64_t amount = some_amount(m);
    const bool in_first = chance(m, 30);
    const int64_t later = at + (int64_t)below(m, 3) * 3600;
    if (ledger_on(m, l, at) != l || ledger_on(m, l, later) != l || !is_supplied(m, l)) return;
    const uint32_t a = new_draft(m, l, at, in_first ? amount : -amount, SY_OUTSIDE);
    const uint32_t b = new_draft(m, l, later, in_first ? -amount : amount, SY_OUTSIDE);
    m->drafts[a].mate = b;
    m->drafts[b].mate = a;
}

/* A payment that the bank takes back: at once, or days later. */
static void reversed_event(making *m, uint32_t l, int64_t at)
{
    const int64_t amount = some_amount(m), later = at + (int64_t)below(m, 40) * 3600;
    if (ledger_on(m, l, at) != l || ledger_on(m, l, later) != l || !is_supplied(m, l)) return;
    const uint32_t a = new_draft(m, l, at, -amount, SY_OUTSIDE);
    const uint32_t b = new_draft(m, l, later, amount, SY_OUTSIDE);
    m->drafts[a].mate = b;
    m->drafts[b].mate = a;
    m->drafts[a].reversed = m->drafts[b].reversed = true;
}

static void make_events(making *m, uint32_t n)
{
    const uint32_t ledgers = m->w->n_ledgers;
    int64_t at = (int64_t)m->first_day * DAY;
    for (uint32_t i = 0; i < n && m->n + 2 < DRAFTS; i++) {
        at += (int64_t)below(m, 2 * DAYS * DAY / (600 * ((uint64_t)n + 1)) + 1) * 600;
        if (at >= (int64_t)(m->first_day + DAYS) * DAY) break;
        const uint32_t from = below(m, ledgers), to = below(m, ledgers);
        if (chance(m, 18))
            outside_event(m, ledger_on(m, from, at), at);
        else if (has(m, WORLD_SELF) && chance(m, 8))
            self_event(m, from, at);
        else if (has(m, WORLD_REVERSED) && chance(m, 10))
            reversed_event(m, from, at);
        else if (from != to)
            transfer_event(m, from, to, at);
    }
}

static int by_true_time(const void *a, const void *b)
{
    const draft *x = *(draft *const *)a, *y = *(draft *const *)b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->seq < y->seq ? -1 : 1;
}

/* The rows of one bank, in their true order, by its own clock. Where an
 * account without credit would fall below 0, money came in that nobody saw. */
static void write_statement(making *m, uint32_t l)
{
    world *w = m->w;
    static draft *mine[DRAFTS]; /* big for a stack */
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->n; i++) {
        if (m->drafts[i].ledger == l) mine[n++] = &m->drafts[i];
    }
    qsort(mine, n, sizeof *mine, by_true_time);

    int64_t balance = chance(m, 50) ? some_amount(m) : 0;
    if (m->credit[l] && chance(m, 30)) balance = -balance;
    for (uint32_t i = 0; i < n; i++) {
        draft *d = mine[i];
        if (has(m, WORLD_HIDDEN) && chance(m, 8)) balance += some_amount(m);
        if (has(m, WORLD_HIDDEN) && chance(m, 8)) {
            const int64_t gone = some_amount(m);
            if (m->credit[l] || gone <= balance) balance -= gone;
        }
        if (!m->credit[l] && balance + d->amount < 0) balance = -d->amount;
        balance += d->amount;
        d->place = world_row(w, l, d->at + m->skew[l], d->amount, d->other);
        if (d->reversed) w->flags[d->place] |= SY_ROW_REVERSED;
        if (m->dates[l]) {
            int64_t *at = &w->at[d->place];
            *at -= (*at % DAY + DAY) % DAY;
            w->flags[d->place] |= SY_ROW_DATE_ONLY;
        }
        if (has(m, WORLD_BALANCES) && !chance(m, 15)) {
            const bool wrong = has(m, WORLD_SPIKES) && chance(m, 6);
            world_state(w, d->place, wrong ? balance + some_amount(m) - some_amount(m) : balance);
        }
        const int64_t end_of_day = w->at[d->place] - (w->at[d->place] % DAY + DAY) % DAY + DAY - 1;
        if (w->ledgers[l].as_of < end_of_day) w->ledgers[l].as_of = end_of_day;
    }
}

static bool is_self(const world *w, uint32_t p)
{
    return w->match[p] != SY_NONE && w->ledger[w->match[p]] == w->ledger[p];
}

/* Rows change their places in a ledger, matches their rows. */
static void contradict(making *m)
{
    world *w = m->w;
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        for (uint32_t k = 1; k < w->n_order[l]; k++) {
            if (!chance(m, 8)) continue;
            const uint32_t j = below(m, w->n_order[l]), kept = w->order[l][k];
            w->order[l][k] = w->order[l][j];
            w->order[l][j] = kept;
        }
    }
    for (uint32_t i = 0; i < w->n_rows / 8; i++) {
        const uint32_t out = below(m, w->n_rows), in = below(m, w->n_rows);
        if (w->amount[out] > 0 || w->amount[in] < 0 || -w->amount[out] < w->amount[in]) continue;
        if (w->match[out] != SY_NONE || w->match[in] != SY_NONE) continue;
        if (w->ledger[out] == w->ledger[in]) continue;
        world_match(w, out, in);
    }
}

/* Rows that may be two sides of one transfer, as far as anybody knows. */
static void suspect(making *m)
{
    world *w = m->w;
    for (uint32_t i = 0; i < w->n_rows && w->n_suspects < WORLD_SUSPECTS; i++) {
        const uint32_t in = below(m, w->n_rows);
        if (w->amount[i] > 0 || w->amount[in] < 0 || w->ledger[i] == w->ledger[in]) continue;
        if (w->match[i] != SY_NONE || w->match[in] != SY_NONE) continue;
        w->suspects[2 * w->n_suspects] = i;
        w->suspects[2 * w->n_suspects++ + 1] = in;
    }
}

static void shuffle_places(making *m)
{
    world *w = m->w;
    uint32_t place_of[WORLD_ROWS], n = 0, ledgers[WORLD_LEDGERS];
    for (uint32_t l = 0; l < w->n_ledgers; l++) ledgers[l] = l;
    for (uint32_t l = w->n_ledgers; l > 1; l--) {
        const uint32_t j = below(m, l), kept = ledgers[l - 1];
        ledgers[l - 1] = ledgers[j];
        ledgers[j] = kept;
    }
    for (uint32_t i = 0; i < w->n_ledgers; i++) {
        for (uint32_t r = 0; r < w->n_rows; r++) {
            if (w->ledger[r] == ledgers[i]) place_of[r] = n++;
        }
    }
    if (chance(m, 25)) { /* several files of each account */
        for (uint32_t r = w->n_rows; r > 1; r--) {
            const uint32_t j = below(m, r), kept = place_of[r - 1];
            place_of[r - 1] = place_of[j];
            place_of[j] = kept;
        }
    }
    world_renumber(w, place_of);
    w->split = below(m, (uint64_t)w->n_rows + 1);
}

void world_random_statements(world *w, uint64_t seed, unsigned with, uint32_t n_events)
{
    static const int32_t first_days[] = {-3, 0, 19000};
    making *m = calloc(1, sizeof *m);
    SY_ASSERT(m != NULL);
    world_clear(w);
    m->w = w;
    m->d.state = seed * 0x9E3779B97F4A7C15ull + 1;
    m->with = with;
    for (int i = 0; i < 4; i++) roll(&m->d);
    m->first_day = first_days[below(m, 3)];

    make_ledgers(m);
    make_events(m, n_events);
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        if (is_supplied(m, l)) write_statement(m, l);
    }
    for (uint32_t i = 0; i < m->n; i++) {
        const draft *d = &m->drafts[i];
        if (d->mate != SY_NONE && d->amount < 0) world_match(w, d->place, m->drafts[d->mate].place);
    }
    if (has(m, WORLD_CONTRADICT)) contradict(m);
    suspect(m);
    shuffle_places(m);
    free(m);
    for (uint32_t p = 0; p < w->n_rows; p++) { /* what cannot be is no self transfer */
        SY_ASSERT(!is_self(w, p) || w->amount[p] == -w->amount[w->match[p]]);
    }
}

void world_random_list(world *w, uint64_t seed, uint32_t n_accounts, uint32_t n, int64_t most,
                       int64_t times)
{
    dice d = {seed * 0x9E3779B97F4A7C15ull + 1};
    for (int i = 0; i < 4; i++) roll(&d);
    world_clear(w);
    world_plain(w, n_accounts);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t from = (uint32_t)roll_below(&d, n_accounts);
        const uint32_t to = (uint32_t)roll_below(&d, n_accounts);
        const int64_t at = (int64_t)roll_below(&d, (uint64_t)times);
        const int64_t amount = 1 + (int64_t)roll_below(&d, (uint64_t)most);
        if (roll_below(&d, 10) > 0) {
            world_pay(w, from, to, at, amount);
        } else if (roll_below(&d, 2) > 0) {
            world_row(w, from, at, -amount, SY_OUTSIDE + (uint32_t)roll_below(&d, 6));
        } else {
            world_row(w, to, at, amount, SY_OUTSIDE + SY_OUT_CASH);
        }
    }
    world_sort(w);
}

bool world_small_list(world *w, uint32_t n, uint64_t code, const int64_t *amounts)
{
    world_clear(w);
    world_plain(w, 3);
    uint32_t before = 0;
    for (uint32_t i = 0; i < n; i++, code /= WORLD_SMALL_KINDS) {
        const uint32_t kind = (uint32_t)(code % WORLD_SMALL_KINDS), at = kind / 9;
        if (at < before) return false;
        before = at;
        world_pay(w, kind % 3, kind / 3 % 3, at, amounts[i]);
    }
    return true;
}

void world_worked_example(world *w)
{
    enum { W, A, B, C, X, D, E, F };
    world_clear(w);
    world_plain(w, 8);
    world_pay(w, W, B, 1, 100000);
    world_pay(w, A, B, 2, 300000);
    world_pay(w, B, C, 3, 200000);
    world_pay(w, X, B, 4, 50000);
    world_pay(w, B, D, 5, 120000);
    world_pay(w, C, A, 6, 40000);
    world_pay(w, C, E, 7, 160000);
    world_pay(w, E, F, 8, 200000);
    world_sort(w);
}
