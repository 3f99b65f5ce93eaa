/* Schemes let customers pay whenever money is needed, so only the whole shows who still does. */
#include "synth/office/customers.h"

enum { STILL = 3, LAST_YEAR = 365 };

static bool is_his(const sy_cast *c, const sy_office_move *m, const sy_office_payee *customer)
{
    return m->from == SY_NOBODY && m->payee == customer && m->to != SY_NOBODY &&
           m->asset == SY_NOBODY && c->w->accounts[m->to].holder == c->debtor;
}

void sy_customers_mark(sy_cast *c)
{
    sy_world *w = c->w;

    for (int k = 0; k < c->n_customers; k++) {
        sy_asset a = {.kind = "receivable",
                      .item = "customer",
                      .payee = c->customers[k]->name,
                      .holder = c->debtor,
                      .account = SY_NOBODY};
        int lately = 0, asset = SY_NOBODY;
        for (size_t i = 0; i < w->n_moves; i++) {
            sy_office_move *m = &w->moves[i];
            if (!is_his(c, m, c->customers[k])) continue;
            if (asset == SY_NOBODY) {
                a.account = m->to;
                asset = sy_world_asset(w, &a);
            }
            if (asset == SY_NOBODY) return; /* no memory: the world remembers */
            lately += m->at >= (w->to_day - LAST_YEAR) * SY_DAY;
            sy_world_mark(m, asset, SY_PART_RECEIPT);
        }
        if (asset != SY_NOBODY) w->assets[asset].is_open = lately < STILL;
    }
}
