/* cmd_cycles.c - suyuan cycles: money that comes back to where it started. The
 * cycles stream into the answer; only the counts are held. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/steps.h"
#include "cli/tick.h"
#include "flow/cycles.h"

enum { SHOWN = 100 }; /* to people; JSON has them all */
static const char standard_window[] = "30d";

typedef struct run {
    sy_call *call;
    sy_case *c;
    sy_cycle_query q;
    bool counts; /* only */
    sy_telling t;
    sy_json j;
    sy_table table;
    bool has_begun;
    uint64_t told;
    sy_cycle_count n;
} run;

static sy_status read_query(run *r, sy_err *err)
{
    uint64_t length = 0;
    sy_status st;

    r->q.window = 30 * SY_DAY;
    r->counts = sy_call_has(r->call, "count");
    st = sy_call_span(r->call, "window", &r->q.window, err);
    if (st == SY_OK) st = sy_call_count(r->call, "max-length", &length, SY_MAX_CYCLE_LENGTH, err);
    if (st == SY_OK) st = sy_call_amount(r->call, "min-amount", &r->q.min_amount, err);
    r->q.max_length = (uint32_t)length;
    return st;
}

/* ---- the answer in JSON ---- */

static void begin_json(run *r)
{
    const char *window = sy_call_option(r->call, "window");

    if (r->has_begun) return;
    r->has_begun = true;
    sy_call_answer(r->call, &r->j);
    sy_json_object(&r->j);
    sy_reply_string(&r->j, "window", window ? window : standard_window);
    if (r->counts) return;
    sy_json_key(&r->j, "cycles");
    sy_json_array(&r->j);
}

static void cycle_json(run *r, const uint32_t *transfers, uint32_t length)
{
    const sy_flow *f = r->t.f;
    const uint32_t last = transfers[length - 1];

    begin_json(r);
    sy_json_object(&r->j);
    sy_reply_int(&r->j, "length", length);
    sy_reply_time(&r->j, "first", sy_flow_at(f, transfers[0]),
                  sy_transfer_precision(f, transfers[0]));
    sy_reply_time(&r->j, "last", sy_flow_at(f, last), sy_transfer_precision(f, last));
    sy_reply_minor(&r->j, "least", sy_steps_least(f, transfers, length));
    sy_steps_json(&r->j, "transfers", &r->t, transfers, length);
    sy_json_end(&r->j);
}

static sy_status end_json(run *r, sy_err *err)
{
    begin_json(r);
    if (!r->counts) sy_json_end(&r->j);
    sy_json_key(&r->j, "lengths");
    sy_json_object(&r->j);
    for (uint32_t i = 0; i <= SY_MAX_CYCLE_LENGTH; i++) {
        char length[16];
        if (r->n.by_length[i] == 0) continue;
        snprintf(length, sizeof length, "%u", i);
        sy_reply_int(&r->j, length, r->n.by_length[i]);
    }
    sy_json_end(&r->j);
    sy_reply_int(&r->j, "total", r->n.total);
    sy_reply_bool(&r->j, "complete", r->n.cut_by == SY_CYCLE_WHOLE);
    if (r->n.cut_by != SY_CYCLE_WHOLE) {
        sy_reply_string(&r->j, "cut_by", sy_cycle_cut_name(r->n.cut_by));
        sy_reply_int(&r->j, "starts", r->n.starts);
        sy_reply_int(&r->j, "starts_cut", r->n.cut_starts);
    }
    sy_json_end(&r->j);
    return sy_json_finish(&r->j, err);
}

/* ---- for people ---- */

static void cycle_row(run *r, const uint32_t *transfers, uint32_t length)
{
    if (!r->has_begun) sy_steps_table(&r->table, &r->call->arena, _("cycle"), "");
    r->has_begun = true;
    if (r->told <= SHOWN) {
        sy_steps_rows(&r->table, r->t.f, r->told, transfers, length, "", 0);
    }
}

static void print_cut(const sy_cycle_count *n)
{
    switch (n->cut_by) {
    case SY_CYCLE_WHOLE:
        return;
    case SY_CYCLE_CUT_WORK:
        printf(_("cut: too many ways; not searched to the end: %llu of %llu starting transfers. "
                 "Narrow it by --window, --max-length or --min-amount\n"),
               (unsigned long long)n->cut_starts, (unsigned long long)n->starts);
        return;
    case SY_CYCLE_CUT_LIST:
        puts(_("cut: there are more than can be listed; --count counts them all"));
        return;
    case SY_CYCLE_CUT_LENGTH:
        printf(_("cut: there may be cycles of more than %u transfers\n"), SY_MAX_CYCLE_LENGTH);
        return;
    }
}

static sy_status print_counts(run *r, sy_err *err)
{
    sy_table t;

    printf(_("cycles: %llu\n"), (unsigned long long)r->n.total);
    print_cut(&r->n);
    if (r->n.total == 0) return SY_OK;
    putchar('\n');
    sy_table_init(&t, &r->call->arena, "rr");
    sy_table_head(&t, _("transfers"), _("cycles"));
    for (uint32_t i = 0; i <= SY_MAX_CYCLE_LENGTH; i++) {
        if (r->n.by_length[i] == 0) continue;
        sy_table_int(&t, i);
        sy_table_int(&t, r->n.by_length[i]);
    }
    return sy_table_print(&t, stdout, err);
}

static sy_status print_text(run *r, sy_err *err)
{
    sy_status st = print_counts(r, err);

    if (st != SY_OK || !r->has_begun) return st;
    putchar('\n');
    st = sy_table_print(&r->table, stdout, err);
    if (st == SY_OK && r->told > SHOWN) {
        printf(_("only the first %d cycles are shown; --json gives all\n"), SHOWN);
    }
    return st;
}

/* ---- the command ---- */

static bool tell(void *ctx, const uint32_t *transfers, uint32_t length)
{
    run *r = ctx;

    r->told++;
    if (r->call->json)
        cycle_json(r, transfers, length);
    else
        cycle_row(r, transfers, length);
    return true;
}

static sy_status search(run *r, sy_err *err)
{
    sy_ticker bar;

    sy_ticker_begin(&bar, _("looking for cycles"));
    r->q.tick = sy_tick;
    r->q.tick_ctx = &bar;
    const sy_status st =
        sy_cycles_find(&r->n, NULL, r->t.f, &r->q, r->counts ? NULL : tell, r, err);
    sy_ticker_end(&bar);
    return st;
}

static sy_status run_cycles(sy_call *call, sy_err *err)
{
    run r = {.call = call};
    sy_status st = read_query(&r, err);

    if (st == SY_OK) st = sy_open_case(&r.c, call, SY_READ, err);
    if (st == SY_OK) st = sy_need_entries(call, r.c, err);
    if (st == SY_OK) st = sy_telling_init(&r.t, r.c, &call->arena, err);
    if (st == SY_OK) st = search(&r, err);
    if (st == SY_OK) st = call->json ? end_json(&r, err) : print_text(&r, err);
    sy_case_close(r.c);
    return st;
}

static const sy_option options[] = {
    {.name = "window",
     .argument = N_("LENGTH"),
     .help = N_("from the first transfer to the last, as 7d or 36h (30d)")},
    {.name = "max-length",
     .argument = N_("NUMBER"),
     .help = N_("cycles of at most so many transfers")},
    {.name = "min-amount", .argument = N_("YUAN"), .help = N_("leave transfers below this aside")},
    {.name = "count", .help = N_("only how many there are of each length")},
    {.name = NULL},
};

const sy_command sy_cmd_cycles = {
    .name = "cycles",
    .words = "WS",
    .min_words = 1,
    .max_words = 1,
    .summary = N_("find money that goes in a circle back to its account"),
    .details =
        N_("A cycle passes no account twice, each transfer is later than the one before, and all "
           "lie within the window. Of several transfers between the same accounts each makes "
           "cycles of its own. A search that was cut says so."),
    .options = options,
    .example = "suyuan cycles wang.suyuan --window 7d --min-amount 5000\n"
               "suyuan cycles wang.suyuan --window 30d --count --json",
    .cost = N_("what can be reached within the window from each transfer, and the cycles "
               "themselves; on all cores."),
    .run = run_cycles,
};
