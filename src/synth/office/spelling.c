/* Only rows of which an asset has others are spoilt so far that a reader could not tell the
 * payee: a single payment keeps a name or a word. */
#include "synth/office/spelling.h"

#include <string.h>

enum { THROUGH_MOST = 5000000 };

static const sy_office_payee *without_name(sy_world *w, const sy_office_payee *p)
{
    sy_office_payee copy = *p;

    copy.name = copy.merchant = "";
    if (sy_chance(w, 50)) copy.number = "";
    return sy_world_payee(w, &copy);
}

static const sy_office_payee *respelt(sy_world *w, const sy_office_payee *p)
{
    static const char *const forms[] = {"%s（本级）", "%s 结算户", "　%s　", "%s-收款", "%s*"};
    sy_office_payee copy = *p;
    const char *form = SY_ONE_OF(w, forms);
    const char *hole = strstr(form, "%s");

    copy.name = sy_world_text(w, "%.*s%s%s", (int)(hole - form), form, p->name, hole + 2);
    return sy_world_payee(w, &copy);
}

/* Paid with a telephone: the bank sees only the firm, and the merchant if it is told. */
static const sy_office_payee *through_firm(sy_world *w, const sy_office_payee *p)
{
    const sy_office_payee firm = {.name = "财付通支付科技有限公司",
                                  .number = "Z2004944000010N",
                                  .merchant = p->name,
                                  .type = "快捷支付"};

    return sy_world_payee(w, &firm);
}

static void spoil(sy_world *w, sy_office_move *m, size_t rows_of_asset)
{
    const uint32_t draw = sy_below(w, 100);

    if (!m->payee || !m->payee->name[0] || m->part == SY_PART_RECEIPT) return;
    if (draw < 6 && rows_of_asset >= 3)
        m->payee = without_name(w, m->payee);
    else if (draw < 14)
        m->payee = respelt(w, m->payee);
    else if (draw < 20 && m->amount <= THROUGH_MOST)
        m->payee = through_firm(w, m->payee);
}

/* A carrier's address, seen behind many strangers. */
static void share_address(sy_world *w)
{
    for (size_t i = 0; i < w->n_moves; i++) {
        sy_office_move *m = &w->moves[i];
        if (m->machine == 0 && m->from != SY_NOBODY && m->payee && m->payee->merchant[0] &&
            sy_chance(w, 3)) {
            m->machine = SY_SHARED_MACHINE;
        }
    }
}

void sy_spelling_spoil(sy_cast *c)
{
    sy_world *w = c->w;
    uint32_t *rows = sy_arena_get(&w->arena, (w->n_assets + 1) * sizeof *rows);

    if (!rows) {
        w->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < w->n_moves; i++) {
        if (w->moves[i].asset != SY_NOBODY) rows[w->moves[i].asset]++;
    }
    for (size_t i = 0; i < w->n_moves; i++) {
        if (w->moves[i].asset != SY_NOBODY) spoil(w, &w->moves[i], rows[w->moves[i].asset]);
    }
    share_address(w);
}
