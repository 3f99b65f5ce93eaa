/* follow.c - the worked example of the tracing page by the library alone.
 *
 * A pays B 3,000.00 at time 2. Where is that money in the end, under each rule? */
#include <inttypes.h>
#include <stdio.h>

#include <suyuan/flow.h>

enum { A, B, C, D, E, F, W, X, ACCOUNTS };
static const char *const names[ACCOUNTS] = {"A", "B", "C", "D", "E", "F", "W", "X"};

static const sy_listed transfers[] = {
    {W, B, 1, 100000}, {A, B, 2, 300000}, {B, C, 3, 200000}, {X, B, 4, 50000},
    {B, D, 5, 120000}, {C, A, 6, 40000},  {C, E, 7, 160000}, {E, F, 8, 200000}};

static void tell(const sy_flow *flow, const sy_trace *trace)
{
    printf("%-12s", sy_rule_name(trace->rule));
    for (size_t i = 0; i < trace->n_sinks; i++) {
        const sy_sink *s = &trace->sinks[i];
        printf("  %s %s %" PRId64, sy_sink_name(s->kind),
               sy_flow_text(flow, flow->ledgers[s->ledger].number), s->amount);
    }
    putchar('\n');
}

static sy_status follow(const sy_flow *flow, sy_err *err)
{
    const sy_seed seed = {.kind = SY_SEED_ACCOUNT, .account = A, .since = 0};
    sy_status st = SY_OK;

    for (int rule = 0; st == SY_OK && rule < SY_RULES; rule++) {
        const sy_trace_query query = {.rule = (sy_rule)rule, .seeds = &seed, .n_seeds = 1};
        sy_trace *trace = NULL;
        st = sy_trace_run(&trace, NULL, flow, &query, err);
        if (st == SY_OK) tell(flow, trace);
        sy_trace_free(trace);
    }
    return st;
}

int main(void)
{
    sy_list *list = NULL;
    sy_err err = {0};
    sy_status st;

    sy_lang_set(SY_LANG_EN);
    st = sy_list_build(&list, NULL, transfers, sizeof transfers / sizeof *transfers, ACCOUNTS,
                       names, &err);
    if (st == SY_OK) st = follow(sy_list_flow(list), &err);
    if (st != SY_OK) fprintf(stderr, "follow: %s\n", err.text);
    sy_list_free(list);
    return st == SY_OK ? 0 : 1;
}
