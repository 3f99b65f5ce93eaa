/* Plain bookkeeping of rows and orders. A view copies the world into the arrays
 * of build.h, so that a builder may write into its ledgers. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

static void must(bool fits, const char *what)
{
    if (fits) return;
    fprintf(stderr, "world: %s\n", what);
    abort();
}

world *world_new(void)
{
    world *w = calloc(1, sizeof *w);
    must(w != NULL, "no memory");
    world_clear(w);
    return w;
}

void world_clear(world *w)
{
    w->n_rows = w->n_ledgers = w->n_accounts = w->n_suspects = 0;
    w->split = SY_NONE;
}

uint32_t world_ledger(world *w, uint32_t account, uint32_t flags)
{
    must(w->n_ledgers < WORLD_LEDGERS, "too many ledgers");
    const uint32_t l = w->n_ledgers++;
    w->ledgers[l] = (sy_ledger){.account = account, .flags = flags, .continues = SY_NONE};
    w->n_order[l] = w->n_proved[l] = 0;
    if (account >= w->n_accounts) w->n_accounts = account + 1;
    return l;
}

uint32_t world_unsupplied(world *w, uint32_t account, uint32_t continues)
{
    const uint32_t l = world_ledger(w, account, SY_L_UNSUPPLIED);
    w->ledgers[l].continues = continues;
    return l;
}

void world_plain(world *w, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) world_ledger(w, i, SY_L_CLOSED);
}

void world_prove(world *w, uint32_t ledger, int32_t from, int32_t to)
{
    must(w->n_proved[ledger] < WORLD_PROVED, "too many proved days");
    w->proved[ledger][w->n_proved[ledger]++] = (sy_days){from, to};
}

static uint32_t new_row(world *w, uint32_t ledger, int64_t at, int64_t amount, uint32_t other)
{
    must(w->n_rows < WORLD_ROWS, "too many rows");
    const uint32_t place = w->n_rows++;
    w->at[place] = at;
    w->amount[place] = amount;
    w->balance[place] = 0;
    w->ledger[place] = ledger;
    w->other[place] = other;
    w->match[place] = SY_NONE;
    w->flags[place] = 0;
    return place;
}

static void stands_in(world *w, uint32_t ledger, uint32_t entry)
{
    w->order[ledger][w->n_order[ledger]++] = entry;
}

uint32_t world_row(world *w, uint32_t ledger, int64_t at, int64_t amount, uint32_t other)
{
    const uint32_t place = new_row(w, ledger, at, amount, other);
    stands_in(w, ledger, place * 2 + (amount > 0));
    return place;
}

void world_state(world *w, uint32_t place, int64_t balance)
{
    w->flags[place] |= SY_ROW_HAS_BALANCE;
    w->balance[place] = balance;
}

void world_match(world *w, uint32_t out, uint32_t in)
{
    must(w->amount[out] < 0 && w->amount[in] > 0 && -w->amount[out] >= w->amount[in], "match");
    w->match[out] = in;
    w->match[in] = out;
}

uint32_t world_pay(world *w, uint32_t from, uint32_t to, int64_t at, int64_t amount)
{
    const uint32_t place = new_row(w, from, at, -amount, to);
    w->flags[place] = SY_ROW_TRANSFER;
    stands_in(w, from, place * 2);
    stands_in(w, to, place * 2 + 1);
    return place;
}

/* Insertion: stable, and the lists are short. */
void world_sort(world *w)
{
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        uint32_t *order = w->order[l];
        for (uint32_t i = 1; i < w->n_order[l]; i++) {
            const uint32_t entry = order[i];
            uint32_t k = i;
            for (; k > 0; k--) {
                const uint32_t before = order[k - 1];
                const int64_t a = w->at[before / 2], b = w->at[entry / 2];
                if (a < b || (a == b && before < entry)) break;
                order[k] = before;
            }
            order[k] = entry;
        }
    }
}

void world_renumber(world *w, const uint32_t *place_of)
{
    world *old = malloc(sizeof *old);
    must(old != NULL, "no memory");
    memcpy(old, w, sizeof *old);
    for (uint32_t i = 0; i < old->n_rows; i++) {
        const uint32_t p = place_of[i];
        w->at[p] = old->at[i];
        w->amount[p] = old->amount[i];
        w->balance[p] = old->balance[i];
        w->ledger[p] = old->ledger[i];
        w->other[p] = old->other[i];
        w->match[p] = old->match[i] == SY_NONE ? SY_NONE : place_of[old->match[i]];
        w->flags[p] = old->flags[i];
    }
    for (uint32_t l = 0; l < old->n_ledgers; l++) {
        for (uint32_t k = 0; k < old->n_order[l]; k++) {
            const uint32_t entry = old->order[l][k];
            w->order[l][k] = place_of[entry / 2] * 2 + entry % 2;
        }
    }
    for (uint32_t i = 0; i < 2 * old->n_suspects; i++) {
        w->suspects[i] = place_of[old->suspects[i]];
    }
    free(old);
}

void world_remove(world *w, uint32_t place)
{
    if (w->ledger[place] == SY_NONE) return;
    const uint32_t match = w->match[place];
    w->ledger[place] = w->match[place] = SY_NONE;
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        uint32_t n = 0;
        for (uint32_t k = 0; k < w->n_order[l]; k++) {
            if (w->order[l][k] / 2 != place) w->order[l][n++] = w->order[l][k];
        }
        w->n_order[l] = n;
    }
    if (match != SY_NONE) world_remove(w, match);
}

static void dump_end(FILE *out, uint32_t end)
{
    if (sy_is_outside(end))
        fprintf(out, "outside %d", (int)sy_outside_kind(end));
    else
        fprintf(out, "ledger %u", end);
}

void world_dump(FILE *out, const world *w)
{
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        const sy_ledger *g = &w->ledgers[l];
        fprintf(out, "ledger %u: account %u%s%s", l, g->account,
                g->flags & SY_L_UNSUPPLIED ? " unsupplied" : "",
                g->flags & SY_L_CLOSED ? " plain list" : "");
        if (g->continues != SY_NONE) fprintf(out, " continues %u", g->continues);
        fprintf(out, " as of %lld", (long long)g->as_of);
        for (uint32_t i = 0; i < w->n_proved[l]; i++) {
            fprintf(out, " proved %d..%d", w->proved[l][i].from, w->proved[l][i].to);
        }
        fputc('\n', out);
        for (uint32_t k = 0; k < w->n_order[l]; k++) {
            const uint32_t p = w->order[l][k] / 2;
            fprintf(out, "  #%u %s at %lld %lld", p, w->order[l][k] % 2 ? "in" : "out",
                    (long long)w->at[p], (long long)w->amount[p]);
            if (w->flags[p] & SY_ROW_HAS_BALANCE) {
                fprintf(out, " = %lld", (long long)w->balance[p]);
            }
            if (w->flags[p] & SY_ROW_DATE_ONLY) fprintf(out, " (date)");
            if (w->flags[p] & SY_ROW_TRANSFER) fprintf(out, " from ledger %u", w->ledger[p]);
            if (w->match[p] != SY_NONE) {
                fprintf(out, " matches #%u of ledger %u", w->match[p], w->ledger[w->match[p]]);
            } else {
                fputs(" other side: ", out);
                dump_end(out, w->other[p]);
            }
            fputc('\n', out);
        }
    }
}

static void *keep(world_view *v, size_t i, size_t n, size_t size)
{
    v->kept[i] = calloc(n + 1, size);
    must(v->kept[i] != NULL, "no memory");
    return v->kept[i];
}

static uint32_t view_texts(world_view *v, const world *w, sy_ledger *ledgers)
{
    enum { EACH = 16 };
    char *texts = keep(v, 4, (size_t)w->n_accounts + 1, EACH);
    for (uint32_t a = 0; a < w->n_accounts; a++) snprintf(texts + (a + 1) * EACH, EACH, "A%u", a);
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        ledgers[l].number = (ledgers[l].account + 1) * EACH;
    }
    v->books.texts = texts;
    return (w->n_accounts + 1) * EACH;
}

void world_view_open(world_view *v, const world *w)
{
    *v = (world_view){0};
    v->rows = (sy_rows){.n = w->n_rows, .at = w->at, .amount = w->amount, .balance = w->balance,
                        .ledger = w->ledger, .other = w->other, .match = w->match,
                        .flags = w->flags};

    size_t entries = 0, spans = 0;
    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        entries += w->n_order[l];
        spans += w->n_proved[l];
    }
    sy_ledger *ledgers = keep(v, 0, w->n_ledgers, sizeof *ledgers);
    uint64_t *row_begin = keep(v, 1, w->n_ledgers + 1, sizeof *row_begin);
    uint32_t *rows = keep(v, 2, entries + w->n_ledgers + 1, sizeof *rows);
    uint32_t *proved_begin = rows + entries;
    sy_place_base *sources = keep(v, 3, 2, sizeof *sources);
    sy_days *proved = keep(v, 5, spans, sizeof *proved);

    for (uint32_t l = 0; l < w->n_ledgers; l++) {
        ledgers[l] = w->ledgers[l];
        memcpy(rows + row_begin[l], w->order[l], w->n_order[l] * sizeof *rows);
        row_begin[l + 1] = row_begin[l] + w->n_order[l];
        memcpy(proved + proved_begin[l], w->proved[l], w->n_proved[l] * sizeof(sy_days));
        proved_begin[l + 1] = proved_begin[l] + w->n_proved[l];
    }
    const uint32_t split = w->split < w->n_rows ? w->split : w->n_rows;
    memset(sources[0].sha256, 'a', 64);
    memset(sources[1].sha256, 'b', 64);
    sources[0].rows = split;
    sources[1].base = split;
    sources[1].rows = w->n_rows - split;

    v->books = (sy_books){.n_ledgers = w->n_ledgers,
                          .n_accounts = w->n_accounts,
                          .n_sources = split < w->n_rows ? 2 : 1,
                          .ledgers = ledgers,
                          .row_begin = row_begin,
                          .rows = rows,
                          .proved_begin = proved_begin,
                          .proved = proved,
                          .sources = sources};
    v->books.n_suspects = w->n_suspects;
    v->books.suspects = w->suspects;
    v->books.texts_size = view_texts(v, w, ledgers);
}

void world_view_close(world_view *v)
{
    for (size_t i = 0; i < sizeof v->kept / sizeof *v->kept; i++) free(v->kept[i]);
}
