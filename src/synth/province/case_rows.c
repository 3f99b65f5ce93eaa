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

static const char *reason_of(const sy_enforcement *e)
{
    if (e->reason) return e->reason;
    return e->closing == SY_CLOSED_FOR_NOW ? "无可供执行财产" : NULL;
}

static void put_case_row(sy_stage *s, const sy_enforcement *e)
{
    static const char *const closings[] = {
        [SY_OPEN] = NULL, [SY_PERFORMED] = "执行完毕", [SY_CLOSED_FOR_NOW] = "终结本次执行程序"};
    const sy_row_cases row = {.case_number = e->number,
                              .court = e->court,
                              .title = e->title,
                              .cause = "买卖合同纠纷",
                              .previous = e->previous,
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
                              .suspended_days = SY_ZERO,
                              .extended_until = e->extended,
                              .closed = e->closed,
                              .closing = e->ended ? e->ended : closings[e->closing],
                              .closing_reason = reason_of(e),
                              .collegial = e->collegial,
                              .approved = e->approved,
                              .creditor_told = e->creditor_told,
                              .creditor_signed = e->is_signed,
                              .served = e->served,
                              .listed = e->listed,
                              .resumed = e->resumed,
                              .resume_applied = e->resume_applied,
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
                                             .terminated =
                                                 e->terminated ? e->terminated : e->closed,
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
                      const char *category, int32_t sent, bool is_found)
{
    const sy_row_queries row = {.case_number = e->number,
                                .court = e->court,
                                .person = who->name,
                                .person_id = who->id,
                                .category = category,
                                .sent = sent,
                                .answered = sent,
                                .found = is_found ? "有" : "无",
                                .value = is_found ? 1000000 : 0,
                                .told = sent > e->closed ? sent + 3 : 0};
    sy_put_queries(s, &row);
}

/* Every five months for five years, or on the days that the case says. */
static void put_requeries(sy_stage *s, const sy_enforcement *e, const sy_somebody *who)
{
    if (e->is_not_requeried) return;
    if (e->requeried[0]) {
        for (int i = 0; i < SY_REQUERIES; i++) {
            if (e->requeried[i]) put_query(s, e, who, "存款", e->requeried[i], false);
        }
        return;
    }
    for (int32_t day = e->closed + 150; day < s->p->today && day < e->closed + 5 * 365; day += 150)
        put_query(s, e, who, "存款", day, false);
}

static void put_queries(sy_stage *s, const sy_enforcement *e)
{
    static const char *const categories[SY_QUERY_KINDS] = {"存款", "车辆", "不动产", "有价证券"};

    if (e->closing != SY_CLOSED_FOR_NOW) return;
    for (unsigned i = 0; i < SY_CASE_DEBTORS; i++) {
        for (unsigned k = 0; k < SY_QUERY_KINDS; k++) {
            if ((e->queried_kinds >> k & 1) && !(e->not_queried >> i & 1))
                put_query(s, e, &e->debtors[i], categories[k], e->queried,
                          k == 1 && i == 0 && e->vehicle);
        }
        put_requeries(s, e, &e->debtors[i]);
    }
    if (e->found_after) put_query(s, e, &e->debtors[0], "存款", e->found_after, true);
}

static void put_report_of(sy_stage *s, const sy_enforcement *e, int32_t reported, const char *kind,
                          const char *content)
{
    const sy_row_property_reports row = {.case_number = e->number,
                                         .court = e->court,
                                         .debtor = e->debtors[0].name,
                                         .debtor_id = e->debtors[0].id,
                                         .ordered = e->report_ordered,
                                         .reported = reported,
                                         .kind = kind,
                                         .content = content,
                                         .amount = SY_ZERO};
    sy_put_property_reports(s, &row);
}

/* A vehicle that came later is reported within three days. */
static void put_report(sy_stage *s, const sy_enforcement *e)
{
    const bool is_later = e->vehicle_since > e->reported;

    put_report_of(s, e, e->reported, "存款", "无");
    if (e->vehicle)
        put_report_of(s, e, is_later ? e->vehicle_since + 3 : e->reported, "车辆", e->vehicle);
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
                                .payee_id = e->creditors[0].id,
                                .authority = "无"};
    if (e->paid_out) sy_put_payouts(s, &row);
}

void sy_put_step(sy_stage *s, const sy_enforcement *e, const char *node, int32_t day)
{
    const sy_row_case_nodes row = {
        .case_number = e->number, .court = e->court, .node = node, .seq = 1, .date = day};
    if (day) sy_put_case_nodes(s, &row);
}

void sy_put_steps(sy_stage *s, const sy_enforcement *e)
{
    sy_put_step(s, e, "收到申请", e->applied);
    sy_put_step(s, e, "执行立案", e->filed);
    sy_put_step(s, e, "执行通知", e->notified);
    sy_put_step(s, e, "网络查控", e->queried);
    sy_put_step(s, e, e->closing == SY_CLOSED_FOR_NOW ? "终本" : "结案", e->closed);
}

void sy_put_case(sy_stage *s, const sy_enforcement *e)
{
    if (!s->outs) return;
    put_case_row(s, e);
    put_parties(s, e);
    put_terminated(s, e);
    put_restrictions(s, e);
    put_queries(s, e);
    put_report(s, e);
    put_judgment(s, e);
    put_receipt(s, e);
    put_payout(s, e);
    if (!e->has_no_steps) sy_put_steps(s, e);
}
