/* clues_json.c - clues for programs (design/cli.md): the same in both languages, so the
 * sentences in it stand there in both; the dictionary's labels are Chinese. */
#include "base/lang.h"
#include "cli/clues.h"
#include "cli/reply.h"
#include "cli/verdict.h"

enum { MOST_REASON = 1 << 16 };

static void entry_json(sy_json *j, const sy_clues_run *r, uint32_t place)
{
    char id[SY_ENTRY_ID];

    if (place != SY_NONE) sy_json_string(j, sy_case_entry_id(r->t.f, id, place));
}

static void slice_json(sy_json *j, const char *key, sy_slice text)
{
    sy_reply_slice(j, key, text);
}

static void word_json(sy_json *j, const char *key, const char *text)
{
    slice_json(j, key, sy_slice_of(text));
}

static void reason_in(sy_json *j, sy_lang lang, const char *reason, const char *next,
                      const sy_clue *k)
{
    sy_buf b;

    sy_lang_set(lang);
    sy_buf_init(&b, NULL, MOST_REASON);
    if (sy_clue_reason(&b, k) == SY_OK) {
        sy_json_key(j, reason);
        sy_json_text(j, (sy_slice){b.ptr, b.len});
    }
    sy_reply_string(j, next, sy_clue_next(k));
    sy_buf_dispose(&b);
}

static void reason_json(sy_json *j, const sy_clue *k)
{
    const sy_lang before = sy_lang_get();

    reason_in(j, SY_LANG_ZH, "reason", "next", k);
    reason_in(j, SY_LANG_EN, "reason_en", "next_en", k);
    sy_lang_set(before);
}

static void rules_json(sy_json *j, const char *key, const sy_clues_run *r, const int64_t *by_rule)
{
    const char *debtor = r->s->parties->items[r->s->debtors[0]].name;

    sy_json_key(j, key);
    sy_json_array(j);
    for (int rule = 0; by_rule && rule < SY_RULES; rule++) {
        sy_json_object(j);
        sy_reply_string(j, "rule", sy_rule_name((sy_rule)rule));
        sy_reply_string(j, "party", debtor);
        sy_reply_minor(j, "amount", by_rule[rule]);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void money_json(sy_json *j, const sy_clues_run *r, const sy_clue *k)
{
    const sy_clue_money *m = &k->money;

    rules_json(j, "funded", r, m->is_known ? m->by_rule : NULL);
    if (m->has_diverted) rules_json(j, "funded_with_diverted", r, m->with_diverted);
    if (!m->is_known) return;
    sy_reply_minor(j, "lower", m->least);
    sy_reply_minor(j, "upper", m->most);
    sy_reply_minor(j, "matched", m->matched);
}

static void days_json(sy_json *j, const sy_clue *k)
{
    const sy_precision p = k->date_only ? SY_DATE : SY_SECOND;

    if (k->first <= k->last) {
        sy_reply_time(j, "first", k->first, p);
        sy_reply_time(j, "last", k->last, p);
    }
    word_json(j, "after", k->after == SY_CASE_DAYS ? "" : sy_case_day_name(k->after));
    sy_reply_bool(j, "after_judgment", k->after_judgment);
}

static void grounds_json(sy_json *j, const sy_clue *k)
{
    static const char *const names[] = {"holder", "match", "money", "diverted", "proxy"};

    sy_json_key(j, "grounds");
    sy_json_array(j);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (k->grounds & 1u << i) sy_json_string(j, names[i]);
    }
    sy_json_end(j);
}

static void keys_json(sy_json *j, const sy_clue *k)
{
    word_json(j, "plate", k->plate);
    word_json(j, "vin", k->vin);
    word_json(j, "policy", k->policy);
    slice_json(j, "address", k->address);
    if (!k->price_most) return;
    sy_json_key(j, "price");
    sy_json_object(j);
    sy_reply_minor(j, "from", k->price_least);
    sy_reply_minor(j, "to", k->price_most);
    sy_json_end(j);
}

static void rows_json(sy_json *j, const sy_clues_run *r, const sy_clue *k)
{
    sy_json_key(j, "entries");
    sy_json_array(j);
    for (size_t i = 0; i < k->n_rows; i++) entry_json(j, r, k->rows[i].place);
    sy_json_end(j);
    sy_json_key(j, "words");
    sy_json_array(j);
    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *row = &k->rows[i];
        if (!row->sign) continue;
        sy_json_object(j);
        sy_json_key(j, "entry");
        entry_json(j, r, row->place);
        sy_reply_string(j, "sign", row->sign->name);
        sy_reply_string(j, "role", sy_property_role_name(row->sign->role));
        sy_json_key(j, "term");
        sy_json_text(j, row->term);
        word_json(j, "field", row->field);
        sy_reply_minor(j, "amount", row->comes_in ? row->amount : -row->amount);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void clue_json(sy_json *j, const sy_clues_run *r, const sy_clue *k)
{
    char grade[2] = {k->grade, '\0'};

    sy_json_object(j);
    sy_reply_string(j, "id", k->id);
    sy_reply_string(j, "class", sy_asset_class_name(k->asset));
    word_json(j, "sign", k->sign ? k->sign->name : "");
    sy_reply_string(j, "grade", grade);
    sy_reply_string(j, "standing", sy_clue_standing_name(k->standing));
    word_json(j, "aside", sy_clue_aside_name(k->aside));
    slice_json(j, "holder", k->holder);
    slice_json(j, "account", k->account);
    slice_json(j, "payee", k->payee);
    sy_reply_minor(j, "amount", k->amount);
    if (k->returned) sy_reply_minor(j, "returned", k->returned);
    days_json(j, k);
    reason_json(j, k);
    money_json(j, r, k);
    grounds_json(j, k);
    keys_json(j, k);
    sy_clue_register_json(j, r, k);
    sy_reply_string(j, "lead", sy_clue_lead(r, k));
    sy_verdict_json(j, k->decision);
    rows_json(j, r, k);
    sy_json_end(j);
}

/* Lists from..to of clues.h. */
static void list_json(sy_json *j, const char *key, const sy_clues_run *r, const sy_clue *list,
                      size_t n, int from, int to)
{
    sy_json_key(j, key);
    sy_json_array(j);
    for (size_t i = 0; i < n; i++) {
        const int of = sy_clue_list_of(&list[i]);
        if (of >= from && of <= to && sy_clue_is_wanted(r, &list[i])) clue_json(j, r, &list[i]);
    }
    sy_json_end(j);
}

sy_status sy_clues_json(sy_clues_run *r, sy_err *err)
{
    const sy_clues *k = r->k;
    sy_json j;

    sy_call_answer(r->call, &j);
    sy_json_object(&j);
    list_json(&j, "clues", r, k->items, k->n, 0, SY_CLUE_STANDINGS - 1);
    list_json(&j, "uses", r, k->items, k->n, SY_CLUES_USES, SY_CLUES_USES);
    list_json(&j, "spending", r, k->spending, k->n_spending, SY_CLUES_SPENDING, SY_CLUES_SPENDING);
    sy_reply_int(&j, "set_aside", k->n - k->n_shown);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

sy_status sy_clue_one_json(sy_clues_run *r, const sy_clue *k, sy_err *err)
{
    sy_json j;

    sy_call_answer(r->call, &j);
    clue_json(&j, r, k);
    return sy_json_finish(&j, err);
}
