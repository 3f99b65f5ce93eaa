/* Property clues: which of the true assets was found, by which clue, and which clues are of
 * nothing. */
#include "insight/clues.h"

#include <string.h>

#include "base/lang.h"
#include "evaluate/score.h"

static const char *const classes[SY_SCORED_CLASSES] = {
    "real_estate", "vehicle",        "insurance", "own_account", "income",
    "receivable",  "securities",     "wealth",    "deposit",     "equity",
    "rent",        "precious_metal", "crypto",    "other",       "high_consumption"};

const char *sy_scored_class(int i)
{
    return classes[i];
}

int sy_scored_class_number(const char *name)
{
    for (int i = 0; i < SY_SCORED_CLASSES; i++) {
        if (strcmp(classes[i], name) == 0) return i;
    }
    return -1;
}

const char *sy_scored_class_label(int i)
{
    for (int c = 0; c < SY_ASSET_CLASSES; c++) {
        const sy_asset_class class = (sy_asset_class)c;
        if (strcmp(sy_asset_class_name(class), classes[i]) == 0) return sy_asset_class_label(class);
    }
    return _("high consumption");
}

/* What has no column of its own is "other". */
static int class_number(const char *name)
{
    const int i = sy_scored_class_number(name);

    return i < 0 ? SY_SCORED_CLASSES - 2 : i;
}

typedef struct matching {
    sy_scoring *x;
    sy_minor *shares; /* by true clue: money of this clue's rows that is its */
    bool *is_found;   /* by true clue */
} matching;

/* The true clue of the class to which at least half of the clue's money belongs; SY_NONE. */
static uint32_t truth_of(matching *m, const sy_clue *k, const char *class)
{
    const sy_truth *t = m->x->t;
    sy_minor all = 0;
    uint32_t best = SY_NONE;

    memset(m->shares, 0, t->n_clues * sizeof *m->shares);
    for (size_t i = 0; i < k->n_rows; i++) {
        const uint32_t transfer = k->rows[i].transfer;
        const uint32_t of = transfer == SY_NONE ? SY_NONE : m->x->clue_of[transfer];
        all += k->rows[i].amount;
        if (of != SY_NONE) m->shares[of] += k->rows[i].amount;
    }
    for (uint32_t i = 0; i < t->n_clues; i++) {
        if (strcmp(t->clues[i].kind, class) != 0 || m->shares[i] == 0) continue;
        if (best == SY_NONE || m->shares[i] > m->shares[best]) best = i;
    }
    return best != SY_NONE && m->shares[best] >= all - m->shares[best] ? best : SY_NONE;
}

static const char *text_of(sy_scoring *x, sy_slice s)
{
    const char *text = sy_arena_text(x->arena, s.ptr ? s.ptr : "", s.len);

    return text ? text : "";
}

static sy_status remark(sy_scoring *x, const char *what, const char *class, const sy_clue *k)
{
    const sy_miss m = {.what = what,
                       .kind = class,
                       .account = text_of(x, k->account),
                       .holder = text_of(x, k->holder),
                       .payee = text_of(x, k->payee)};

    return sy_score_miss(x, &m);
}

static sy_status judge(matching *m, const sy_clue *k, const char *class)
{
    sy_class_score *score = &m->x->e->classes[class_number(class)];
    const uint32_t of = truth_of(m, k, class);
    const sy_true_clue *truth = of == SY_NONE ? NULL : &m->x->t->clues[of];

    if (truth && truth->is_open) return SY_OK;
    if (!truth || truth->is_innocent) {
        score->wrong++;
        score->innocent += truth != NULL;
        return remark(m->x, truth ? "innocent-clue" : "wrong-clue", class, k);
    }
    if (m->is_found[of]) {
        score->repeated++;
        return remark(m->x, "repeated-clue", class, k);
    }
    m->is_found[of] = true;
    score->found++;
    return SY_OK;
}

static sy_status count_true(matching *m)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < m->x->t->n_clues && st == SY_OK; i++) {
        const sy_true_clue *k = &m->x->t->clues[i];
        if (k->is_innocent || k->is_open) continue;
        m->x->e->classes[class_number(k->kind)].n_true++;
        if (m->is_found[i]) continue;
        const sy_miss miss = {.what = "missed-clue",
                              .kind = k->kind,
                              .account = k->account,
                              .holder = k->holder,
                              .payee = k->payee};
        st = sy_score_miss(m->x, &miss);
    }
    return st;
}

static sy_status judge_all(matching *m, const sy_clues *found)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < found->n_shown && st == SY_OK; i++) {
        const sy_clue *k = &found->items[i];
        st = judge(m, k, sy_asset_class_name(k->asset));
    }
    for (size_t i = 0; i < found->n_spending && st == SY_OK; i++) {
        st = judge(m, &found->spending[i], "high_consumption");
    }
    return st == SY_OK ? count_true(m) : st;
}

sy_status sy_score_clues(sy_scoring *x)
{
    matching m = {.x = x};
    sy_property_words *words = NULL;
    sy_clues *found = NULL;

    m.shares = sy_arena_get(x->arena, (x->t->n_clues + 1) * sizeof *m.shares);
    m.is_found = sy_arena_get(x->arena, x->t->n_clues + 1);
    sy_status st = m.shares && m.is_found ? SY_OK : sy_fail_nomem(x->err);
    if (st == SY_OK) st = sy_property_load_default(&words, NULL, x->err);
    if (st == SY_OK) st = sy_clues_find(&found, x->s, words, x->arena, x->err);
    if (st == SY_OK) st = judge_all(&m, found);
    sy_property_free(words);
    return st;
}
