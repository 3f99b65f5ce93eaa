/* clues_lead.c - a clue becomes a lead: what it says, in both languages, with file, sheet and
 * row of each payment, so that it outlives the next import as a model's lead does. Whose the
 * thing is stays open: a register says that, not a statement. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "casework/by_hand.h"
#include "cli/clues.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/today.h"
#include "identifier/case_number.h"
#include "model/run.h"
#include "store/lead_text.h"

enum { MOST_TEXT = 1 << 16, MOST_LEAD = 1 << 20, MOST_ROWS = 200 };

static json_t *both(const char *zh, const char *en)
{
    return json_pack("{s:s, s:s}", "zh", zh, "en", en);
}

/* ---- facts ---- */

enum { MOST_PLACES = 64 };

/* What a lead says, in the form of store/lead_text.h. */
typedef struct draft {
    sy_arena *arena;
    sy_buf body, parties;
    const char *places[MOST_PLACES];
    size_t n_places;
    bool is_out_of_memory;
} draft;

static const char *kept(draft *d, json_t *json)
{
    char *dumped = json ? json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    const char *text = dumped ? sy_arena_text(d->arena, dumped, strlen(dumped)) : NULL;

    json_decref(json);
    free(dumped);
    if (!text) d->is_out_of_memory = true;
    return text ? text : "";
}

/* The number of a file among those of the lead; past the last one none is told. */
static int place_of(draft *d, const sy_source *source)
{
    const char *text =
        kept(d, json_pack("{s:s, s:s?, s:s}", "file", source->path, "sheet",
                          source->sheet_name[0] ? source->sheet_name : NULL, "sha256",
                          source->sha256));
    size_t i = 0;

    while (i < d->n_places && strcmp(d->places[i], text) != 0) i++;
    if (i == MOST_PLACES) return SY_NO_PLACE;
    if (i == d->n_places) d->places[d->n_places++] = text;
    return (int)i;
}

/* source: NULL where nothing shows it. */
static void add_fact(draft *d, const char *name, sy_slice value, const sy_source *source,
                     uint32_t row)
{
    if (value.len == 0) return;
    sy_lead_body_fact(&d->body, sy_slice_of(name), value,
                      source ? place_of(d, source) : SY_NO_PLACE, row);
}

static void add_text(draft *d, const char *name, const char *value)
{
    add_fact(d, name, sy_slice_of(value), NULL, 0);
}

static void add_money(draft *d, const char *name, int64_t amount)
{
    char text[SY_MINOR_TEXT];
    add_text(d, name, sy_minor_print(text, amount));
}

static void add_day(draft *d, const char *name, int64_t at)
{
    char text[SY_TIME_TEXT];
    add_text(d, name, sy_time_print(text, at, SY_DATE));
}

static void add_rows(draft *d, const sy_clues_run *r, const sy_clue *k)
{
    for (size_t i = 0; i < k->n_rows && i < MOST_ROWS; i++) {
        const sy_clue_row *row = &k->rows[i];
        char day[SY_TIME_TEXT], amount[SY_MINOR_TEXT];
        sy_row_ref at;
        sy_buf b;

        if (row->place == SY_NONE) continue;
        sy_buf_init(&b, NULL, MOST_TEXT);
        sy_buf_printf(&b, "%s %s%s元 ", sy_time_print(day, row->at, SY_DATE),
                      row->comes_in ? "收入" : "支出", sy_minor_print(amount, row->amount));
        sy_buf_slice(&b, row->said);
        sy_row_at(&r->t, row->place, &at);
        add_fact(d, "流水", (sy_slice){b.ptr, b.len}, at.source, at.row);
        sy_buf_dispose(&b);
    }
}

/* NULL for spending, which no register knows. */
static const sy_registered *registered(const sy_clues_run *r, const sy_clue *k)
{
    const bool is_asset = k >= r->k->items && k < r->k->items + r->k->n;
    const sy_registered *found = is_asset ? &r->found[k - r->k->items] : NULL;
    return found && found->at ? found : NULL;
}

static void add_register(draft *d, const sy_registered *found)
{
    sy_buf b;

    sy_buf_init(&b, NULL, MOST_TEXT);
    if (sy_registered_words(&b, found) == SY_OK)
        add_fact(d, "登记信息", (sy_slice){b.ptr, b.len}, found->source, found->at->row);
    sy_buf_dispose(&b);
}

static void add_facts(draft *d, const sy_clues_run *r, const sy_clue *k)
{
    add_text(d, "财产种类", sy_asset_class_label(k->asset));
    add_text(d, "流水线索等级", (const char[]){k->grade, '\0'});
    add_fact(d, "户名", k->holder, NULL, 0);
    add_fact(d, "账号", k->account, NULL, 0);
    add_fact(d, "收付对方", k->payee, NULL, 0);
    add_money(d, "金额", k->amount);
    if (k->first <= k->last) {
        add_day(d, "首次日期", k->first);
        add_day(d, "末次日期", k->last);
    }
    if (k->money.is_known) {
        add_money(d, "被执行人资金至少", k->money.least);
        add_money(d, "被执行人资金至多", k->money.most);
        add_money(d, "逐笔对应", k->money.matched);
    }
    add_text(d, "号牌号码", k->plate);
    add_text(d, "车辆识别代号", k->vin);
    add_text(d, "保单号", k->policy);
    add_fact(d, "地址", k->address, NULL, 0);
    if (registered(r, k)) add_register(d, registered(r, k));
    add_rows(d, r, k);
}

/* ---- what it rests on, and what stays open ---- */

static void add_article(json_t *list, const char *article, const char *words)
{
    json_array_append_new(
        list, json_pack("{s:s, s:s, s:s, s:b}", "text", article, "words", words, "duty",
                        sy_model_duty_name(SY_DUTY_MAY), "at_hand", 1));
}

#define SEAL_RULES "最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定（2020年修正）"

static json_t *basis_of(const sy_clue *k)
{
    json_t *list = json_array();

    if (k->standing == SY_CLUE_OF_OTHERS)
        add_article(list, SEAL_RULES "第二条第三款",
                    "对于第三人占有的动产或者登记在第三人名下的不动产、特定动产及其他财产权，第三人"
                    "书面确认该财产属于被执行人的，人民法院可以查封、扣押、冻结。");
    else
        add_article(list, SEAL_RULES "第二条第一款",
                    "人民法院可以查封、扣押、冻结被执行人占有的动产、登记在被执行人名下的不动产、"
                    "特定动产及其他财产权。");
    return list;
}

static json_t *missing_of(const sy_clues_run *r, const sy_clue *k)
{
    json_t *list = json_array();

    if (!registered(r, k))
        json_array_append_new(list, both("财产登记在谁名下（流水不能说明）",
                                         "in whose name it is registered (statements cannot say)"));
    if (k->standing == SY_CLUE_OF_OTHERS)
        json_array_append_new(list,
                              both("登记人是否书面确认财产属于被执行人",
                                   "whether the holder confirms in writing that it is the debtor's"));
    return list;
}

static json_t *questions_of(const sy_clue *k)
{
    json_t *list = json_array();

    if (k->standing == SY_CLUE_OF_OTHERS)
        json_array_append_new(
            list, both("账户按户名判断权属，他人账户和财产不当然是被执行人的（异议复议规定第二十五条）；户主"
                       "自己的收入够不够支付",
                       "an account is by law its holder's; could the holder have paid it himself"));
    if (k->standing == SY_CLUE_OF_HOUSEHOLD)
        json_array_append_new(list,
                              both("是否夫妻共同财产", "is it common property of spouses"));
    return list;
}

static json_t *exits_of(void)
{
    static const sy_model_exit ways[] = {SY_EXIT_PROPERTY_REFERRAL, SY_EXIT_CREDITOR,
                                         SY_EXIT_FILE};
    json_t *list = json_array();

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        json_array_append_new(list, json_string(sy_model_exit_name(ways[i])));
    return list;
}

/* ---- words ---- */

/* "A's account 6222: vehicle: 2023-03-01 ...", then whose money it was. */
static sy_status wording_in(sy_buf *b, sy_lang lang, const sy_clues_run *r, const sy_clue *k)
{
    const bool is_english = lang == SY_LANG_EN;
    char least[SY_MINOR_TEXT], most[SY_MINOR_TEXT];

    sy_lang_set(lang);
    sy_buf_slice(b, k->holder);
    sy_buf_text(b, is_english ? ", account " : "的账户");
    sy_buf_slice(b, k->account);
    sy_buf_printf(b, is_english ? ", %s: " : "，%s：", sy_asset_class_label(k->asset));
    const bool is_whole = sy_clue_reason(b, k) == SY_OK;
    sy_buf_text(b, is_english ? "." : "。");
    if (k->money.is_known)
        sy_buf_printf(b,
                      is_english
                          ? " Of it at least %s and at most %s yuan can be traced to the debtor."
                          : "其中可以追溯到被执行人的资金至少%s元、至多%s元。",
                      sy_minor_print_grouped(least, k->money.least),
                      sy_minor_print_grouped(most, k->money.most));
    if (!registered(r, k))
        sy_buf_text(b, is_english ? " In whose name it is registered is to be checked."
                                   : "登记在谁名下待核。");
    return is_whole ? sy_buf_status(b) : SY_ENOMEM;
}

static json_t *verify_in(sy_lang lang, const sy_clue *k)
{
    sy_lang_set(lang);
    return json_string(sy_clue_next(k));
}

static void put_parties(draft *d, const sy_clues_run *r, const sy_clue *k)
{
    const sy_slice debtor = sy_slice_of(r->s->parties->items[r->s->debtors[0]].name);
    const sy_slice names[] = {debtor, k->holder};
    const bool is_other = k->holder.len && !sy_slice_is(k->holder, debtor);

    sy_lead_texts(&d->parties, names, is_other ? 2 : 1);
}

/* What leads of one kind say alike. */
static const char *common_of(draft *d, const sy_clues_run *r, const sy_clue *k)
{
    const sy_lang before = sy_lang_get();
    json_t *next_en = verify_in(SY_LANG_EN, k), *next_zh = verify_in(SY_LANG_ZH, k);

    sy_lang_set(before);
    return kept(d, json_pack("{s:o, s:o, s:o, s:s, s:s, s:s, s:s, s:o, s:[{s:o, s:o}]}", "basis",
                             basis_of(k), "missing", missing_of(r, k), "questions", questions_of(k),
                             "object", sy_model_object_name(SY_OBJECT_PROPERTY), "duty",
                             sy_model_duty_name(SY_DUTY_MAY), "status",
                             sy_model_status_name(SY_MODEL_IN_FORCE), "severity",
                             sy_model_severity_name(SY_SEVERITY_MEDIUM), "exits", exits_of(),
                             "verify", "zh", next_zh, "en", next_en));
}

/* Facts are Chinese, as the columns of pools are that models compare. */
static sy_status put_body(draft *d, const sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    const sy_lang before = sy_lang_get();
    sy_buf zh, en;

    sy_buf_init(&zh, NULL, MOST_TEXT);
    sy_buf_init(&en, NULL, MOST_TEXT);
    sy_status st = wording_in(&en, SY_LANG_EN, r, k);
    if (st == SY_OK) st = wording_in(&zh, SY_LANG_ZH, r, k);
    if (st == SY_OK) {
        add_facts(d, r, k);
        sy_lead_body_end(&d->body, (sy_slice){zh.ptr, zh.len}, (sy_slice){en.ptr, en.len});
        st = sy_buf_status(&d->body);
    }
    sy_lang_set(before);
    sy_buf_dispose(&zh);
    sy_buf_dispose(&en);
    return st == SY_OK ? SY_OK : sy_fail(err, st, N_("no memory for a sentence"));
}

/* ---- leads that are there ---- */

sy_status sy_clue_leads_read(sy_clues_run *r, sy_err *err)
{
    return sy_leads(sy_case_workspace(r->c), SY_LEAD_OF_CLUES, &r->leads, &r->n_leads,
                    &r->call->arena, err);
}

const char *sy_clue_lead(const sy_clues_run *r, const sy_clue *k)
{
    char id[SY_LEAD_ID];

    if (sy_lead_id(id, SY_LEAD_OF_CLUES, sy_slice_of(k->id), NULL) != SY_OK) return NULL;
    for (size_t i = 0; i < r->n_leads; i++) {
        if (strcmp(r->leads[i].id, id) == 0) return r->leads[i].id;
    }
    return NULL;
}

/* ---- the verb ---- */

static sy_status answer(const sy_clues_run *r, const char *id, bool is_new, sy_err *err)
{
    sy_json j;

    if (!r->call->json) {
        printf(is_new ? _("lead %s; next: suyuan lead %s show %s\n")
                      : _("lead %s was there already; what it says is up to date: suyuan lead %s "
                          "show %s\n"),
               id, r->call->words[0], id);
        return SY_OK;
    }
    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "done", "lead");
    sy_reply_string(&j, "lead", id);
    sy_reply_bool(&j, "new", is_new);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

sy_status sy_clue_make_lead(sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    const char *number = r->s->facts.number ? r->s->facts.number : "";
    char id[SY_LEAD_ID], day[SY_TIME_TEXT] = "", as_of[SY_TIME_TEXT];
    sy_case_number parts = {0};
    bool is_new = false;
    int32_t today = 0;

    if (k->decision && k->decision->verdict == SY_VERDICT_REJECTED)
        return sy_fail(err, SY_EDATA,
                       N_("the clue %s was refuted; take that back first: suyuan clues %s undo %s"),
                       k->id, r->call->words[0], k->id);
    sy_status st = sy_call_today(&today, r->call, NULL, err);
    if (st == SY_OK) st = sy_lead_id(id, SY_LEAD_OF_CLUES, sy_slice_of(k->id), err);
    if (st != SY_OK) return st;
    sy_time_print(as_of, (int64_t)today * SY_DAY, SY_DATE);
    if (k->first <= k->last) sy_time_print(day, k->last, SY_DATE);
    draft d = {.arena = &r->call->arena};
    sy_buf_init(&d.body, NULL, MOST_LEAD);
    sy_buf_init(&d.parties, NULL, MOST_TEXT);
    const char *common = common_of(&d, r, k);
    put_parties(&d, r, k);
    st = put_body(&d, r, k, err);
    if (st == SY_OK && (d.is_out_of_memory || sy_buf_status(&d.parties) != SY_OK))
        st = sy_fail_nomem(err);
    const bool is_numbered = sy_case_number_read(&parts, sy_slice_of(number));
    const sy_lead lead = {.id = id,
                          .model = SY_LEAD_OF_CLUES,
                          .version = "1",
                          .key = k->id,
                          .grade = registered(r, k) ? 'B' : 'C',
                          .rule = sy_asset_class_name(k->asset),
                          .case_number = number,
                          .court = is_numbered ? parts.court : "",
                          .act_date = day,
                          .has_amount = true,
                          .amount = k->amount,
                          .rank = k->amount,
                          .parties = d.parties.ptr,
                          .body = d.body.ptr,
                          .common = common,
                          .places = d.places,
                          .n_places = d.n_places};
    if (st == SY_OK) st = sy_lead_add(sy_case_workspace(r->c), &lead, as_of, &is_new, err);
    sy_buf_dispose(&d.body);
    sy_buf_dispose(&d.parties);
    return st == SY_OK ? answer(r, id, is_new, err) : st;
}
