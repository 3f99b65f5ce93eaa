/* flow_test.c - the flow engine against its slow twin (tests/oracle): on every
 * small list, and on thousands of random worlds with random questions. A world
 * in which they differ is made as small as it gets and printed. */
#include "test.h"

#include <unistd.h>

#include "flow/index.h"
#include "slow_trace.h"

/* One world in both forms. */
typedef struct twins {
    const world *w;
    world_view v;
    sy_built_flow *built;
    const sy_flow *f;
    sy_build_report report;
    slow_book *b;
    uint32_t *fast_of; /* by transfer of the slow book */
    uint32_t *slow_of;
} twins;

/* The first difference; empty: none. */
typedef struct difference {
    char text[400];
} difference;

static bool differs(difference *d, const char *format, ...) SY_PRINTF(2, 3);
static bool differs(difference *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!d->text[0]) vsnprintf(d->text, sizeof d->text, format, args);
    va_end(args);
    return true;
}

static void append(difference *d, const char *format, ...) SY_PRINTF(2, 3);
static void append(difference *d, const char *format, ...)
{
    const size_t n = strlen(d->text);
    va_list args;
    va_start(args, format);
    vsnprintf(d->text + n, sizeof d->text - n, format, args);
    va_end(args);
}

/* -- the pass -- */

static void twins_close(twins *t)
{
    world_view_close(&t->v);
    sy_built_flow_free(t->built);
    slow_book_free(t->b);
    free(t->fast_of);
    free(t->slow_of);
}

/* Transfers are paired by what stands in the ledgers, entry by entry. */
static bool entries_differ(twins *t, uint32_t l, difference *d)
{
    const uint32_t *rows = t->f->rows + t->f->row_begin[l];
    const uint32_t n = t->f->row_begin[l + 1] - t->f->row_begin[l];
    if (n != t->b->n_entries[l]) {
        return differs(d, "ledger %u has %u entries, not %zu", l, n, t->b->n_entries[l]);
    }
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t slow = t->b->entries[l][i], fast = rows[i];
        uint32_t *pair = &t->fast_of[slow / 2];
        if (slow % 2 != fast % 2) return differs(d, "ledger %u entry %u: direction", l, i);
        if (*pair != SY_NONE && *pair != fast / 2) {
            return differs(d, "ledger %u entry %u: another transfer", l, i);
        }
        *pair = fast / 2;
        t->slow_of[fast / 2] = slow / 2;
    }
    return false;
}

static int64_t extra_of(const sy_extra *list, uint32_t n, uint32_t transfer)
{
    for (uint32_t i = 0; i < n; i++) {
        if (list[i].transfer == transfer) return list[i].amount;
    }
    return 0;
}

static bool transfer_differs(const twins *t, uint32_t slow, difference *d)
{
    const slow_transfer *x = &t->b->transfers[slow];
    const sy_flow *f = t->f;
    const uint32_t fast = t->fast_of[slow];
    if (fast == SY_NONE) return differs(d, "transfer %u is in no ledger", slow);
    if (f->from[fast] != x->from || f->to[fast] != x->to || f->amount[fast] != x->amount) {
        return differs(d, "transfer %u (slow %u): ends or amount", fast, slow);
    }
    if (extra_of(f->fees, f->n_fees, fast) != x->fee ||
        extra_of(f->debts, f->n_debts, fast) != x->debt ||
        ((f->flags[fast] & SY_T_FEE) != 0) != (x->fee > 0) ||
        ((f->flags[fast] & SY_T_DEBT) != 0) != (x->debt > 0)) {
        return differs(d, "transfer %u (slow %u): fee or debt", fast, slow);
    }
    if (((f->flags[fast] & SY_T_PSEUDO) != 0) != x->pseudo) {
        return differs(d, "transfer %u (slow %u): pseudo", fast, slow);
    }
    if (x->pseudo) return false;
    if (sy_flow_at(f, fast) != x->at || ((f->flags[fast] & SY_T_DATE_ONLY) != 0) != x->date_only ||
        f->out_place[fast] != x->out_place || f->in_place[fast] != x->in_place) {
        return differs(d, "transfer %u (slow %u): time or rows", fast, slow);
    }
    return false;
}

/* Both rows of each suspected pair are rows of the pair's transfers. */
static bool suspects_differ(const twins *t, difference *d)
{
    const sy_flow *f = t->f;
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->w->n_suspects; i++) {
        const uint32_t out = t->w->suspects[2 * i], in = t->w->suspects[2 * i + 1];
        if (t->w->ledger[out] == SY_NONE || t->w->ledger[in] == SY_NONE) continue;
        const sy_suspect *s = n < f->n_suspects ? &f->suspects[n++] : NULL;
        if (!s || f->out_place[s->out] != out || f->in_place[s->in] != in) {
            return differs(d, "suspected rows %u and %u", out, in);
        }
    }
    return n != f->n_suspects && differs(d, "%u suspects, not %u", f->n_suspects, n);
}

static bool pass_differs(twins *t, difference *d)
{
    const sy_flow *f = t->f;
    if (f->n_transfers != t->b->n_transfers) {
        return differs(d, "%u transfers, not %zu", f->n_transfers, t->b->n_transfers);
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (entries_differ(t, l, d)) return true;
    }
    uint32_t before = SY_NONE;
    for (uint32_t i = 0; i < t->b->n_transfers; i++) {
        if (t->b->transfers[i].pseudo && t->fast_of[i] == SY_NONE) continue;
        if (transfer_differs(t, i, d)) return true;
        if (before != SY_NONE && t->fast_of[i] <= before) {
            return differs(d, "transfer %u (slow %u) is out of order", t->fast_of[i], i);
        }
        before = t->fast_of[i];
    }
    if (t->report.undone_matches != t->b->undone ||
        t->report.missing_inflows != t->b->missing_inflows ||
        t->report.differences != t->b->differences) {
        return differs(d, "report: %u undone, %u missing, %u differences; not %u, %u, %u",
                       t->report.undone_matches, (unsigned)t->report.missing_inflows,
                       (unsigned)t->report.differences, t->b->undone,
                       (unsigned)t->b->missing_inflows, (unsigned)t->b->differences);
    }
    return suspects_differ(t, d);
}

static bool twins_open(twins *t, const world *w, difference *d)
{
    sy_err err = {0};
    *t = (twins){.w = w};
    world_view_open(&t->v, w);
    const sy_status st = sy_flow_build(&t->built, NULL, &t->v.rows, &t->v.books, &t->report, &err);
    if (st != SY_OK) return differs(d, "build: status %d: %s", st, err.text);
    t->f = sy_built_flow_view(t->built);
    t->b = slow_book_of(w);
    const size_t n =
        (t->f->n_transfers > t->b->n_transfers ? t->f->n_transfers : t->b->n_transfers) + 1;
    t->fast_of = malloc(n * sizeof *t->fast_of);
    t->slow_of = malloc(n * sizeof *t->slow_of);
    memset(t->fast_of, 0xFF, n * sizeof *t->fast_of);
    memset(t->slow_of, 0xFF, n * sizeof *t->slow_of);
    return pass_differs(t, d);
}

/* -- questions -- */

typedef struct question {
    sy_seed seeds[6]; /* their transfers are the slow book's */
    uint32_t stop_at[2];
    sy_trace_query q;
} question;

static void random_seeds(question *k, const twins *t, dice *d)
{
    const slow_book *b = t->b;
    const size_t n = 1 + (roll_below(d, 3) == 0 ? roll_below(d, 4) : 0);
    for (size_t tries = 0; tries < n; tries++) {
        const uint32_t x = b->n_transfers ? (uint32_t)roll_below(d, b->n_transfers) : SY_NONE;
        bool is_new = x != SY_NONE && !b->transfers[x].pseudo;
        for (size_t i = 0; i < k->q.n_seeds; i++) {
            if (k->seeds[i].kind == SY_SEED_TRANSFER && k->seeds[i].transfer == x) is_new = false;
        }
        sy_seed *s = &k->seeds[k->q.n_seeds];
        if (is_new && roll_below(d, 3) == 0) {
            *s = (sy_seed){.kind = SY_SEED_TRANSFER, .transfer = x};
        } else {
            *s = (sy_seed){.kind = SY_SEED_ACCOUNT,
                           .account = (uint32_t)roll_below(d, t->w->n_accounts),
                           .since = INT64_MIN};
            if (x != SY_NONE && roll_below(d, 2)) s->since = b->transfers[x].at;
        }
        k->q.n_seeds++;
    }
}

static void random_question(question *k, const twins *t, dice *d)
{
    const slow_book *b = t->b;
    *k = (question){0};
    random_seeds(k, t, d);
    k->q.bounds = true;
    k->q.all_bounds = roll_below(d, 2) == 0;
    k->q.follow = roll_below(d, 2) == 0;
    if (roll_below(d, 4) == 0 && b->n_events) {
        k->q.has_until = true;
        k->q.until = b->events[roll_below(d, b->n_events)].at + (int64_t)roll_below(d, 3) - 1;
    }
    if (roll_below(d, 4) == 0) k->q.max_hops = 1 + (uint32_t)roll_below(d, 4);
    if (roll_below(d, 5) == 0) {
        k->q.n_stop_at = 1 + roll_below(d, 2);
        for (size_t i = 0; i < k->q.n_stop_at; i++) {
            k->stop_at[i] = (uint32_t)roll_below(d, t->w->n_accounts);
        }
    }
}

/* The question in the numbers of the engine. */
static void translate(question *fast, const question *slow, const twins *t)
{
    *fast = *slow;
    fast->q.seeds = fast->seeds;
    fast->q.stop_at = fast->stop_at;
    for (size_t i = 0; i < fast->q.n_seeds; i++) {
        if (fast->seeds[i].kind == SY_SEED_TRANSFER) {
            fast->seeds[i].transfer = t->fast_of[fast->seeds[i].transfer];
        }
    }
}

static void describe(FILE *out, const question *k, const twins *t)
{
    for (size_t i = 0; i < k->q.n_seeds; i++) {
        const sy_seed *s = &k->seeds[i];
        if (s->kind == SY_SEED_ACCOUNT) {
            fprintf(out, "seed: account %u since %lld\n", s->account, (long long)s->since);
        } else {
            fprintf(out, "seed: transfer %u (slow %u)\n", t->fast_of[s->transfer], s->transfer);
        }
    }
    fprintf(out, "%s%s", k->q.follow ? "follow " : "", k->q.all_bounds ? "all-bounds " : "");
    if (k->q.has_until) fprintf(out, "until %lld ", (long long)k->q.until);
    if (k->q.max_hops) fprintf(out, "max-hops %u ", k->q.max_hops);
    for (size_t i = 0; i < k->q.n_stop_at; i++) fprintf(out, "stop-at %u ", k->stop_at[i]);
    fputc('\n', out);
}

/* -- forward -- */

static bool sinks_differ(const twins *t, const sy_trace *fast, const slow_trace *slow,
                         difference *d)
{
    size_t k = 0;
    for (size_t i = 0; i < fast->n_sinks; i++) {
        const sy_sink *a = &fast->sinks[i];
        if (a->amount == 0) continue; /* `returned` stands for every seed */
        const sy_sink *b = k < slow->n_sinks ? &slow->sinks[k++] : NULL;
        const uint32_t transfer = b && b->transfer != SY_NONE ? t->fast_of[b->transfer] : SY_NONE;
        if (!b || a->kind != b->kind || a->ledger != b->ledger || a->transfer != transfer ||
            a->seed != b->seed || a->amount != b->amount || a->as_of != b->as_of) {
            return differs(d,
                           "sink %s of ledger %d, transfer %d, seed %u: %lld as of %lld; "
                           "not %s, %d, %d, %u: %lld as of %lld",
                           sy_sink_name(a->kind), (int)a->ledger, (int)a->transfer, a->seed,
                           (long long)a->amount, (long long)a->as_of,
                           b ? sy_sink_name(b->kind) : "none", b ? (int)b->ledger : 0,
                           (int)transfer, b ? b->seed : 0, b ? (long long)b->amount : 0,
                           b ? (long long)b->as_of : 0);
        }
    }
    if (k < slow->n_sinks) {
        return differs(d, "no sink %s of ledger %d", sy_sink_name(slow->sinks[k].kind),
                       (int)slow->sinks[k].ledger);
    }
    return false;
}

static bool listed_differ(const twins *t, const sy_trace *fast, const slow_trace *slow,
                          bool all_bounds, difference *d)
{
    size_t k = 0;
    for (uint32_t i = 0; i < slow->n_transfers; i++) {
        if (t->b->transfers[i].pseudo) continue;
        const bool listed = slow->tainted[i] > 0 || (all_bounds && slow->upper[i] > 0);
        if (!listed) continue;
        const sy_traced *a = k < fast->n_transfers ? &fast->transfers[k++] : NULL;
        if (!a || a->transfer != t->fast_of[i]) {
            return differs(d, "transfer %u is not listed", t->fast_of[i]);
        }
        if (a->tainted != slow->tainted[i]) {
            return differs(d, "transfer %u: tainted %lld, not %lld", a->transfer,
                           (long long)a->tainted, (long long)slow->tainted[i]);
        }
        if (a->lower != slow->lower[i] || a->upper != slow->upper[i] ||
            a->upper_with_unknown != slow->upper_with_unknown[i]) {
            return differs(d, "transfer %u: bounds %lld %lld %lld, not %lld %lld %lld", a->transfer,
                           (long long)a->lower, (long long)a->upper,
                           (long long)a->upper_with_unknown, (long long)slow->lower[i],
                           (long long)slow->upper[i], (long long)slow->upper_with_unknown[i]);
        }
        if (a->lower > a->tainted || a->tainted > a->upper || a->upper > a->upper_with_unknown) {
            return differs(d, "transfer %u is out of its bounds", a->transfer);
        }
    }
    if (k < fast->n_transfers) {
        return differs(d, "transfer %u is listed", fast->transfers[k].transfer);
    }
    return false;
}

static bool unexplained_differs(const sy_trace *fast, const slow_trace *slow, uint32_t ledgers,
                                difference *d)
{
    size_t k = 0;
    for (uint32_t l = 0; l < ledgers; l++) {
        const bool has = k < fast->n_unexplained && fast->unexplained[k].ledger == l;
        const int64_t amount = has ? fast->unexplained[k++].amount : 0;
        if (amount != slow->unexplained[l]) {
            return differs(d, "unexplained of ledger %u: %lld, not %lld", l, (long long)amount,
                           (long long)slow->unexplained[l]);
        }
    }
    return false;
}

/* The same answer span by span: what both tell must be equal. */
static bool spans_differ(const twins *t, const sy_trace_query *q, const sy_trace *walked,
                         difference *d)
{
    sy_trace *a = NULL;
    sy_err err = {0};
    size_t n = 0;

    if (!sy_trace_goes_by_spans(t->f, q)) return false;
    const sy_status st = sy_trace_by_spans(&a, NULL, t->f, q, UINT64_MAX, &err);
    if (st != SY_OK) return differs(d, "by spans: status %d: %s", st, err.text);
    bool found = false;
    for (size_t i = 0; i < walked->n_sinks && !found; i++) {
        const sy_sink *b = &walked->sinks[i];
        const sy_sink none = {0}, *c = i < a->n_sinks ? &a->sinks[i] : &none;
        if (c->kind == b->kind && c->ledger == b->ledger && c->transfer == b->transfer &&
            c->seed == b->seed && c->amount == b->amount && c->as_of == b->as_of) {
            continue;
        }
        found = differs(d, "by spans: sink %s of ledger %d, %lld; walked: %s of %d, %lld",
                        sy_sink_name(c->kind), (int)c->ledger, (long long)c->amount,
                        sy_sink_name(b->kind), (int)b->ledger, (long long)b->amount);
    }
    found = found || (a->n_sinks != walked->n_sinks && differs(d, "by spans: more sinks")) ||
            (memcmp(a->seeded, walked->seeded, sizeof a->seeded) != 0 &&
             differs(d, "by spans: seeded"));
    for (size_t i = 0; i < walked->n_transfers && !found; i++) {
        const sy_traced *b = &walked->transfers[i];
        if (b->tainted == 0) continue; /* listed for its bounds */
        const sy_traced none = {SY_NONE, 0, 0, 0, 0},
                        *c = n < a->n_transfers ? &a->transfers[n++] : &none;
        if (c->transfer == b->transfer && c->tainted == b->tainted) continue;
        found = differs(d, "by spans: transfer %u carries %lld; walked: %u, %lld", c->transfer,
                        (long long)c->tainted, b->transfer, (long long)b->tainted);
    }
    found = found || (n != a->n_transfers && differs(d, "by spans: more transfers"));
    sy_trace_free(a);
    return found;
}

static bool answer_differs(const twins *t, const question *k, const sy_trace *fast,
                           const slow_trace *slow, difference *d)
{
    for (size_t s = 0; s < k->q.n_seeds; s++) {
        if (fast->seeded[s] == slow->seeded[s]) continue;
        return differs(d, "seed %zu: seeded %lld, not %lld", s, (long long)fast->seeded[s],
                       (long long)slow->seeded[s]);
    }
    return sinks_differ(t, fast, slow, d) || listed_differ(t, fast, slow, k->q.all_bounds, d) ||
           unexplained_differs(fast, slow, t->f->n_ledgers, d);
}

static const sy_walk_choice walks[] = {SY_WALK_FULL, SY_WALK_SPARSE, SY_WALK_CHOOSE};
static const char *const walk_names[] = {"chosen", "sparse", "full"};

/* Along the pass in full, and from one awake ledger to the next. */
static bool trace_differs(const twins *t, const question *k, sy_rule rule, difference *d)
{
    question fast_question, slow_question = *k;
    bool found = false;
    slow_question.q.rule = rule;
    slow_question.q.seeds = slow_question.seeds;
    slow_question.q.stop_at = slow_question.stop_at;
    translate(&fast_question, &slow_question, t);
    slow_trace *slow = slow_trace_of(t->b, &slow_question.q);

    for (size_t i = 0; i < sizeof walks / sizeof *walks && !found; i++) {
        sy_err err = {0};
        sy_trace *fast = NULL;
        fast_question.q.walk = walks[i];
        const sy_status st = sy_trace_run(&fast, NULL, t->f, &fast_question.q, &err);
        found = st != SY_OK ? differs(d, "trace: status %d: %s", st, err.text)
                            : answer_differs(t, k, fast, slow, d) ||
                                  spans_differ(t, &fast_question.q, fast, d);
        if (found) append(d, " (%s walk)", walk_names[walks[i]]);
        sy_trace_free(fast);
    }
    slow_trace_free(slow);
    return found;
}

static bool pairs_differ(const twins *t, const sy_matched *fast, size_t n, const sy_matched *slow,
                         size_t want, difference *d)
{
    if (n != want) return differs(d, "%zu matched, not %zu", n, want);
    for (size_t i = 0; i < n; i++) {
        const uint32_t in = t->fast_of[slow[i].in], out = t->fast_of[slow[i].out];
        if (fast[i].in == in && fast[i].out == out) continue;
        return differs(d, "matched %u with %u, not %u with %u", fast[i].in, fast[i].out, in, out);
    }
    return false;
}

static bool matched_differ(const twins *t, const question *k, difference *d)
{
    question fast_question, slow_question = *k;
    sy_matched *slow = NULL;
    bool found = false;
    slow_question.q.seeds = slow_question.seeds;
    slow_question.q.stop_at = slow_question.stop_at;
    translate(&fast_question, &slow_question, t);
    const size_t want = slow_matched(&slow, t->b, &slow_question.q);

    for (size_t i = 0; i < sizeof walks / sizeof *walks && !found; i++) {
        sy_err err = {0};
        sy_matched *fast = NULL;
        size_t n = 0;
        fast_question.q.walk = walks[i];
        const sy_status st = sy_trace_matched(&fast, &n, NULL, t->f, &fast_question.q, &err);
        found = st != SY_OK ? differs(d, "matched: status %d: %s", st, err.text)
                            : pairs_differ(t, fast, n, slow, want, d);
        if (found) append(d, " (%s walk)", walk_names[walks[i]]);
        sy_drop(NULL, fast);
    }
    free(slow);
    return found;
}

/* -- backward -- */

static bool backward_differs(const twins *t, const sy_backward_query *slow_query, difference *d)
{
    uint32_t payments[3];
    sy_backward_query q = *slow_query;
    sy_err err = {0};
    sy_origin *fast = NULL, *slow = NULL;
    size_t n = 0;
    for (size_t i = 0; i < q.n_payments; i++) payments[i] = t->fast_of[q.payments[i]];
    q.payments = payments;
    const sy_status st = sy_trace_backward(&fast, &n, NULL, t->f, &q, &err);
    if (st != SY_OK) return differs(d, "backward: status %d: %s", st, err.text);
    const size_t want = slow_backward(&slow, t->b, slow_query);
    bool found =
        n != want && differs(d, "%s backward: %zu origins, not %zu", sy_rule_name(q.rule), n, want);
    for (size_t i = 0; i < n && !found; i++) {
        const uint32_t origin = t->fast_of[slow[i].transfer];
        if (fast[i].transfer == origin && fast[i].amount == slow[i].amount) continue;
        found =
            differs(d, "%s backward: %lld from %u, not %lld from %u", sy_rule_name(q.rule),
                    (long long)fast[i].amount, fast[i].transfer, (long long)slow[i].amount, origin);
    }
    sy_drop(NULL, fast);
    free(slow);
    return found;
}

static bool random_backward_differs(const twins *t, dice *d, difference *out)
{
    uint32_t payments[3], sources[2];
    if (t->b->n_transfers == 0) return false;
    for (sy_rule rule = SY_FIFO; rule <= SY_PRORATA; rule++) {
        sy_backward_query q = {.rule = rule, .payments = payments, .sources = sources};
        q.n_payments = 1 + (roll_below(d, 4) == 0) * roll_below(d, 3);
        const uint64_t first = roll_below(d, t->b->n_transfers);
        for (size_t i = 0; i < q.n_payments; i++) {
            payments[i] = (uint32_t)((first + i * 5) % t->b->n_transfers);
            if (t->b->transfers[payments[i]].pseudo) q.n_payments = i;
            if (i > 0 && payments[i] <= payments[i - 1]) q.n_payments = i;
        }
        q.n_sources = roll_below(d, 3);
        for (size_t i = 0; i < 2; i++) sources[i] = (uint32_t)roll_below(d, t->w->n_accounts);
        q.follow = roll_below(d, 2) == 0;
        if (rule != SY_PRORATA && roll_below(d, 4) == 0)
            q.max_hops = 1 + (uint32_t)roll_below(d, 4);
        if (!backward_differs(t, &q, out)) continue;
        append(out, " (payment %u, %zu payments, %zu sources %u %u, hops %u%s)",
               t->fast_of[payments[0]], q.n_payments, q.n_sources, sources[0], sources[1],
               q.max_hops, q.follow ? ", follow" : "");
        return true;
    }
    return false;
}

/* -- a world -- */

enum { QUESTIONS = 3 };

/* Everything asked of one world; which questions hangs on the seed alone. Prints
 * the flow and the question to out when it is given. */
static bool world_differs(const world *w, uint64_t seed, difference *d, FILE *out)
{
    twins t;
    dice dd = {seed * 2 + 1};
    bool found = twins_open(&t, w, d);
    for (int i = 0; i < QUESTIONS && !found; i++) {
        question k;
        random_question(&k, &t, &dd);
        for (sy_rule r = 0; r < SY_RULES && !found; r++) {
            found = trace_differs(&t, &k, r, d);
            if (found && out) fprintf(out, "rule %s\n", sy_rule_name(r));
        }
        if (!found) found = matched_differ(&t, &k, d);
        if (found && out) describe(out, &k, &t);
        if (!found) found = random_backward_differs(&t, &dd, d);
    }
    twins_close(&t);
    return found;
}

/* Takes rows away as long as the twins still differ. */
static void make_smaller(world *w, uint64_t seed)
{
    world *less = world_new();
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (uint32_t p = 0; p < w->n_rows; p++) {
            difference d = {{0}};
            if (w->ledger[p] == SY_NONE) continue;
            memcpy(less, w, sizeof *w);
            world_remove(less, p);
            if (!world_differs(less, seed, &d, NULL)) continue;
            memcpy(w, less, sizeof *w);
            smaller = true;
        }
    }
    free(less);
}

static void print_flow(FILE *out, const world *w)
{
    twins t;
    difference d = {{0}};
    twins_open(&t, w, &d);
    for (uint32_t i = 0; t.f && i < t.f->n_transfers; i++) {
        fprintf(out, "transfer %u: %d -> %d at %lld: %lld%s%s rows %d %d\n", i, (int)t.f->from[i],
                (int)t.f->to[i], (long long)sy_flow_at(t.f, i), (long long)t.f->amount[i],
                t.f->flags[i] & SY_T_PSEUDO ? " pseudo" : "",
                t.f->flags[i] & SY_T_LATE ? " late" : "", (int)t.f->out_place[i],
                (int)t.f->in_place[i]);
    }
    twins_close(&t);
}

static void check_world(world *w, uint64_t seed, const char *what)
{
    difference d = {{0}};
    if (!world_differs(w, seed, &d, NULL)) return;
    make_smaller(w, seed);
    d.text[0] = '\0';
    world_dump(stdout, w);
    print_flow(stdout, w);
    world_differs(w, seed, &d, stdout);
    fflush(stdout);
    fail_msg("%s, seed %llu: %s", what, (unsigned long long)seed, d.text);
}

static void statements_agree(unsigned with, uint64_t first, uint64_t worlds, uint32_t events,
                             const char *what)
{
    world *w = world_new();
    for (uint64_t seed = first; seed < first + worlds; seed++) {
        world_random_statements(w, seed, with, events);
        check_world(w, seed, what);
    }
    free(w);
}

/* A world asks sanitizers for the same memory as the next: they see fewer. */
#ifdef __SANITIZE_ADDRESS__
enum { WORLDS = 100, EACH = 13 };
#else
enum { WORLDS = 500, EACH = 1 };
#endif

static void plain_lists_agree(void **state)
{
    (void)state;
    world *w = world_new();
    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        world_random_list(w, seed, 2 + (uint32_t)(seed % 7), 5 + (uint32_t)(seed % 50), 12, 30);
        check_world(w, seed, "list");
    }
    free(w);
}

/* Hundreds of lots of two seeds and clean money, paid on in small pieces. */
static void long_queues_agree(void **state)
{
    (void)state;
    enum { A, B, C, HUB, D };
    world *w = world_new();
    for (uint64_t seed = 1; seed <= 6; seed++) {
        dice d = {seed};
        world_clear(w);
        world_plain(w, 5);
        for (int64_t at = 0; at < 700; at++) {
            const uint32_t from = (uint32_t)roll_below(&d, 3);
            const int64_t amount = 1 + (int64_t)roll_below(&d, 9);
            if (roll_below(&d, at < 400 ? 8 : 3) > 0)
                world_pay(w, from, HUB, at, amount);
            else
                world_pay(w, HUB, D, at, 3 * amount);
            if (at % 50 == 49) world_pay(w, D, HUB, at, 40);
        }
        world_sort(w);
        check_world(w, seed, "queue");
        twins t;
        difference found = {{0}};
        question k = {.q = {.n_seeds = 2, .bounds = true}};
        k.seeds[0] = (sy_seed){.account = A, .since = INT64_MIN};
        k.seeds[1] = (sy_seed){.account = B, .since = INT64_MIN};
        twins_open(&t, w, &found);
        for (sy_rule r = 0; r < SY_RULES; r++) trace_differs(&t, &k, r, &found);
        twins_close(&t);
        assert_string_equal(found.text, "");
    }
    world_worked_example(w);
    check_world(w, 1, "worked example");
    free(w);
}

static void statements_without_balances_agree(void **state)
{
    (void)state;
    statements_agree(0, 1, WORLDS, 15, "rows only");
    statements_agree(WORLD_UNMATCHED | WORLD_FEES, 2001, WORLDS, 25, "fees");
}

static void balances_agree(void **state)
{
    (void)state;
    statements_agree(WORLD_BALANCES, 1, WORLDS, 15, "balances");
    statements_agree(WORLD_BALANCES | WORLD_HIDDEN, 2001, WORLDS, 25, "hidden rows");
    statements_agree(WORLD_BALANCES | WORLD_HIDDEN | WORLD_CREDIT, 4001, WORLDS, 25, "credit");
    statements_agree(WORLD_BALANCES | WORLD_CREDIT | WORLD_SPIKES | WORLD_SELF, 6001, WORLDS, 25,
                     "wrong balances");
}

static void clocks_agree(void **state)
{
    (void)state;
    statements_agree(WORLD_SKEW, 1, WORLDS, 20, "skew");
    statements_agree(WORLD_SLOTS, 2001, WORLDS, 20, "slots");
    statements_agree(WORLD_SKEW | WORLD_SLOTS | WORLD_DATES | WORLD_BALANCES, 4001, WORLDS, 30,
                     "dates");
    statements_agree(WORLD_CONTRADICT | WORLD_SKEW, 6001, WORLDS, 25, "contradictions");
}

static void unsupplied_accounts_agree(void **state)
{
    (void)state;
    statements_agree(WORLD_UNSUPPLIED, 1, WORLDS, 20, "unsupplied");
    statements_agree(WORLD_COVERS, 2001, WORLDS, 30, "covers");
    statements_agree(WORLD_COVERS | WORLD_UNSUPPLIED | WORLD_BALANCES | WORLD_CREDIT | WORLD_FEES |
                         WORLD_SLOTS,
                     4001, WORLDS, 40, "covers and slots");
}

static void everything_together_agrees(void **state)
{
    (void)state;
    statements_agree(WORLD_ALL & ~WORLD_CONTRADICT, 1, WORLDS, 60, "all but contradictions");
    statements_agree(WORLD_ALL, 2001, WORLDS, 40, "all");
    for (uint64_t seed = 4001; seed < 4001 + 2 * WORLDS; seed++) {
        dice d = {seed};
        statements_agree((unsigned)roll(&d) & WORLD_ALL, seed, 1, 25, "some");
    }
    statements_agree(WORLD_ALL, 8001, 4, 700, "large");
}

/* -- every small case -- */

static bool small_differs(const world *w, uint32_t n_seeds, difference *d)
{
    static const sy_seed seeds[] = {{.kind = SY_SEED_ACCOUNT, .account = 0, .since = INT64_MIN},
                                    {.kind = SY_SEED_ACCOUNT, .account = 1, .since = 1}};
    twins t;
    question k = {.q = {.n_seeds = n_seeds, .bounds = true, .all_bounds = true}};
    memcpy(k.seeds, seeds, sizeof seeds);
    bool found = twins_open(&t, w, d);
    for (sy_rule r = 0; r < SY_RULES && !found; r++) found = trace_differs(&t, &k, r, d);
    if (t.b && t.b->n_transfers && !found) {
        const uint32_t last = (uint32_t)t.b->n_transfers - 1;
        for (sy_rule r = SY_FIFO; r <= SY_PRORATA && !found; r++) {
            const sy_backward_query q = {.rule = r, .payments = &last, .n_payments = 1};
            found = backward_differs(&t, &q, d);
        }
    }
    twins_close(&t);
    return found;
}

static void every_small_list_agrees(void **state)
{
    (void)state;
    static const int64_t amounts[][4] = {{5, 3, 4, 2}, {2, 3, 4, 6}};
    long cases = 0;
    world *w = world_new();
    for (uint32_t n = 0; n <= 4; n++) {
        uint64_t codes = 1;
        for (uint32_t i = 0; i < n; i++) codes *= WORLD_SMALL_KINDS;
        for (uint64_t code = 0; code < codes; code += n == 4 ? EACH : 1) {
            if (!world_small_list(w, n, code, amounts[code % 2])) continue;
            difference d = {{0}};
            cases++;
            if (!small_differs(w, code % 3 == 2 ? 2 : 1, &d)) continue;
            world_dump(stdout, w);
            fflush(stdout);
            fail_msg("list %llu of %u: %s", (unsigned long long)code, n, d.text);
        }
    }
    if (EACH == 1)
        assert_int_equal(cases, 1 + 27 + 486 + 7290 + 98415);
    else
        assert_in_range(cases, 1 + 27 + 486 + 7290 + 98415 / EACH / 2, 98415);
    free(w);
}

/* -- the engine by itself -- */

static bool same_bytes(const void *a, const void *b, size_t n)
{
    return n == 0 || memcmp(a, b, n) == 0;
}

static bool same_traces(const sy_trace *a, const sy_trace *b)
{
    return a->n_sinks == b->n_sinks && a->n_transfers == b->n_transfers &&
           a->n_unexplained == b->n_unexplained &&
           same_bytes(a->seeded, b->seeded, sizeof a->seeded) &&
           same_bytes(a->sinks, b->sinks, a->n_sinks * sizeof *a->sinks) &&
           same_bytes(a->transfers, b->transfers, a->n_transfers * sizeof *a->transfers);
}

static void an_index_answers_as_the_flow_it_was_made_from(void **state)
{
    (void)state;
    char path[] = "/tmp/suyuan-flow-test-XXXXXX";
    close(mkstemp(path));
    world *w = world_new();
    for (uint64_t seed = 1; seed <= 40; seed++) {
        twins t;
        difference d = {{0}};
        sy_err err = {0};
        sy_index *index = NULL;
        world_random_statements(w, seed, WORLD_ALL, 60);
        assert_false(twins_open(&t, w, &d));
        assert_ok(sy_index_write(path, t.f, seed, &err), err);
        assert_ok(sy_index_open(&index, path, &err), err);
        for (int i = 0; i < 5; i++) {
            question slow, k;
            dice dd = {seed * 8 + (uint64_t)i};
            random_question(&slow, &t, &dd);
            slow.q.rule = (sy_rule)i;
            translate(&k, &slow, &t);
            sy_trace *a = NULL, *b = NULL;
            assert_ok(sy_trace_run(&a, NULL, t.f, &k.q, &err), err);
            assert_ok(sy_trace_run(&b, NULL, sy_index_flow(index), &k.q, &err), err);
            assert_true(same_traces(a, b));
            sy_trace_free(a);
            sy_trace_free(b);
        }
        sy_index_close(index);
        twins_close(&t);
    }
    free(w);
    unlink(path);
}

/* Fails the 0th, 1st, 2nd ... allocation until it works; nothing stays behind. */
typedef sy_status attempt(const sy_alloc *al, const twins *t, const question *k);

static void try_with_failures(attempt *once, const twins *t, const question *k)
{
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        const sy_status st = once(&al, t, k);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
        assert_int_equal(st, SY_ENOMEM);
    }
}

static sy_status build_once(const sy_alloc *al, const twins *t, const question *k)
{
    (void)k;
    sy_built_flow *built = NULL;
    sy_build_report report;
    const sy_status st = sy_flow_build(&built, al, &t->v.rows, &t->v.books, &report, NULL);
    assert_true((built != NULL) == (st == SY_OK));
    sy_built_flow_free(built);
    return st;
}

static sy_status trace_once(const sy_alloc *al, const twins *t, const question *k)
{
    sy_trace *trace = NULL;
    const sy_status st = sy_trace_run(&trace, al, t->f, &k->q, NULL);
    assert_true((trace != NULL) == (st == SY_OK));
    sy_trace_free(trace);
    return st;
}

static sy_status matched_once(const sy_alloc *al, const twins *t, const question *k)
{
    sy_matched *list = NULL;
    size_t n = 0;
    const sy_status st = sy_trace_matched(&list, &n, al, t->f, &k->q, NULL);
    sy_drop(al, list);
    return st;
}

static sy_status backward_once(const sy_alloc *al, const twins *t, const question *k)
{
    sy_origin *list = NULL;
    size_t n = 0;
    const uint32_t payment = t->f->n_transfers - 1;
    const sy_backward_query q = {
        .rule = k->q.rule, .payments = &payment, .n_payments = 1, .follow = k->q.follow};
    const sy_status st = sy_trace_backward(&list, &n, al, t->f, &q, NULL);
    sy_drop(al, list);
    return st;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    world *w = world_new();
    for (uint64_t seed = 1; seed <= 15; seed++) {
        twins t;
        difference d = {{0}};
        question slow, k;
        dice dd = {seed};
        world_random_statements(w, seed, WORLD_ALL & ~WORLD_CONTRADICT, 40);
        assert_false(twins_open(&t, w, &d));
        random_question(&slow, &t, &dd);
        slow.q.rule = (sy_rule)(seed % SY_RULES);
        slow.q.walk = (sy_walk_choice)(seed % 3);
        translate(&k, &slow, &t);
        try_with_failures(build_once, &t, &k);
        try_with_failures(trace_once, &t, &k);
        try_with_failures(matched_once, &t, &k);
        k.q.rule = (sy_rule)(seed % 3);
        if (t.f->n_transfers) try_with_failures(backward_once, &t, &k);
        twins_close(&t);
    }
    free(w);
}

/* An account's sums, before anything is traced and while it is. */
static void sums_that_do_not_fit_name_the_account(void **state)
{
    (void)state;
    static const int64_t huge = INT64_MAX / 2 + 1;
    world_view v;
    sy_built_flow *built = NULL;
    sy_err err = {0};
    world *w = world_new();
    world_plain(w, 3);
    world_pay(w, 0, 2, 0, huge);
    world_pay(w, 1, 2, 1, huge);
    world_view_open(&v, w);
    assert_int_equal(sy_flow_build(&built, NULL, &v.rows, &v.books, NULL, &err), SY_ELIMIT);
    assert_null(built);
    assert_non_null(strstr(err.text, "A2"));
    world_view_close(&v);
    free(w);
}

/* Balances fit, but not all that has come in. */
static void lines_that_do_not_fit_name_the_account(void **state)
{
    (void)state;
    static const int64_t huge = INT64_MAX / 2 + 1;
    world_view v;
    sy_built_flow *built = NULL;
    sy_err err = {0};
    world *w = world_new();
    world_plain(w, 4);
    world_pay(w, 0, 2, 0, huge);
    world_pay(w, 2, 3, 1, huge);
    world_pay(w, 1, 2, 2, huge);
    world_view_open(&v, w);
    assert_int_equal(sy_flow_build(&built, NULL, &v.rows, &v.books, NULL, &err), SY_ELIMIT);
    assert_null(built);
    assert_non_null(strstr(err.text, "A2"));
    world_view_close(&v);
    free(w);
}

/* Two rows of one account, or of two: both are named with their dates. */
static void times_that_are_too_far_apart_name_both(void **state)
{
    (void)state;
    static const int64_t longest = UINT32_MAX; /* seconds */
    sy_err err = {0};
    for (int64_t over = 0; over < 2; over++) {
        world_view v;
        sy_built_flow *built = NULL;
        world *w = world_new();
        world_plain(w, 3);
        world_pay(w, 0, 2, -2208988800, 1);
        world_pay(w, 1, 2, -2208988800 + longest + over, 1);
        world_sort(w);
        world_view_open(&v, w);
        const sy_status st = sy_flow_build(&built, NULL, &v.rows, &v.books, NULL, &err);
        assert_int_equal(st, over ? SY_ELIMIT : SY_OK);
        if (built) {
            const sy_flow *f = sy_built_flow_view(built);
            assert_true(sy_flow_at(f, f->n_transfers - 1) == -2208988800 + longest);
        }
        sy_built_flow_free(built);
        world_view_close(&v);
        free(w);
    }
    static const char *const named[] = {"A0", "1900-01-01", "A1", "2036-02-07"};
    for (int i = 0; i < 4; i++) assert_non_null(strstr(err.text, named[i]));
}

static void questions_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    twins t;
    difference d = {{0}};
    world *w = world_new();
    world_worked_example(w);
    assert_false(twins_open(&t, w, &d));
    static sy_seed many[SY_MAX_SEEDS + 1];
    static const sy_seed no_account = {.kind = SY_SEED_ACCOUNT, .account = 99};
    static const sy_seed no_transfer = {.kind = SY_SEED_TRANSFER, .transfer = 9999};
    static const sy_seed twice[] = {{.kind = SY_SEED_TRANSFER, .transfer = 1},
                                    {.kind = SY_SEED_TRANSFER, .transfer = 1}};
    const struct {
        const sy_seed *seeds;
        size_t n;
    } bad[] = {
        {many, 0}, {many, SY_MAX_SEEDS + 1}, {&no_account, 1}, {&no_transfer, 1}, {twice, 2}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const sy_trace_query q = {.seeds = bad[i].seeds, .n_seeds = bad[i].n};
        sy_trace *trace = NULL;
        sy_matched *list = NULL;
        size_t n;
        assert_int_equal(sy_trace_run(&trace, NULL, t.f, &q, NULL), SY_EINVAL);
        assert_null(trace);
        assert_int_equal(sy_trace_matched(&list, &n, NULL, t.f, &q, NULL), SY_EINVAL);
        assert_null(list);
    }
    static const uint32_t no_payment = 9999, payment = 1;
    const sy_backward_query wrong[] = {
        {.rule = SY_CLEAN_FIRST, .payments = &payment, .n_payments = 1},
        {.rule = SY_TAINT_FIRST, .payments = &payment, .n_payments = 1},
        {.rule = SY_FIFO, .payments = &no_payment, .n_payments = 1},
        {.rule = SY_PRORATA, .payments = &payment, .n_payments = 1, .max_hops = 2}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sy_origin *list = NULL;
        size_t n;
        assert_int_equal(sy_trace_backward(&list, &n, NULL, t.f, &wrong[i], NULL), SY_EINVAL);
        assert_null(list);
    }
    twins_close(&t);
    free(w);
}

static void rules_have_names(void **state)
{
    (void)state;
    for (sy_rule r = 0; r < SY_RULES; r++) {
        sy_rule back = SY_RULES;
        assert_true(sy_rule_from_name(&back, sy_rule_name(r)) && back == r);
    }
    sy_rule none = SY_RULES;
    assert_false(sy_rule_from_name(&none, "poison"));
    for (sy_sink_kind k = 0; k <= SY_SINK_HELD; k++) assert_non_null(sy_sink_name(k));
    assert_string_equal(sy_sink_name(SY_SINK_HELD), "held");
    assert_string_equal(sy_sink_name(SY_SINK_HOP_LIMIT), "hop-limit");
}

static bool stop_at_once(void *ctx, unsigned permille)
{
    (void)permille;
    return ++*(int *)ctx < 1;
}

static void a_trace_can_be_cancelled(void **state)
{
    (void)state;
    twins t;
    difference d = {{0}};
    world *w = world_new();
    world_worked_example(w);
    assert_false(twins_open(&t, w, &d));
    const sy_seed seed = {.kind = SY_SEED_ACCOUNT, .account = 1, .since = INT64_MIN};
    for (sy_walk_choice walk = SY_WALK_CHOOSE; walk <= SY_WALK_FULL; walk++) {
        int calls = 0;
        const sy_trace_query q = {.seeds = &seed,
                                  .n_seeds = 1,
                                  .walk = walk,
                                  .bounds = true,
                                  .tick = stop_at_once,
                                  .tick_ctx = &calls};
        sy_trace *trace = NULL;
        sy_matched *list = NULL;
        size_t n = 0;
        assert_int_equal(sy_trace_run(&trace, NULL, t.f, &q, NULL), SY_ECANCEL);
        assert_null(trace);
        assert_int_equal(sy_trace_matched(&list, &n, NULL, t.f, &q, NULL), SY_ECANCEL);
        assert_null(list);
        assert_int_equal(calls, 2);
    }
    twins_close(&t);
    free(w);
}

typedef struct told {
    unsigned last, calls;
    bool has_fallen;
} told;

static bool listen(void *ctx, unsigned permille)
{
    told *t = ctx;
    if (permille < t->last || permille > 1000) t->has_fallen = true;
    t->last = permille;
    t->calls++;
    return true;
}

/* Distances, trace and bounds are three walks: a third of the way each. */
static void the_share_done_never_falls(void **state)
{
    (void)state;
    twins t;
    difference d = {{0}};
    world *w = world_new();
    world_worked_example(w);
    assert_false(twins_open(&t, w, &d));
    const sy_seed seed = {.kind = SY_SEED_ACCOUNT, .account = 1, .since = INT64_MIN};
    for (sy_walk_choice walk = SY_WALK_CHOOSE; walk <= SY_WALK_FULL; walk++) {
        told heard = {0};
        const sy_trace_query q = {.seeds = &seed,
                                  .n_seeds = 1,
                                  .walk = walk,
                                  .bounds = true,
                                  .max_hops = 2,
                                  .tick = listen,
                                  .tick_ctx = &heard};
        sy_trace *trace = NULL;
        assert_int_equal(sy_trace_run(&trace, NULL, t.f, &q, NULL), SY_OK);
        assert_false(heard.has_fallen);
        assert_true(heard.calls >= 3 && heard.last >= 666);
        sy_trace_free(trace);
    }
    twins_close(&t);
    free(w);
}

/* Five rules and the matched pairs, side by side. */
static void any_number_of_threads_answers_the_same(void **state)
{
    (void)state;
    static const char *const threads[] = {"1", "2", "7"};
    world *w = world_new();
    for (uint64_t seed = 1; seed <= 5; seed++) {
        twins t;
        difference d = {{0}};
        question slow, k;
        dice dd = {seed};
        sy_trace_query queries[SY_RULES];
        sy_trace *alone[SY_RULES], *together[SY_RULES];
        world_random_statements(w, seed, WORLD_ALL, 300);
        assert_false(twins_open(&t, w, &d));
        random_question(&slow, &t, &dd);
        translate(&k, &slow, &t);
        for (sy_rule r = 0; r < SY_RULES; r++) {
            queries[r] = k.q;
            queries[r].rule = r;
            assert_int_equal(sy_trace_run(&alone[r], NULL, t.f, &queries[r], NULL), SY_OK);
        }
        for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
            sy_matched *matched = NULL;
            size_t n = 0;
            setenv("SUYUAN_THREADS", threads[i], 1);
            assert_int_equal(
                sy_trace_together(together, t.f, queries, SY_RULES, &matched, &n, NULL), SY_OK);
            for (sy_rule r = 0; r < SY_RULES; r++) {
                assert_true(same_traces(alone[r], together[r]));
                sy_trace_free(together[r]);
            }
            sy_drop(NULL, matched);
        }
        for (sy_rule r = 0; r < SY_RULES; r++) sy_trace_free(alone[r]);
        twins_close(&t);
    }
    unsetenv("SUYUAN_THREADS");
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_lists_agree),
        cmocka_unit_test(long_queues_agree),
        cmocka_unit_test(statements_without_balances_agree),
        cmocka_unit_test(balances_agree),
        cmocka_unit_test(clocks_agree),
        cmocka_unit_test(unsupplied_accounts_agree),
        cmocka_unit_test(everything_together_agrees),
        cmocka_unit_test(every_small_list_agrees),
        cmocka_unit_test(an_index_answers_as_the_flow_it_was_made_from),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(sums_that_do_not_fit_name_the_account),
        cmocka_unit_test(lines_that_do_not_fit_name_the_account),
        cmocka_unit_test(times_that_are_too_far_apart_name_both),
        cmocka_unit_test(questions_that_make_no_sense_are_refused),
        cmocka_unit_test(rules_have_names),
        cmocka_unit_test(a_trace_can_be_cancelled),
        cmocka_unit_test(the_share_done_never_falls),
        cmocka_unit_test(any_number_of_threads_answers_the_same),
    };
    return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
