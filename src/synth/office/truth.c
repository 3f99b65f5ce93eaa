/* truth.json, key by key. What the debtor's money was in each payment is worked out by
 * money.c, once for each rule, and once more for an eye that sees all statements. */
#include "synth/office/truth.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "synth/office/money.h"

static const char *const rules[SY_MONEY_RULES] = {"fifo", "lifo", "prorata", "clean-first",
                                                  "taint-first"};
static const char *const parts[SY_PARTS] = {"price", "tax", "upkeep", "receipt"};

typedef struct teller {
    const sy_cast *c;
    const sy_world *w;
    const sy_office_files *f;
    sy_json j;
    sy_minor *tainted[SY_MONEY_RULES + 1]; /* by movement; the last: fifo, seeing all */
} teller;

static void pair(teller *t, const char *key, const char *value)
{
    sy_json_key(&t->j, key);
    sy_json_string(&t->j, value);
}

static void count(teller *t, const char *key, uint64_t value)
{
    sy_json_key(&t->j, key);
    sy_json_int(&t->j, (int64_t)value);
}

static void flag(teller *t, const char *key, bool value)
{
    sy_json_key(&t->j, key);
    sy_json_bool(&t->j, value);
}

static void money(teller *t, const char *key, sy_minor fen)
{
    sy_json_key(&t->j, key);
    sy_json_minor(&t->j, fen);
}

static void date(teller *t, const char *key, int64_t day)
{
    sy_json_key(&t->j, key);
    if (day)
        sy_json_time(&t->j, day * SY_DAY, SY_DATE);
    else
        sy_json_null(&t->j);
}

static const sy_actor *holder_of(const teller *t, int account)
{
    return &t->w->actors[t->w->accounts[account].holder];
}

static void put_account_name(teller *t, int account)
{
    pair(t, "account", t->w->accounts[account].number);
    pair(t, "holder", holder_of(t, account)->name);
    pair(t, "bank", t->w->accounts[account].bank->name);
}

/* ---- the case ---- */

static void put_case(teller *t)
{
    static const char *const keys[SY_WORLD_DAYS] = {
        "suit_served",    "judgment_effective",     "enforcement_filed",
        "report_ordered", "consumption_restricted", "terminated",
        "resumed"};
    const sy_actor *debtor = &t->w->actors[t->c->debtor];

    sy_json_key(&t->j, "case");
    sy_json_object(&t->j);
    pair(t, "name", "合成数据：买卖合同纠纷执行案");
    pair(t, "number", "(2023)浙0699执4321号");
    pair(t, "court", "虚构市人民法院");
    pair(t, "debtor", debtor->name);
    pair(t, "debtor_id", debtor->id);
    money(t, "claim", t->w->claim);
    for (int d = 0; d < SY_WORLD_DAYS; d++) date(t, keys[d], t->w->days[d]);
    sy_json_end(&t->j);
    sy_json_key(&t->j, "imports");
    sy_json_array(&t->j);
    for (int i = 0; i < 2; i++) {
        sy_json_object(&t->j);
        pair(t, "folder", i == 0 ? SY_OFFICE_WHOLE : SY_OFFICE_PARTS);
        date(t, "from", i == 0 ? t->w->from_day : 0);
        date(t, "to", i == 0 ? t->w->to_day : 0);
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

static void put_people(teller *t)
{
    sy_json_key(&t->j, "people");
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->w->n_actors; i++) {
        const sy_actor *a = &t->w->actors[i];
        sy_json_object(&t->j);
        pair(t, "name", a->name);
        pair(t, "identity", a->id);
        pair(t, "phone", a->phone);
        pair(t, "address", a->address);
        pair(t, "relation", a->relation);
        pair(t, "role", a->role);
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

static void put_accounts(teller *t)
{
    sy_json_key(&t->j, "accounts");
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->w->n_accounts; i++) {
        const sy_office_account *a = &t->w->accounts[i];
        if (a->kind == SY_KIND_POCKET) continue;
        sy_json_object(&t->j);
        put_account_name(t, (int)i);
        pair(t, "role", holder_of(t, (int)i)->role);
        flag(t, "supplied", a->is_supplied);
        if (a->is_supplied) {
            date(t, "from", a->from_day);
            date(t, "to", a->to_day);
            count(t, "rows", a->n_moves);
        }
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

static void put_files(teller *t)
{
    sy_json_key(&t->j, "files");
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->f->n; i++) {
        const sy_office_file *f = &t->f->list[i];
        sy_json_object(&t->j);
        pair(t, "path", f->path);
        pair(t, "sha256", f->sha256);
        pair(t, "layout", f->layout);
        pair(t, "account", f->account == SY_NOBODY ? NULL : t->w->accounts[f->account].number);
        count(t, "rows", f->rows);
        count(t, "rejected", f->damaged);
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

/* ---- clues ---- */

static void put_place(teller *t, const sy_row_place *p)
{
    sy_json_object(&t->j);
    pair(t, "file", t->f->list[p->table].path);
    count(t, "row", p->row);
    sy_json_end(&t->j);
}

static void put_funded(teller *t, const sy_minor sums[SY_MONEY_RULES + 1])
{
    sy_json_key(&t->j, "funded");
    sy_json_object(&t->j);
    for (int r = 0; r < SY_MONEY_RULES; r++) money(t, rules[r], sums[r]);
    sy_json_end(&t->j);
    money(t, "funded_with_all_statements", sums[SY_MONEY_RULES]);
}

static void put_row(teller *t, size_t i, bool is_in)
{
    const sy_office_move *m = &t->w->moves[i];
    const sy_row_place *places = is_in ? m->to_place : m->from_place;
    sy_minor sums[SY_MONEY_RULES + 1];

    sy_json_object(&t->j);
    sy_json_key(&t->j, "time");
    sy_json_time(&t->j, m->at, SY_SECOND);
    money(t, "amount", m->amount);
    pair(t, "summary", m->summary);
    pair(t, "payee", m->payee ? m->payee->name : NULL);
    pair(t, "part", parts[m->part]);
    for (int r = 0; r <= SY_MONEY_RULES; r++) sums[r] = t->tainted[r][i];
    put_funded(t, sums);
    sy_json_key(&t->j, "places");
    sy_json_array(&t->j);
    for (int k = 0; k < 2; k++) {
        if (places[k].row) put_place(t, &places[k]);
    }
    sy_json_end(&t->j);
    sy_json_end(&t->j);
}

typedef struct totals {
    size_t n;
    int64_t first, last;
    sy_minor in, out, funded[SY_MONEY_RULES + 1];
} totals;

static totals add_up(const teller *t, int asset)
{
    totals sum = {0};

    for (size_t i = 0; i < t->w->n_moves; i++) {
        const sy_office_move *m = &t->w->moves[i];
        if (m->asset != asset || (m->flags & SY_MOVE_DROPPED)) continue;
        if (sum.n++ == 0) sum.first = m->at;
        sum.last = m->at;
        *(m->part == SY_PART_RECEIPT ? &sum.in : &sum.out) += m->amount;
        for (int r = 0; r <= SY_MONEY_RULES && m->part != SY_PART_RECEIPT; r++) {
            sum.funded[r] += t->tainted[r][i];
        }
    }
    return sum;
}

static bool is_same_path(const sy_office_path *a, const sy_office_path *b)
{
    return a->asset == b->asset && a->n == b->n &&
           memcmp(a->accounts, b->accounts, (size_t)a->n * sizeof *a->accounts) == 0;
}

static bool is_new_path(const sy_world *w, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (is_same_path(&w->paths[k], &w->paths[i])) return false;
    }
    return true;
}

static void put_paths(teller *t, int asset)
{
    sy_json_key(&t->j, "paths");
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->w->n_paths; i++) {
        const sy_office_path *p = &t->w->paths[i];
        if (p->asset != asset || !is_new_path(t->w, i)) continue;
        sy_json_array(&t->j);
        for (int k = 0; k < p->n; k++) sy_json_string(&t->j, t->w->accounts[p->accounts[k]].number);
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

static void put_clue(teller *t, int asset)
{
    const sy_asset *a = &t->w->assets[asset];
    const totals sum = add_up(t, asset);
    const int64_t judgment = t->w->days[SY_WD_JUDGMENT] * SY_DAY;

    if (sum.n == 0) return;
    sy_json_object(&t->j);
    pair(t, "class", a->kind);
    pair(t, "item", a->item);
    put_account_name(t, a->account);
    pair(t, "payee", a->payee);
    if (a->own_number) pair(t, "own_account", a->own_number);
    if (a->own_number) pair(t, "own_bank", a->own_bank);
    flag(t, "innocent", a->is_innocent);
    flag(t, "open", a->is_open);
    money(t, "amount", sum.out ? sum.out : sum.in);
    money(t, "returned", sum.out ? sum.in : 0);
    date(t, "first", sy_day_of(sum.first));
    date(t, "last", sy_day_of(sum.last));
    flag(t, "after_judgment", sum.last >= judgment);
    count(t, "rows", sum.n);
    put_funded(t, sum.funded);
    put_paths(t, asset);
    sy_json_key(&t->j, "entries");
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->w->n_moves; i++) {
        const sy_office_move *m = &t->w->moves[i];
        if (m->asset == asset && !(m->flags & SY_MOVE_DROPPED)) {
            put_row(t, i, m->from == SY_NOBODY || m->part == SY_PART_RECEIPT);
        }
    }
    sy_json_end(&t->j);
    sy_json_end(&t->j);
}

static void put_clues(teller *t, const char *key, bool are_restricted)
{
    sy_json_key(&t->j, key);
    sy_json_array(&t->j);
    for (size_t a = 0; a < t->w->n_assets; a++) {
        if (t->w->assets[a].is_restricted == are_restricted) put_clue(t, (int)a);
    }
    sy_json_end(&t->j);
}

/* ---- people and accounts to be found, or left alone ---- */

static void put_suspects(teller *t, const char *key, bool are_proxies)
{
    sy_json_key(&t->j, key);
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->w->n_suspects; i++) {
        const sy_suspect *s = &t->w->suspects[i];
        if (s->is_proxy != are_proxies || !t->w->accounts[s->account].is_supplied) continue;
        sy_json_object(&t->j);
        put_account_name(t, s->account);
        pair(t, "make", s->make);
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

static void put_waiting(teller *t, int account)
{
    sy_minor received = 0, tainted = 0;
    int64_t first = 0, last = 0;
    uint64_t n = 0;

    for (size_t i = 0; i < t->w->accounts[account].n_moves; i++) {
        const uint32_t k = t->w->accounts[account].moves[i];
        const sy_office_move *m = &t->w->moves[k];
        if (m->to != account) continue;
        if (n++ == 0) first = m->at;
        last = m->at;
        received += m->amount;
        tainted += t->tainted[0][k];
    }
    sy_json_object(&t->j);
    put_account_name(t, account);
    money(t, "received", received);
    money(t, "waiting", tainted);
    date(t, "first", sy_day_of(first));
    date(t, "last", sy_day_of(last));
    count(t, "rows", n);
    sy_json_end(&t->j);
}

static void put_withheld(teller *t)
{
    sy_json_key(&t->j, "withheld");
    sy_json_array(&t->j);
    for (size_t i = 0; i < t->w->n_suspects; i++) {
        const sy_suspect *s = &t->w->suspects[i];
        if (!t->w->accounts[s->account].is_supplied) put_waiting(t, s->account);
    }
    sy_json_end(&t->j);
    sy_json_key(&t->j, "gaps");
    sy_json_array(&t->j);
    if (t->f->gap.account != SY_NOBODY) {
        sy_json_object(&t->j);
        put_account_name(t, t->f->gap.account);
        date(t, "from", t->f->gap.from_day);
        date(t, "to", t->f->gap.to_day);
        sy_json_end(&t->j);
    }
    sy_json_end(&t->j);
}

static void put_totals(teller *t)
{
    sy_json_key(&t->j, "totals");
    sy_json_object(&t->j);
    count(t, "files", t->f->n);
    count(t, "rows", t->f->rows);
    count(t, "duplicate", t->f->repeated);
    count(t, "rejected", t->f->damaged);
    sy_json_end(&t->j);
}

static void put_all(teller *t)
{
    sy_json_object(&t->j);
    pair(t, "note", "合成数据：人物、公司、账号和交易均为虚构");
    pair(t, "size", "office");
    count(t, "seed", t->w->seed);
    put_case(t);
    put_people(t);
    put_accounts(t);
    put_files(t);
    put_clues(t, "clues", false);
    put_clues(t, "high_consumption", true);
    put_suspects(t, "proxies", true);
    put_suspects(t, "hard_negatives", false);
    put_withheld(t);
    put_totals(t);
    sy_json_end(&t->j);
}

/* ---- files ---- */

static sy_status follow_all(teller *t, sy_err *err)
{
    const int64_t since = t->w->days[SY_WD_SUIT];
    sy_status st = SY_OK;

    for (int r = 0; r <= SY_MONEY_RULES && st == SY_OK; r++) {
        const bool sees_all = r == SY_MONEY_RULES;
        st = sy_money_follow(&t->tainted[r], t->w, t->c->debtor, sees_all ? 0 : r, since, sees_all,
                             err);
    }
    return st;
}

static sy_status write_truth(teller *t, const char *dir, sy_err *err)
{
    char *path = sy_path_join(NULL, dir, "truth.json");
    FILE *out = path ? fopen(path, "w") : NULL;
    sy_status st = SY_OK;

    if (!path) return sy_fail_nomem(err);
    if (!out) {
        st = sy_fail_errno(err, path);
    } else {
        sy_json_init(&t->j, out);
        put_all(t);
        st = sy_json_finish(&t->j, err);
        if (fclose(out) != 0 && st == SY_OK) st = sy_fail_errno(err, path);
    }
    sy_drop(NULL, path);
    return st;
}

static sy_status write_readme(const char *dir, sy_err *err)
{
    static const char text[] = "这是合成数据：人物、公司、账号、证件号码和全部交易均为虚构，由 "
                               "suyuan synth --size office 生成。\n"
                               "statements/ 是各家银行按调取期间给出的流水；parts/ "
                               "是分段给出的流水（有重叠，也可能有缺月）。\n"
                               "truth.json 写明真实情况，只用于检验程序。\n";
    char *path = sy_path_join(NULL, dir, "README.txt");
    const sy_status st =
        path ? sy_file_write(path, text, sizeof text - 1, err) : sy_fail_nomem(err);

    sy_drop(NULL, path);
    return st;
}

sy_status sy_office_truth_write(const sy_cast *c, const sy_office_files *f, const char *dir,
                                sy_err *err)
{
    teller t = {.c = c, .w = c->w, .f = f};
    sy_status st = follow_all(&t, err);

    if (st == SY_OK) st = write_truth(&t, dir, err);
    if (st == SY_OK) st = write_readme(dir, err);
    for (int r = 0; r <= SY_MONEY_RULES; r++) sy_drop(NULL, t.tainted[r]);
    return st;
}
