/* set_tables.c - the tables of one person, cell by cell, and the blocks of evidence that
 * their figures open. Nothing is computed here but shares and the sums of what is cut off. */
#include "report/set_cells.h"
#include "report/set_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/words.h"

const char *sy_set_part_title(sy_set_part part)
{
    static const char *const titles[SY_SET_ALL_PARTS] = {
        [SY_SET_ACCOUNTS] = N_("Accounts"),
        [SY_SET_OVERVIEW] = N_("Income and spending"),
        [SY_SET_SIZES] = N_("By amount"),
        [SY_SET_CASH] = N_("Cash"),
        [SY_SET_LARGE] = N_("Large transfers"),
        [SY_SET_KINDS] = N_("Where it came from and went to"),
        [SY_SET_COUNTERPARTY] = N_("Counterparties"),
        [SY_SET_COMPANIES] = N_("Dealings with companies"),
        [SY_SET_MONTHS] = N_("By month"),
        [SY_SET_CLUES] = N_("Property clues"),
        [SY_SET_PROXIES] = N_("Accounts suspected to be the debtor's"),
        [SY_SET_HOUSEHOLD] = N_("The household's accounts"),
        [SY_SET_INQUIRIES] = N_("Statements to ask for"),
    };
    return sy_tr(titles[part]);
}

typedef struct builder {
    sy_set *set;
    uint32_t person;
    const sy_overview *o;
    sy_cells c;
} builder;

/* ---- cells ---- */

static void begin(builder *b, sy_set_part part)
{
    sy_cells_begin(&b->c, &b->set->persons[b->person].table[part], part);
}

/* Nothing is written where there is nothing. */
static void count_and_sum(builder *b, uint64_t n, sy_minor sum, sy_cell_side side, uint32_t block)
{
    if (n == 0) {
        sy_cells_empty(&b->c);
        sy_cells_empty(&b->c);
        return;
    }
    sy_cells_number(&b->c, SY_CELL_COUNT, (int64_t)n, 0);
    sy_cells_put(&b->c,
                 (sy_cell){.kind = SY_CELL_MONEY, .value = sum, .side = side, .block = block});
}

static void both_sides(builder *b, const sy_overview_line *l, uint32_t block)
{
    count_and_sum(b, l->n_in, l->in, SY_SIDE_IN, block);
    count_and_sum(b, l->n_out, l->out, SY_SIDE_OUT, block);
}

/* Tenths of a percent, rounded down: the shares of all lines are at most the whole. */
static void share(builder *b, uint64_t n, sy_minor part, sy_minor whole)
{
    if (n == 0 || whole <= 0)
        sy_cells_empty(&b->c);
    else
        sy_cells_number(&b->c, SY_CELL_SHARE,
                        whole <= INT64_MAX / 1000 ? part * 1000 / whole : part / (whole / 1000), 0);
}

static void when(builder *b, const sy_overview_row *r)
{
    sy_cells_put(&b->c, (sy_cell){.kind = SY_CELL_TIME,
                                  .value = r->at,
                                  .precision = r->date_only ? SY_DATE : SY_SECOND});
}

/* First and last day of a line. */
static void span(builder *b, const uint32_t *rows, uint32_t n)
{
    for (int i = 0; i < 2; i++) {
        if (n == 0) {
            sy_cells_empty(&b->c);
            continue;
        }
        sy_cells_day(&b->c, sy_day_of(b->o->rows[rows[i ? n - 1 : 0]].at));
    }
}

static uint32_t block(builder *b, sy_set_part part, const sy_overview_line *line, sy_slice title,
                      const uint32_t *rows, uint32_t n, bool is_brief)
{
    const sy_set_block made = {.person = b->person,
                               .part = part,
                               .line = line,
                               .title = title,
                               .rows = rows,
                               .n_rows = n,
                               .is_brief = is_brief};
    return sy_set_add_block(b->set, &made, &b->c.has_no_memory);
}

/* ---- accounts ---- */

/* As the statements or account files say, else by the first digits of the card. */
static const char *bank_of(const builder *b, uint32_t ledger)
{
    const sy_scene *s = b->o->h->s;
    const char *number = sy_ledger_number(s->f, ledger), *bank = sy_ledger_bank(s->f, ledger);
    const uint32_t party = sy_scene_party(s, ledger);

    if (*bank || party == SY_NONE) return bank;
    const sy_identity *who = &s->parties->items[party];
    for (size_t i = 0; i < who->n_accounts; i++) {
        const sy_party_account *a = &who->accounts[i];
        if (strcmp(a->number, number) != 0) continue;
        if (a->bank && *a->bank) return a->bank;
        if (a->bank_hint) return a->bank_hint;
    }
    return bank;
}

/* The days that are proved complete: "2022-01-01 – 2022-12-31, ..." */
static sy_slice proved_days(const builder *b, uint32_t ledger)
{
    const sy_flow *f = b->o->h->s->f;
    sy_buf words;
    char day[2][SY_TIME_TEXT];

    sy_buf_init(&words, NULL, 4096);
    for (uint32_t i = f->proved_begin[ledger]; i < f->proved_begin[ledger + 1]; i++) {
        sy_time_print(day[0], (int64_t)f->proved[i].from * SY_DAY, SY_DATE);
        sy_time_print(day[1], (int64_t)f->proved[i].to * SY_DAY, SY_DATE);
        sy_buf_printf(&words, "%s%s – %s", words.len ? ", " : "", day[0], day[1]);
    }
    const char *kept = sy_arena_text(b->set->arena, words.ptr ? words.ptr : "", words.len);
    const sy_slice answer = {kept, kept ? words.len : 0};
    sy_buf_dispose(&words);
    return answer;
}

static void accounts(builder *b)
{
    const sy_overview_cut *cut = &b->o->cut[SY_BY_ACCOUNT];

    begin(b, SY_SET_ACCOUNTS);
    sy_cells_column(&b->c, _("account"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("bank"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("first row"), SY_CELL_DAY);
    sy_cells_column(&b->c, _("last row"), SY_CELL_DAY);
    sy_cells_column(&b->c, _("came in, rows"), SY_CELL_COUNT);
    sy_cells_column(&b->c, _("in, all rows"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("left, rows"), SY_CELL_COUNT);
    sy_cells_column(&b->c, _("out, all rows"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("proved complete"), SY_CELL_TEXT);
    for (size_t i = 0; i < cut->n; i++) {
        const sy_overview_line *l = &cut->lines[i];
        const uint32_t *rows = cut->order + l->begin, n = l->end - l->begin;
        const uint32_t at = block(b, SY_SET_ACCOUNTS, l, l->name, rows, n, true);
        sy_cells_text(&b->c, sy_slice_of(l->key), at);
        sy_cells_text(&b->c, sy_slice_of(bank_of(b, l->what)), 0);
        span(b, rows, n);
        both_sides(b, l, at);
        const sy_slice proved = proved_days(b, l->what);
        sy_cells_text(&b->c, proved.len ? proved : sy_slice_of(_("no")), 0);
    }
}

/* ---- lines ---- */

static void line_columns(builder *b, const char *title)
{
    sy_cells_column(&b->c, title, SY_CELL_TEXT);
    sy_cells_column(&b->c, _("came in, rows"), SY_CELL_COUNT);
    sy_cells_column(&b->c, _("in"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("left, rows"), SY_CELL_COUNT);
    sy_cells_column(&b->c, _("out"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("net"), SY_CELL_MONEY);
}

static void line_cells(builder *b, sy_slice title, const sy_overview_line *l, uint32_t at)
{
    sy_minor net = 0;

    sy_cells_text(&b->c, title, at);
    both_sides(b, l, at);
    if (sy_minor_sub(&net, l->in, l->out))
        sy_cells_number(&b->c, SY_CELL_MONEY, net, 0);
    else
        sy_cells_empty(&b->c); /* cannot be: both are sums from 0 up */
}

static sy_slice title_of(sy_overview_by by, const sy_overview_line *l)
{
    return sy_set_line_title(sy_overview_by_name(by), l->key, l->name);
}

static uint32_t line_block(builder *b, sy_set_part part, sy_overview_by by,
                           const sy_overview_line *l)
{
    return block(b, part, l, title_of(by, l), b->o->cut[by].order + l->begin, l->end - l->begin,
                 false);
}

/* The rows that count, for the figures of `all`; NULL: no memory, noted. */
static uint32_t all_block(builder *b)
{
    uint32_t *rows = sy_arena_get(b->set->arena, ((size_t)b->o->n_rows + 1) * sizeof *rows), n = 0;

    if (!rows) {
        b->c.has_no_memory = true;
        return 0;
    }
    for (uint32_t i = 0; i < b->o->n_rows; i++) {
        if (b->o->rows[i].use == SY_ROW_COUNTS) rows[n++] = i;
    }
    return block(b, SY_SET_OVERVIEW, &b->o->all, sy_slice_of(_("income and spending")), rows, n,
                 true);
}

/* "single largest": its row is a block of its own. */
static void largest(builder *b, uint32_t row, const char *title)
{
    if (row == SY_NONE) return;
    const sy_overview_row *r = &b->o->rows[row];
    sy_overview_line *l = sy_arena_get(b->set->arena, sizeof *l);
    uint32_t *rows = sy_arena_get(b->set->arena, sizeof *rows);

    if (!l || !rows) {
        b->c.has_no_memory = true;
        return;
    }
    *rows = row;
    *l = (sy_overview_line){.key = "largest",
                            .n_in = r->amount > 0,
                            .n_out = r->amount<0, .in = r->amount> 0 ? r->amount : 0,
                            .out = r->amount < 0 ? -r->amount : 0};
    const uint32_t at = block(b, SY_SET_OVERVIEW, l, sy_slice_of(title), rows, 1, false);
    sy_cells_text(&b->c, sy_slice_of(title), at);
    both_sides(b, l, at);
    sy_cells_empty(&b->c);
}

static void overview(builder *b)
{
    const sy_overview *o = b->o;
    const sy_overview_cut *accounts_cut = &o->cut[SY_BY_ACCOUNT], *cut = &o->cut[SY_BY_LEFT_OUT];
    sy_overview_line all = {.key = "rows"};

    begin(b, SY_SET_OVERVIEW);
    line_columns(b, _("what"));
    for (size_t i = 0; i < accounts_cut->n; i++) {
        const sy_overview_line *l = &accounts_cut->lines[i];
        all.n_in += l->n_in;
        all.n_out += l->n_out;
        if (!sy_minor_add(&all.in, all.in, l->in) || !sy_minor_add(&all.out, all.out, l->out)) {
            b->c.has_no_memory = true; /* cannot be: the overview has added them all */
        }
    }
    line_cells(b, sy_slice_of(_("all rows of the accounts")), &all, 0);
    for (size_t i = 0; i < cut->n; i++) {
        const sy_overview_line *l = &cut->lines[i];
        line_cells(b, title_of(SY_BY_LEFT_OUT, l), l,
                   line_block(b, SY_SET_OVERVIEW, SY_BY_LEFT_OUT, l));
    }
    largest(b, o->largest_in, _("largest single income"));
    largest(b, o->largest_out, _("largest single payment"));
    line_cells(b, sy_slice_of(_("income and spending")), &o->all, all_block(b));
    b->c.t->n_sums = 1;
}

static void all_sum(builder *b)
{
    line_cells(b, sy_slice_of(_("sum")), &b->o->all, 0);
    b->c.t->n_sums = 1;
}

static void simple_lines(builder *b, sy_set_part part, sy_overview_by by, const char *title)
{
    const sy_overview_cut *cut = &b->o->cut[by];

    begin(b, part);
    line_columns(b, title);
    for (size_t i = 0; i < cut->n; i++) {
        const sy_overview_line *l = &cut->lines[i];
        line_cells(b, title_of(by, l), l, line_block(b, part, by, l));
    }
    all_sum(b);
}

/* ---- lines with shares ---- */

static void share_columns(builder *b)
{
    sy_cells_column(&b->c, _("came in, rows"), SY_CELL_COUNT);
    sy_cells_column(&b->c, _("in"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("of what came in"), SY_CELL_SHARE);
    sy_cells_column(&b->c, _("left, rows"), SY_CELL_COUNT);
    sy_cells_column(&b->c, _("out"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("of what left"), SY_CELL_SHARE);
    sy_cells_column(&b->c, _("net"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("first"), SY_CELL_DAY);
    sy_cells_column(&b->c, _("last"), SY_CELL_DAY);
}

static void share_cells(builder *b, const sy_overview_line *l, const uint32_t *rows, uint32_t n,
                        uint32_t at)
{
    count_and_sum(b, l->n_in, l->in, SY_SIDE_IN, at);
    share(b, l->n_in, l->in, b->o->all.in);
    count_and_sum(b, l->n_out, l->out, SY_SIDE_OUT, at);
    share(b, l->n_out, l->out, b->o->all.out);
    sy_cells_number(&b->c, SY_CELL_MONEY, l->in - l->out, 0); /* both are sums from 0 up: it fits */
    span(b, rows, n);
}

static void kinds(builder *b)
{
    const sy_overview_cut *cut = &b->o->cut[SY_BY_KIND];

    begin(b, SY_SET_KINDS);
    sy_cells_column(&b->c, _("kind"), SY_CELL_TEXT);
    share_columns(b);
    for (size_t i = 0; i < cut->n; i++) {
        const sy_overview_line *l = &cut->lines[i];
        const uint32_t at = line_block(b, SY_SET_KINDS, SY_BY_KIND, l);
        sy_cells_text(&b->c, title_of(SY_BY_KIND, l), at);
        share_cells(b, l, cut->order + l->begin, l->end - l->begin, at);
    }
}

/* "spouse", "company": what is known of a counterparty. */
static const char *sort_of(const builder *b, const sy_overview_line *l)
{
    if (l->what != SY_NONE && b->set->holders.items[l->what].relation != SY_RELATION_NONE) {
        return sy_relation_label(b->set->holders.items[l->what].relation);
    }
    return sy_set_line_title("kind", sy_money_kind_name(l->kind), (sy_slice){0}).ptr;
}

static void counterparty(builder *b, const sy_overview_line *l, uint32_t at)
{
    const sy_overview_cut *cut = &b->o->cut[SY_BY_COUNTERPARTY];

    sy_cells_text(&b->c, title_of(SY_BY_COUNTERPARTY, l), at);
    sy_cells_text(&b->c, sy_slice_of(sort_of(b, l)), 0);
    share_cells(b, l, cut->order + l->begin, l->end - l->begin, at);
}

/* One line for the counterparties that have none. Those chosen are companies or all. */
static void the_rest(builder *b, sy_set_part part, size_t shown, bool only_companies)
{
    const sy_overview_cut *cut = &b->o->cut[SY_BY_COUNTERPARTY];
    sy_overview_line *sum = sy_arena_get(b->set->arena, sizeof *sum);
    uint32_t *rows = sy_arena_get(b->set->arena, ((size_t)b->o->n_rows + 1) * sizeof *rows), n = 0;
    size_t seen = 0, left_out = 0;
    char title[96];

    if (!sum || !rows) {
        b->c.has_no_memory = true;
        return;
    }
    *sum = (sy_overview_line){.key = "rest"};
    for (size_t i = 0; i < cut->n; i++) {
        const sy_overview_line *l = &cut->lines[i];
        if ((only_companies && !l->is_company) || seen++ < shown) continue;
        left_out++;
        sum->n_in += l->n_in;
        sum->n_out += l->n_out;
        sum->in += l->in; /* a part of all.in: it fits */
        sum->out += l->out;
        memcpy(rows + n, cut->order + l->begin, (l->end - l->begin) * sizeof *rows);
        n += l->end - l->begin;
    }
    if (left_out == 0) return;
    snprintf(title, sizeof title, _("%zu others"), left_out);
    const char *kept = sy_cells_keep(&b->c, title);
    const uint32_t at = block(b, part, sum, sy_slice_of(kept), rows, n, true);
    sy_cells_text(&b->c, sy_slice_of(kept), at);
    sy_cells_empty(&b->c);
    share_cells(b, sum, rows, 0, at);
}

static void counterparties(builder *b)
{
    const sy_overview_cut *cut = &b->o->cut[SY_BY_COUNTERPARTY];

    begin(b, SY_SET_COUNTERPARTY);
    sy_cells_column(&b->c, _("counterparty"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("kind"), SY_CELL_TEXT);
    share_columns(b);
    for (size_t i = 0; i < cut->n && i < SY_SET_COUNTERPARTIES; i++) {
        counterparty(b, &cut->lines[i],
                     line_block(b, SY_SET_COUNTERPARTY, SY_BY_COUNTERPARTY, &cut->lines[i]));
    }
    the_rest(b, SY_SET_COUNTERPARTY, SY_SET_COUNTERPARTIES, false);
}

/* Companies among the counterparties above keep their block. */
static void companies(builder *b)
{
    const sy_overview_cut *cut = &b->o->cut[SY_BY_COUNTERPARTY];
    const sy_set_table *above = &b->set->persons[b->person].table[SY_SET_COUNTERPARTY];
    size_t shown = 0;

    begin(b, SY_SET_COMPANIES);
    sy_cells_column(&b->c, _("company"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("kind"), SY_CELL_TEXT);
    share_columns(b);
    for (size_t i = 0; i < cut->n && shown < SY_SET_COUNTERPARTIES; i++) {
        if (!cut->lines[i].is_company) continue;
        const bool is_above = i < SY_SET_COUNTERPARTIES;
        const uint32_t at =
            is_above ? above->cells[i * above->columns].block
                     : line_block(b, SY_SET_COMPANIES, SY_BY_COUNTERPARTY, &cut->lines[i]);
        counterparty(b, &cut->lines[i], at);
        shown++;
    }
    the_rest(b, SY_SET_COMPANIES, shown, true);
}

/* ---- rows ---- */

static void where(builder *b, uint32_t place)
{
    sy_row_ref row;

    sy_row_at(&b->set->t, place, &row);
    sy_cells_number(&b->c, SY_CELL_FILE, b->set->files.number[row.source_number], 0);
    sy_cells_number(&b->c, SY_CELL_COUNT, row.row, 0);
}

static void row_cells(builder *b, const sy_overview_row *r)
{
    const sy_scene *s = b->o->h->s;
    sy_slice words = sy_scene_text(s, r->place, SY_SUMMARY);

    if (!words.len) words = sy_scene_text(s, r->place, SY_NOTE);
    when(b, r);
    sy_cells_text(&b->c, sy_slice_of(sy_ledger_number(s->f, r->ledger)), 0);
    if (r->amount > 0) {
        sy_cells_number(&b->c, SY_CELL_MONEY, r->amount, 0);
        sy_cells_empty(&b->c);
    } else {
        sy_cells_empty(&b->c);
        sy_cells_number(&b->c, SY_CELL_MONEY, -r->amount, 0);
    }
    sy_cells_text(&b->c, sy_overview_other(b->o, r), 0);
    sy_cells_text(&b->c, words, 0);
    if (r->is_cash) sy_cells_text(&b->c, sy_scene_text(s, r->place, SY_BRANCH), 0);
    where(b, r->place);
}

static void listed(builder *b, sy_set_part part, const sy_overview_line *l, const uint32_t *rows)
{
    const bool is_cash = part == SY_SET_CASH;
    char sum[60];

    begin(b, part);
    sy_cells_column(&b->c, _("time"), SY_CELL_TIME);
    sy_cells_column(&b->c, _("account"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("in"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("out"), SY_CELL_MONEY);
    sy_cells_column(&b->c, _("counterparty"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("summary"), SY_CELL_TEXT);
    if (is_cash) sy_cells_column(&b->c, _("branch"), SY_CELL_TEXT);
    sy_cells_column(&b->c, _("file"), SY_CELL_FILE);
    sy_cells_column(&b->c, _("row"), SY_CELL_COUNT);
    for (uint32_t i = 0; i < l->end; i++) row_cells(b, &b->o->rows[rows[i]]);
    if (l->end == 0) return;
    snprintf(sum, sizeof sum, _("sum of %u"), l->end);
    sy_cells_text(&b->c, sy_slice_of(sy_cells_keep(&b->c, sum)), 0);
    sy_cells_empty(&b->c);
    sy_cells_number(&b->c, SY_CELL_MONEY, l->in, 0);
    sy_cells_number(&b->c, SY_CELL_MONEY, l->out, 0);
    for (size_t i = 4; i < b->c.t->columns; i++) sy_cells_empty(&b->c);
    b->c.t->n_sums = 1;
}

/* What is below the threshold, so that nobody takes the list for all of it. */
static const char *below(builder *b, const sy_overview_line *l, bool is_cash)
{
    sy_overview_line all = {0};
    char money[2][SY_MINOR_TEXT], words[300];

    for (uint32_t i = 0; i < b->o->n_rows; i++) {
        const sy_overview_row *r = &b->o->rows[i];
        if (r->use != SY_ROW_COUNTS || r->is_cash != is_cash) continue;
        all.n_in++;
        if (r->amount < 0)
            all.out -= r->amount; /* parts of sums that fit */
        else
            all.in += r->amount;
    }
    if (all.n_in == l->end) return NULL;
    snprintf(words, sizeof words,
             is_cash ? _("Smaller cash rows, not listed: %llu; in %s, out %s yuan.")
                     : _("Smaller rows, not listed: %llu; in %s, out %s yuan."),
             (unsigned long long)(all.n_in - l->end),
             sy_minor_print_grouped(money[0], all.in - l->in),
             sy_minor_print_grouped(money[1], all.out - l->out));
    return sy_cells_keep(&b->c, words);
}

sy_status sy_set_make_tables(sy_set *set, uint32_t person, sy_err *err)
{
    sy_set_person *p = &set->persons[person];
    builder b = {.set = set, .person = person, .o = &p->o, .c = {.arena = set->arena}};

    p->block_begin = set->n_blocks;
    accounts(&b);
    overview(&b);
    simple_lines(&b, SY_SET_SIZES, SY_BY_SIZE, _("single amount, yuan"));
    listed(&b, SY_SET_CASH, &p->o.cash, p->o.cash_rows);
    b.c.t->note = below(&b, &p->o.cash, true);
    listed(&b, SY_SET_LARGE, &p->o.large, p->o.large_rows);
    b.c.t->note = below(&b, &p->o.large, false);
    kinds(&b);
    counterparties(&b);
    companies(&b);
    simple_lines(&b, SY_SET_MONTHS, SY_BY_MONTH, _("month"));
    p->block_end = set->n_blocks;
    return b.c.has_no_memory ? sy_fail_nomem(err) : SY_OK;
}
