/* model_compare.c - two versions of a model, or two sets of its parameters, on the same
 * pools: what one finds and the other does not, with what people found out about it. */
#include <stdio.h>
#include <string.h>

#include "casework/docket.h"
#include "cli/model.h"
#include "cli/model_findings.h"
#include "cli/reply.h"
#include "cli/stoppable.h"
#include "cli/today.h"
#include "model/found.h"

enum { MOST_SHOWN = 100 }; /* of each kind, for people */

typedef struct side {
    const char *word; /* as it was typed */
    const sy_model *model;
    sy_model *own; /* where it lies in a folder or a pack; NULL */
    sy_model_run_options options;
    sy_found found;
} side;

typedef struct comparison {
    sy_call *call;
    side one, other;
    sy_docket *docket; /* of the first model */
    sy_compared *rows;
    size_t n;
    struct {
        size_t n, judged[3]; /* by sy_lead_verdict */
    } of[SY_COMPARED_KINDS];
} comparison;

/* ---- running both ---- */

/* NULL: none of that is recorded. */
static const sy_docket_lead *recorded(const comparison *c, const sy_compared *row)
{
    const sy_docket_lead *l = row->one ? sy_docket_find(c->docket, row->one->id) : NULL;

    if (!l && row->other) l = sy_docket_find(c->docket, row->other->id);
    return l;
}

static sy_lead_verdict verdict_of(const comparison *c, const sy_compared *row)
{
    const sy_docket_lead *l = recorded(c, row);
    return l ? l->verdict : SY_LEAD_UNJUDGED;
}

static sy_status run_side(comparison *c, side *s, const sy_model_shop *shop, const char *option,
                          int32_t day, sy_err *err)
{
    sy_status st = sy_model_shop_any(shop, &s->model, &s->own, s->word, err);

    s->options.as_of = day;
    if (st == SY_OK) st = sy_model_may_run(s->model, shop->ws, s->word, err);
    if (st == SY_OK) st = sy_model_settings_given(&s->options, c->call, option, err);
    if (st == SY_OK) st = sy_model_findings_ready(s->model, shop->ws, err);
    if (st == SY_OK) st = sy_model_check_query(s->model, shop->pools, err);
    if (st == SY_OK) st = sy_model_findings_ready(s->model, shop->ws, err);
    if (st == SY_OK)
        st = sy_model_find_on(&s->found, shop->ws, shop->pools, s->model, &s->options,
                              &c->call->arena, err);
    if (st == SY_OK && !s->found.outcome.has_run)
        st = sy_fail(err, SY_EDATA, N_("%s %s cannot run: there is no \"%s\" in the pools"),
                     s->model->id, s->model->version, s->found.outcome.missing[0]);
    return st;
}

static sy_status run_both(comparison *c, const sy_model_shop *shop, sy_err *err)
{
    sy_stoppable s;
    int32_t day = 0;
    sy_status st = sy_call_today(&day, c->call, "as-of", err);

    sy_stoppable_begin(&s, 2);
    c->one.options.should_stop = c->other.options.should_stop = sy_should_stop;
    c->one.options.stop_ctx = c->other.options.stop_ctx = &s;
    if (st == SY_OK && sy_stoppable_next(&s, c->one.word))
        st = run_side(c, &c->one, shop, "set", day, err);
    if (st == SY_OK && sy_stoppable_next(&s, c->other.word))
        st = run_side(c, &c->other, shop, "against", day, err);
    sy_stoppable_end(&s);
    if (st == SY_OK && !c->other.found.outcome.has_run)
        st = sy_fail(err, SY_ECANCEL, N_("stopped; nothing was changed"));
    return st;
}

static void count(comparison *c)
{
    for (size_t i = 0; i < c->n; i++) {
        c->of[c->rows[i].kind].n++;
        c->of[c->rows[i].kind].judged[verdict_of(c, &c->rows[i])]++;
    }
}

/* ---- JSON ---- */

static const char *const kind_names[SY_COMPARED_KINDS] = {"only_one", "only_other", "differs",
                                                          "same"};

static const char *const verdict_names[] = {
    [SY_LEAD_UNJUDGED] = NULL, [SY_LEAD_IS_TRUE] = "confirmed", [SY_LEAD_IS_FALSE] = "refuted"};

static void json_side(sy_json *j, const char *key, const side *s)
{
    sy_json_key(j, key);
    sy_json_object(j);
    sy_reply_string(j, "id", s->model->id);
    sy_reply_string(j, "version", s->model->version);
    sy_reply_string(j, "hash", s->model->hash);
    sy_json_key(j, "parameters");
    sy_json_object(j);
    for (size_t i = 0; i < s->options.n_settings; i++)
        sy_reply_string(j, s->options.settings[i].id, s->options.settings[i].value);
    sy_json_end(j);
    sy_reply_int(j, "leads", s->found.n);
    sy_reply_int(j, "ms", (uint64_t)s->found.outcome.ms);
    sy_json_end(j);
}

static void json_row(sy_json *j, const comparison *c, const sy_compared *row)
{
    const sy_found_lead *f = row->one ? row->one : row->other;

    sy_json_object(j);
    sy_reply_string(j, "id", f->id);
    sy_reply_string(j, "key", f->key);
    sy_reply_string(j, "case", f->case_number);
    sy_reply_string(j, "party", f->party);
    if (f->has_amount)
        sy_reply_minor(j, "amount", f->amount);
    else
        sy_reply_string(j, "amount", NULL);
    sy_reply_string(j, "grade", (const char[]){f->grade, '\0'});
    sy_reply_string(j, "rule", f->rule);
    if (row->kind == SY_COMPARED_DIFFERS) {
        sy_reply_string(j, "other_grade", (const char[]){row->other->grade, '\0'});
        sy_reply_string(j, "other_rule", row->other->rule);
    }
    sy_reply_string(j, "verdict", verdict_names[verdict_of(c, row)]);
    sy_reply_bool(j, "recorded", recorded(c, row) != NULL);
    sy_json_end(j);
}

static sy_status print_json(const comparison *c, sy_err *err)
{
    sy_json j;
    size_t at = 0;

    sy_call_answer(c->call, &j);
    sy_json_object(&j);
    json_side(&j, "one", &c->one);
    json_side(&j, "other", &c->other);
    for (int kind = 0; kind < SY_COMPARED_KINDS; kind++) {
        sy_json_key(&j, kind_names[kind]);
        sy_json_object(&j);
        sy_reply_int(&j, "n", c->of[kind].n);
        sy_reply_int(&j, "confirmed", c->of[kind].judged[SY_LEAD_IS_TRUE]);
        sy_reply_int(&j, "refuted", c->of[kind].judged[SY_LEAD_IS_FALSE]);
        sy_json_key(&j, "leads");
        sy_json_array(&j);
        for (size_t end = at + c->of[kind].n; at < end; at++) {
            if (kind != SY_COMPARED_SAME) json_row(&j, c, &c->rows[at]);
        }
        sy_json_end(&j);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static void say_side(const char *label, const side *s)
{
    printf("%s  %s %s", label, s->model->id, s->model->version);
    for (size_t i = 0; i < s->options.n_settings; i++)
        printf("  %s=%s", s->options.settings[i].id, s->options.settings[i].value);
    printf("%s %zu\n", _(": leads"), s->found.n);
}

static const char *title_of(sy_compared_kind kind)
{
    static const char *const titles[SY_COMPARED_KINDS] = {
        N_("only in the first"), N_("only in the second"),
        N_("in both, with another grade or rule"), N_("the same in both")};
    return _(titles[kind]);
}

static sy_status print_counts(const comparison *c, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &c->call->arena, "lrrrr");
    sy_table_head(&t, "", _("leads"), sy_lead_state_title(SY_LEAD_CONFIRMED),
                  sy_lead_state_title(SY_LEAD_REFUTED), _("no verdict"));
    for (int kind = 0; kind < SY_COMPARED_KINDS; kind++) {
        sy_table_cell(&t, title_of((sy_compared_kind)kind));
        sy_table_int(&t, c->of[kind].n);
        sy_table_int(&t, c->of[kind].judged[SY_LEAD_IS_TRUE]);
        sy_table_int(&t, c->of[kind].judged[SY_LEAD_IS_FALSE]);
        sy_table_int(&t, c->of[kind].judged[SY_LEAD_UNJUDGED]);
    }
    return sy_table_print(&t, stdout, err);
}

static void both(sy_table *t, const char *one, const char *other)
{
    char text[200];

    if (!other || strcmp(one, other) == 0) {
        sy_table_cell(t, one);
        return;
    }
    snprintf(text, sizeof text, "%.90s → %.90s", one, other);
    sy_table_cell(t, text);
}

static void table_row(sy_table *t, const comparison *c, const sy_compared *row)
{
    const sy_found_lead *f = row->one ? row->one : row->other,
                        *other = row->one ? row->other : NULL;
    const sy_lead_verdict verdict = verdict_of(c, row);

    sy_table_cell(t, f->id);
    sy_table_cell(t, f->key);
    sy_table_cell(t, f->case_number);
    sy_table_cell(t, f->party);
    if (f->has_amount)
        sy_table_money(t, f->amount);
    else
        sy_table_cell(t, "");
    both(t, (const char[]){f->grade, '\0'}, other ? (const char[]){other->grade, '\0'} : NULL);
    both(t, f->rule, other ? other->rule : NULL);
    sy_table_cell(t, verdict == SY_LEAD_IS_TRUE    ? sy_lead_state_title(SY_LEAD_CONFIRMED)
                     : verdict == SY_LEAD_IS_FALSE ? sy_lead_state_title(SY_LEAD_REFUTED)
                                                   : "");
}

static sy_status print_rows(const comparison *c, sy_err *err)
{
    sy_table t;
    size_t at = 0, left = 0;

    sy_table_init(&t, &c->call->arena, "llllrlll");
    sy_table_head(&t, _("lead"), _("what it is about"), _("case number"), _("party"), _("amount"),
                  _("grade"), _("rule"), _("verdict"));
    for (int kind = 0; kind < SY_COMPARED_SAME; kind++) {
        const size_t n = c->of[kind].n, shown = n < MOST_SHOWN ? n : MOST_SHOWN;
        if (n) sy_table_title(&t, title_of((sy_compared_kind)kind));
        for (size_t i = 0; i < shown; i++) table_row(&t, c, &c->rows[at + i]);
        at += n;
        left += n - shown;
    }
    if (at == 0) return SY_OK;
    putchar('\n');
    const sy_status st = sy_table_print(&t, stdout, err);
    if (st == SY_OK && left) printf(_("and %zu more: --json has them all\n"), left);
    return st;
}

static sy_status print(const comparison *c, sy_err *err)
{
    if (c->call->json) return print_json(c, err);
    say_side(_("first "), &c->one);
    say_side(_("second"), &c->other);
    sy_status st = print_counts(c, err);
    return st == SY_OK ? print_rows(c, err) : st;
}

sy_status sy_model_compare(sy_call *call, sy_err *err)
{
    comparison c = {.call = call};
    sy_model_shop shop;

    if (call->n_words < 3 || call->n_words > 4)
        return sy_fail(err, SY_EINVAL,
                       N_("say what to compare: suyuan model %s compare ID [OTHER]"),
                       call->words[0]);
    c.one.word = call->words[2];
    c.other.word = call->words[call->n_words - 1];
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);
    if (st == SY_OK) st = run_both(&c, &shop, err);
    if (st == SY_OK)
        st =
            sy_docket_open(&c.docket, shop.ws, &(sy_docket_options){.model = c.one.model->id}, err);
    if (st == SY_OK)
        st = sy_found_compare(&c.rows, &c.n, &c.one.found, &c.other.found, &call->arena, err);
    if (st == SY_OK) count(&c);
    if (st == SY_OK) st = print(&c, err);
    sy_docket_close(c.docket);
    sy_model_free(c.one.own);
    sy_model_free(c.other.own);
    sy_model_shop_close(&shop);
    return st;
}
