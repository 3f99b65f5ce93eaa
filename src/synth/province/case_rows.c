/* case_rows.c - what each pool says of one case. */
#include <string.h>

#include "synth/province/stage.h"

static const char *names_of(sy_stage *s, const sy_somebody *who, int n)
{
    return n == 1 ? who[0].name : sy_say(s, "%s、%s", who[0].name, who[1].name);
}

static const char *ids_of(sy_stage *s, const sy_somebody *who, int n)
{
    return n == 1 ? who[0].id : sy_say(s, "%s、%s", who[0].id, who[1].id);
}

static void put_case_row(sy_stage *s, const sy_enforcement *e)
{
    static const char *const closings[] = {
        [SY_OPEN] = NULL, [SY_PERFORMED] = "执行完毕", [SY_CLOSED_FOR_NOW] = "终结本次执行程序"};
    const sy_row_cases row = {.case_number = e->number,
                              .court = e->court,
                              .title = e->title,
                              .cause = "买卖合同纠纷",
                              .applied = e->applied,
                              .filed = e->filed,
                              .creditors = names_of(s, e->creditors, SY_CASE_CREDITORS),
                              .creditor_ids = ids_of(s, e->creditors, SY_CASE_CREDITORS),
                              .debtors = names_of(s, e->debtors, SY_CASE_DEBTORS),
                              .debtor_ids = ids_of(s, e->debtors, SY_CASE_DEBTORS),
                              .claim = e->claim,
                              .paid = e->paid ? e->paid : SY_ZERO,
                              .obligation = e->obligation,
                              .notified = e->notified,
                              .report_ordered = e->report_ordered,
                              .reported = e->reported,
                              .report_checked = e->report_checked,
                              .restricted = e->restricted,
                              .queried = e->queried,
                              .extended_until = e->extended,
                              .closed = e->closed,
                              .closing = closings[e->closing],
                              .closing_reason =
                                  e->closing == SY_CLOSED_FOR_NOW ? "无可供执行财产" : NULL,
                              .collegial = e->collegial,
                              .approved = e->approved,
                              .creditor_told = e->creditor_told,
                              .creditor_signed = e->is_signed,
                              .served = e->served,
                              .listed = e->listed,
                              .resumed = e->resumed,
                              .satisfied = e->satisfied,
                              .judge = e->judge};
    sy_put_cases(s, &row);
}

static void put_party(sy_stage *s, const sy_enforcement *e, const char *role,
                      const sy_somebody *who, int32_t died)
{
    const sy_row_parties row = {.case_number = e->number,
                                .court = e->court,
                                .role = role,
                                .party = who->name,
                                .party_id = who->id,
                                .kind = who->is_firm ? "法人" : "自然人",
                                .died = died};
    sy_put_parties(s, &row);
}

static void put_parties(sy_stage *s, const sy_enforcement *e)
{
    for (int i = 0; i < SY_CASE_CREDITORS; i++) put_party(s, e, "申请执行人", &e->creditors[i], 0);
    for (int i = 0; i < SY_CASE_DEBTORS; i++)
        put_party(s, e, "被执行人", &e->debtors[i], i ? e->died : 0);
    put_party(s, e, "利害关系人", &e->third, 0);
}

static void put_terminated(sy_stage *s, const sy_enforcement *e)
{
    if (e->closing != SY_CLOSED_FOR_NOW) return;
    for (int i = 0; i < SY_CASE_DEBTORS; i++) {
        const sy_row_terminated_cases row = {.case_number = e->number,
                                             .court = e->court,
                                             .debtor = e->debtors[i].name,
                                             .debtor_id = e->debtors[i].id,
                                             .filed = e->filed,
                                             .terminated = e->closed,
                                             .claim = e->claim,
                                             .paid = e->paid ? e->paid : SY_ZERO,
                                             .unpaid = e->claim - e->paid,
                                             .resumed = e->resumed};
        sy_put_terminated_cases(s, &row);
    }
}

static void put_restrictions(sy_stage *s, const sy_enforcement *e)
{
    if (!e->restricted) return;
    for (int i = 0; i < SY_CASE_DEBTORS; i++) {
        const sy_row_restrictions row = {.case_number = e->number,
                                         .court = e->court,
                                         .person = e->debtors[i].name,
                                         .person_id = e->debtors[i].id,
                                         .kind = "限制消费",
                                         .made = e->restricted,
                                         .served = e->restricted + 1,
                                         .lifted = e->lifted};
        sy_put_restrictions(s, &row);
    }
}

static void put_query(sy_stage *s, const sy_enforcement *e, const sy_somebody *who,
                      const char *category, int32_t sent, bool is_told)
{
    const sy_row_queries row = {.case_number = e->number,
                                .court = e->court,
                                .person = who->name,
                                .person_id = who->id,
                                .category = category,
                                .sent = sent,
                                .answered = sent + 1,
                                .found = "无",
                                .told = is_told ? sent + 3 : 0};
    sy_put_queries(s, &row);
}

/* Before it was closed, and then every five months for five years. */
static void put_queries(sy_stage *s, const sy_enforcement *e)
{
    static const char *const categories[SY_QUERY_KINDS] = {"存款", "车辆", "不动产", "有价证券"};

    if (e->closing != SY_CLOSED_FOR_NOW) return;
    for (int i = 0; i < SY_CASE_DEBTORS; i++) {
        for (int k = 0; k < SY_QUERY_KINDS; k++) {
            if (e->queried_kinds >> k & 1)
                put_query(s, e, &e->debtors[i], categories[k], e->queried, false);
        }
        for (int32_t day = e->closed + 150; day < s->p->today && day < e->closed + 5 * 365;
             day += 150)
            put_query(s, e, &e->debtors[i], "存款", day, true);
    }
}

static void put_report(sy_stage *s, const sy_enforcement *e)
{
    const sy_row_property_reports row = {.case_number = e->number,
                                         .court = e->court,
                                         .debtor = e->debtors[0].name,
                                         .debtor_id = e->debtors[0].id,
                                         .ordered = e->report_ordered,
                                         .reported = e->reported,
                                         .kind = "存款",
                                         .content = "无",
                                         .amount = SY_ZERO};
    sy_put_property_reports(s, &row);
}

static void put_judgment(sy_stage *s, const sy_enforcement *e)
{
    const sy_row_judgments row = {.title = e->title,
                                  .court = e->court,
                                  .kind = "判决书",
                                  .cause = "买卖合同纠纷",
                                  .made = e->made,
                                  .effective = e->effective,
                                  .due = e->due,
                                  .plaintiffs = names_of(s, e->creditors, SY_CASE_CREDITORS),
                                  .plaintiff_ids = ids_of(s, e->creditors, SY_CASE_CREDITORS),
                                  .defendants = names_of(s, e->debtors, SY_CASE_DEBTORS),
                                  .defendant_ids = ids_of(s, e->debtors, SY_CASE_DEBTORS),
                                  .amount = e->claim};
    sy_put_judgments(s, &row);
}

static const char *receipt_of(sy_stage *s, const sy_enforcement *e)
{
    return sy_say(s, "SK%09llu", (unsigned long long)e->n);
}

static void put_receipt(sy_stage *s, const sy_enforcement *e)
{
    const sy_row_receipts row = {.receipt_number = receipt_of(s, e),
                                 .case_number = e->number,
                                 .court = e->court,
                                 .received = e->received,
                                 .notified = e->received,
                                 .amount = e->claim,
                                 .payer = e->debtors[0].name};
    if (e->received) sy_put_receipts(s, &row);
}

static void put_payout(sy_stage *s, const sy_enforcement *e)
{
    const sy_row_payouts row = {.payout_number = sy_say(s, "FK%09llu", (unsigned long long)e->n),
                                .receipt_number = receipt_of(s, e),
                                .case_number = e->number,
                                .paid = e->paid_out,
                                .amount = e->claim,
                                .use = "发放申请执行人",
                                .payee = e->creditors[0].name,
                                .payee_id = e->creditors[0].id};
    if (e->paid_out) sy_put_payouts(s, &row);
}

static void put_node(sy_stage *s, const sy_enforcement *e, const char *node, int32_t day)
{
    const sy_row_case_nodes row = {
        .case_number = e->number, .court = e->court, .node = node, .seq = 1, .date = day};
    if (day) sy_put_case_nodes(s, &row);
}

static void put_nodes(sy_stage *s, const sy_enforcement *e)
{
    put_node(s, e, "收到申请", e->applied);
    put_node(s, e, "执行立案", e->filed);
    put_node(s, e, "执行通知", e->notified);
    put_node(s, e, "网络查控", e->queried);
    put_node(s, e, e->closing == SY_CLOSED_FOR_NOW ? "终本" : "结案", e->closed);
}

void sy_put_case(sy_stage *s, const sy_enforcement *e)
{
    static void (*const rows_of[SY_PROVINCE_POOL_COUNT])(sy_stage *, const sy_enforcement *) = {
        [SY_OF_CASES] = put_case_row,
        [SY_OF_PARTIES] = put_parties,
        [SY_OF_TERMINATED_CASES] = put_terminated,
        [SY_OF_RESTRICTIONS] = put_restrictions,
        [SY_OF_QUERIES] = put_queries,
        [SY_OF_PROPERTY_REPORTS] = put_report,
        [SY_OF_JUDGMENTS] = put_judgment,
        [SY_OF_RECEIPTS] = put_receipt,
        [SY_OF_PAYOUTS] = put_payout,
        [SY_OF_CASE_NODES] = put_nodes};

    if (s->pool < SY_PROVINCE_POOL_COUNT && rows_of[s->pool]) rows_of[s->pool](s, e);
}
