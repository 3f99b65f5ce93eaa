/* quality_print.c - the answer of suyuan quality for people: the summary, what to
 * do next, then account by account, and the sums before and after. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/money.h"
#include "cli/quality.h"
#include "cli/table.h"
#include "intake/rules.h"
#include "store/stated.h"

enum { MOST_SHOWN = 20 };

typedef unsigned long long ull;

/* ---- summary ---- */

typedef enum verdict { LIST, BROKEN, NOTHING, PROVED, CHAINED, VERDICTS } verdict;

static verdict verdict_of(const sy_ledger_quality *g)
{
    size_t proved = 0;

    if (g->is_list) return LIST;
    if (g->n_gaps) return BROKEN;
    if (g->chain_ok == 0) return NOTHING;
    for (size_t i = 0; i < g->n_months; i++) proved += g->months[i].state == SY_MONTH_PROVED;
    return proved == g->n_months ? PROVED : CHAINED;
}

static const char *verdict_text(verdict v)
{
    static const char *const texts[VERDICTS] = {
        [LIST] = N_("a list of transfers: no balances"),
        [BROKEN] = N_("breaks: rows may be missing"),
        [NOTHING] = N_("no balances to prove it"),
        [PROVED] = N_("proved by period or totals"),
        [CHAINED] = N_("balances follow from each other"),
    };
    return sy_tr(texts[v]);
}

static void print_months(const sy_quality *q)
{
    uint64_t n[SY_MONTH_UNKNOWN + 1] = {0};

    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        for (size_t k = 0; !g->is_list && k < g->n_months; k++) n[g->months[k].state]++;
    }
    printf(
        _("months: %llu proved, %llu chained, %llu broken, %llu missing, %llu without balances\n"),
        (ull)n[SY_MONTH_PROVED], (ull)n[SY_MONTH_CHAINED], (ull)n[SY_MONTH_BROKEN],
        (ull)n[SY_MONTH_MISSING], (ull)n[SY_MONTH_UNKNOWN]);
}

static void print_summary(const sy_quality *q)
{
    uint64_t n[VERDICTS] = {0};

    for (size_t i = 0; i < q->n_ledgers; i++) n[verdict_of(&q->ledgers[i])]++;
    printf(_("%zu accounts, %llu rows: %llu proved, %llu chained, %llu broken, %llu without "
             "balances, %llu lists\n"),
           q->n_ledgers, (ull)q->entries, (ull)n[PROVED], (ull)n[CHAINED], (ull)n[BROKEN],
           (ull)n[NOTHING], (ull)n[LIST]);
    print_months(q);
    printf(_("both sides of one transfer: %llu found, %llu suspected, %llu rejected\n"),
           (ull)q->counts[SY_MATCH_SIDES][SY_MATCH_CONFIRMED],
           (ull)q->counts[SY_MATCH_SIDES][SY_MATCH_SUSPECTED],
           (ull)q->counts[SY_MATCH_SIDES][SY_MATCH_REJECTED]);
}

/* ---- what to do next ---- */

static const char *money(char out[SY_MINOR_TEXT], sy_minor amount)
{
    return sy_minor_print_grouped(out, amount);
}

typedef struct findings {
    uint64_t breaks, beside_rejects; /* breaks: of which no rejected row is the likely cause */
    uint64_t wrong_totals, missing_days, ignored;
    int64_t missing;
} findings;

static findings look_at(const sy_quality *q)
{
    findings f = {0};

    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        for (size_t k = 0; k < g->n_gaps; k++) {
            f.beside_rejects += g->gaps[k].rejected > 0;
            f.breaks += g->gaps[k].rejected == 0;
        }
        for (size_t k = 0; k < g->n_totals; k++) f.wrong_totals += g->totals[k].wrong != 0;
        f.missing_days += g->asked_days - g->supplied_days;
        f.ignored += g->n_no_balances;
    }
    return f;
}

static sy_status print_next(sy_call *call, const sy_quality *q, sy_err *err)
{
    const findings f = look_at(q);
    sy_open_question *questions = NULL;
    size_t n = 0, asked = 0, step = 0;
    sy_status st = sy_open_questions(&questions, &n, &asked, q, &call->arena, err);
    char stake[SY_MINOR_TEXT];
    int64_t sum = 0;

    if (st != SY_OK) return st;
    for (size_t i = 0; i < asked; i++) {
        if (!sy_minor_add(&sum, sum, questions[i].amount)) sum = INT64_MAX;
    }
    printf("\n%s\n", _("what to do next:"));
    if (n) {
        printf(_("%2zu. %zu questions, the largest first, together about %s: suyuan match %s list "
                 "--open\n"),
               ++step, asked, money(stake, sum), call->words[0]);
        if (n > asked) {
            printf(_("    (%zu more of at most %s each may stay open)\n"), n - asked,
                   money(stake, questions[asked].amount));
        }
    }
    if (f.breaks) {
        printf(
            _("%2zu. %llu breaks in balances: ask the bank for the rows between (listed below)\n"),
            ++step, (ull)f.breaks);
    }
    if (f.beside_rejects) {
        printf(_("%2zu. %llu breaks beside rejected rows: correct what was rejected first (suyuan "
                 "mapping, or another copy of the file)\n"),
               ++step, (ull)f.beside_rejects);
    }
    if (f.wrong_totals) {
        printf(_("%2zu. %llu totals of a bank differ from its rows: the file is not whole\n"),
               ++step, (ull)f.wrong_totals);
    }
    if (f.missing_days) {
        printf(_("%2zu. %llu days that were asked for are not there: ask again (listed below)\n"),
               ++step, (ull)f.missing_days);
    }
    if (q->n_unanswered) {
        printf(_("%2zu. %zu accounts were asked for, and no statement came (listed below)\n"),
               ++step, q->n_unanswered);
    }
    if (q->n_unmatched_reversals) {
        printf(
            _("%2zu. %zu rows take something back, and what is not found: look at them (below)\n"),
            ++step, q->n_unmatched_reversals);
    }
    if (f.ignored) {
        printf(_("%2zu. %llu statements have a balance column that says nothing: it is not used\n"),
               ++step, (ull)f.ignored);
    }
    if (step == 0) puts(_(" 1. nothing: the statements leave no question"));
    return SY_OK;
}

/* ---- account by account ---- */

static void share_cell(sy_table *t, const sy_ledger_quality *g)
{
    char text[32] = "";

    if (g->asked_days) { /* rounded down: 100 % means all of it */
        const unsigned tenths = (unsigned)((uint64_t)g->supplied_days * 1000 / g->asked_days);
        snprintf(text, sizeof text, "%u.%u %%", tenths / 10, tenths % 10);
    }
    sy_table_cell(t, text);
}

static sy_status print_ledgers(sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_table t;

    putchar('\n');
    sy_table_init(&t, &call->arena, "llrllrrrrl");
    sy_table_head(&t, _("account"), _("holder"), _("rows"), _("first"), _("last"), _("chained"),
                  _("broken"), _("reordered"), _("of what was asked"), "");
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        char number[256];
        const bool is_foreign = strcmp(g->currency, "CNY") != 0;
        snprintf(number, sizeof number, "%.120s%s%.40s%s%.10s", g->number, *g->sub ? " " : "",
                 g->sub, is_foreign ? " " : "", is_foreign ? g->currency : "");
        sy_table_cell(&t, number);
        sy_table_cell(&t, g->holder);
        sy_table_int(&t, g->entries);
        sy_table_time(&t, g->first, SY_DATE);
        sy_table_time(&t, g->last, SY_DATE);
        sy_table_int(&t, g->chain_ok);
        sy_table_int(&t, g->n_gaps);
        sy_table_int(&t, g->reordered);
        share_cell(&t, g);
        sy_table_cell(&t, verdict_text(verdict_of(g)));
    }
    return sy_table_print(&t, stdout, err);
}

/* ---- breaks ---- */

typedef struct found_gap {
    const sy_ledger_quality *g;
    const sy_chain_gap *gap;
} found_gap;

static int by_size(const void *a, const void *b)
{
    const found_gap *x = a, *y = b;
    const uint64_t p = sy_minor_size(x->gap->difference);
    const uint64_t r = sy_minor_size(y->gap->difference);
    if (p != r) return p > r ? -1 : 1;
    return (x->gap->place > y->gap->place) - (x->gap->place < y->gap->place);
}

static void row_cell(sy_table *t, const sy_quality *q, uint32_t place)
{
    uint32_t row;
    const sy_source *s = sy_quality_row(q, place, &row);
    char text[512];

    snprintf(text, sizeof text, _("row %u, %.200s%s%.100s"), row, sy_path_name(s->path),
             s->sheet_name[0] ? "/" : "", s->sheet_name);
    sy_table_cell(t, text);
}

static void print_cause(const sy_quality *q, const sy_chain_gap *x)
{
    uint32_t row, other;
    const char *path = sy_quality_row(q, x->place, &row)->path;

    if (x->rejected == 0) return;
    sy_quality_row(q, x->before, &other);
    printf(_("likely cause of the break between rows %u and %u of %s: row %u was rejected (%s)"),
           row < other ? row : other, row < other ? other : row, sy_path_name(path),
           x->rejected_row, sy_rule_words_of(x->rejected_rule));
    if (x->rejected > 1) printf(_(", and %zu more between them"), x->rejected - 1);
    printf("\n");
}

static sy_status print_gaps(sy_call *call, const sy_quality *q, sy_err *err)
{
    size_t n = 0;
    sy_table t;

    for (size_t i = 0; i < q->n_ledgers; i++) n += q->ledgers[i].n_gaps;
    if (n == 0) return SY_OK;
    found_gap *list = sy_arena_get(&call->arena, n * sizeof *list);
    if (!list) return sy_fail_nomem(err);
    n = 0;
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        for (size_t k = 0; k < g->n_gaps; k++) list[n++] = (found_gap){g, &g->gaps[k]};
    }
    qsort(list, n, sizeof *list, by_size);
    printf("\n%s\n", _("balances that do not follow from the row before:"));
    sy_table_init(&t, &call->arena, "lllrrrll");
    sy_table_head(&t, _("account"), _("after"), _("before"), _("difference"), _("should be"),
                  _("is"), _("row before"), _("row after"));
    for (size_t i = 0; i < n && i < MOST_SHOWN; i++) {
        const sy_chain_gap *x = list[i].gap;
        sy_table_cell(&t, list[i].g->number);
        sy_table_time(&t, x->from, x->precision);
        sy_table_time(&t, x->to, x->precision);
        sy_table_money(&t, x->difference);
        sy_table_money(&t, x->expected);
        sy_table_money(&t, x->stated);
        row_cell(&t, q, x->before);
        row_cell(&t, q, x->place);
    }
    sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; st == SY_OK && i < n && i < MOST_SHOWN; i++) print_cause(q, list[i].gap);
    if (st == SY_OK && n > MOST_SHOWN) {
        printf(_("... and %zu smaller ones (--json lists all)\n"), n - MOST_SHOWN);
    }
    return st;
}

/* ---- what was asked for and is not there ---- */

static sy_status print_missing(sy_call *call, const sy_quality *q, sy_err *err)
{
    size_t n = 0, shown = 0;
    sy_table t;

    for (size_t i = 0; i < q->n_ledgers; i++) n += q->ledgers[i].n_missing;
    if (n + q->n_unanswered == 0) return SY_OK;
    printf("\n%s\n", _("asked for, and not there:"));
    sy_table_init(&t, &call->arena, "llll");
    sy_table_head(&t, _("account"), _("holder"), _("first day"), _("last day"));
    for (size_t i = 0; i < q->n_unanswered && shown < MOST_SHOWN; i++, shown++) {
        sy_table_cell(&t, q->unanswered[i]);
        sy_table_cell(&t, NULL);
        sy_table_cell(&t, _("no statement at all"));
        sy_table_cell(&t, NULL);
    }
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        for (size_t k = 0; k < g->n_missing && shown < MOST_SHOWN; k++, shown++) {
            sy_table_cell(&t, g->number);
            sy_table_cell(&t, g->holder);
            sy_table_time(&t, (int64_t)g->missing[k].from * SY_DAY, SY_DATE);
            sy_table_time(&t, (int64_t)g->missing[k].to * SY_DAY, SY_DATE);
        }
    }
    sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && n + q->n_unanswered > shown) {
        printf(_("... and %zu more (--json lists all)\n"), n + q->n_unanswered - shown);
    }
    return st;
}

/* ---- the bank's own totals ---- */

static void print_wrong(const sy_totals_shown *t)
{
    static const struct {
        uint32_t bit;
        const char *name;
    } names[] = {{SY_STATED_COUNT, N_("rows")},
                 {SY_STATED_COUNT_IN, N_("rows in")},
                 {SY_STATED_COUNT_OUT, N_("rows out")},
                 {SY_STATED_SUM_IN, N_("sum in")},
                 {SY_STATED_SUM_OUT, N_("sum out")},
                 {SY_STATED_OPENING, N_("opening balance")},
                 {SY_STATED_CLOSING, N_("closing balance")}};
    const uint64_t counts[][2] = {{t->bank.count, t->rows.count},
                                  {t->bank.count_in, t->rows.count_in},
                                  {t->bank.count_out, t->rows.count_out}};
    const int64_t sums[][2] = {{t->bank.sum_in, t->rows.sum_in},
                               {t->bank.sum_out, t->rows.sum_out},
                               {t->bank.opening, t->rows.opening},
                               {t->bank.closing, t->rows.closing}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char bank[SY_MINOR_TEXT], rows[SY_MINOR_TEXT];
        if (!(t->wrong & names[i].bit)) continue;
        if (i < 3) {
            printf(_("  %s: the bank says %llu, there are %llu\n"), sy_tr(names[i].name),
                   (ull)counts[i][0], (ull)counts[i][1]);
        } else {
            printf(_("  %s: the bank says %s, the rows give %s\n"), sy_tr(names[i].name),
                   money(bank, sums[i - 3][0]), money(rows, sums[i - 3][1]));
        }
    }
}

static void print_totals(const sy_quality *q)
{
    for (size_t i = 0; i < q->n_ledgers; i++) {
        const sy_ledger_quality *g = &q->ledgers[i];
        for (size_t k = 0; k < g->n_totals; k++) {
            if (!g->totals[k].wrong) continue;
            printf(_("\nthe bank's own totals of %s (%s, row %u) differ from its rows:\n"),
                   g->number, g->totals[k].source->path, g->totals[k].row);
            print_wrong(&g->totals[k]);
        }
    }
}

/* ---- rows that stand alone ---- */

static sy_status print_unmatched(sy_call *call, const sy_quality *q, sy_err *err)
{
    const size_t n = q->n_unmatched_reversals < MOST_SHOWN ? q->n_unmatched_reversals : MOST_SHOWN;
    sy_table t;

    if (n == 0) return SY_OK;
    printf("\n%s\n", _("rows that take something back, and what is not found:"));
    sy_table_init(&t, &call->arena, "l");
    sy_table_head(&t, _("row"));
    for (size_t i = 0; i < n; i++) row_cell(&t, q, q->unmatched_reversals[i]);
    return sy_table_print(&t, stdout, err);
}

/* ---- sums before and after ---- */

static void sums_row(sy_table *t, const char *name, const sy_sums *s, bool always)
{
    if (s->rows == 0 && !always) return;
    sy_table_cell(t, name);
    sy_table_int(t, s->rows);
    sy_table_money(t, s->in);
    sy_table_money(t, s->out);
}

static void print_through_firms(const sy_tally *y)
{
    char seen[SY_MINOR_TEXT], all[SY_MINOR_TEXT];
    const uint64_t tenths = y->opaque ? y->seen_through * 1000 / y->opaque : 0;

    if (y->opaque == 0) return;
    printf(_("payments through payment firms: %llu of %llu (%llu.%llu %%) show who was paid, %s of "
             "%s\n"),
           (ull)y->seen_through, (ull)y->opaque, (ull)tenths / 10, (ull)tenths % 10,
           money(seen, y->seen_sum), money(all, y->opaque_sum));
}

static sy_status print_sums(sy_call *call, const sy_quality *q, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < q->n_tallies; i++) {
        const sy_tally *y = &q->tallies[i];
        char amount[SY_MINOR_TEXT];
        sy_table t;
        if (y->read.rows == 0 && y->failed.rows == 0) continue;
        printf(_("\nsums before and after (%s):\n"), y->currency);
        sy_table_init(&t, &call->arena, "lrrr");
        sy_table_head(&t, "", _("rows"), _("in"), _("out"));
        sums_row(&t, _("as read"), &y->read, true);
        sums_row(&t, _("repeated rows"), &y->repeated, false);
        sums_row(&t, _("taken back, and what takes back"), &y->reversed, false);
        sums_row(&t, _("wallet rows of card payments"), &y->shadows, false);
        sums_row(&t, _("what counts"), &y->left, true);
        sums_row(&t, _("failed (never counted)"), &y->failed, false);
        st = sy_table_print(&t, stdout, err);
        if (st != SY_OK) break;
        if (y->pairs) {
            printf(_("of these, %s in %llu transfers stand on both sides\n"),
                   money(amount, y->both), (ull)y->pairs);
        }
        print_through_firms(y);
    }
    return st;
}

static void print_retries(const sy_quality *q)
{
    size_t again = 0;

    for (size_t i = 0; i < q->n_retries; i++) again += q->retries[i].retry != SY_NONE;
    if (q->n_retries) {
        printf(_("failed rows: %zu, of which %zu were tried again with success\n"), q->n_retries,
               again);
    }
}

sy_status sy_quality_print(sy_call *call, const sy_quality *q, sy_err *err)
{
    print_summary(q);
    sy_status st = print_next(call, q, err);

    if (st == SY_OK) st = print_ledgers(call, q, err);
    if (st == SY_OK) st = print_missing(call, q, err);
    if (st == SY_OK) st = print_gaps(call, q, err);
    if (st == SY_OK) print_totals(q);
    if (st == SY_OK) st = print_unmatched(call, q, err);
    if (st == SY_OK) st = print_sums(call, q, err);
    if (st == SY_OK) print_retries(q);
    return st;
}
