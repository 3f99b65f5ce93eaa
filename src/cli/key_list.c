/* key_list.c - the list of key cases and one of them, for programs and for people. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "cli/key_cases.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/log_words.h"

/* ---- JSON ---- */

static void put_text(sy_json *j, const char *key, const char *text)
{
    sy_reply_string(j, key, text && *text ? text : NULL);
}

/* call: NULL where places are not asked for. */
static sy_status json_rows(sy_json *j, const sy_key_desk *desk, const sy_key_case *k,
                           const sy_key_reason *r, sy_call *call, sy_err *err)
{
    sy_key_places places;

    if (!call) return SY_OK;
    const sy_status st = sy_key_places_of(&places, desk, k, r, call, err);
    if (st == SY_OK) sy_key_places_json(j, &places);
    return st;
}

static sy_status json_reasons(sy_json *j, const sy_key_desk *desk, const sy_key_case *k,
                              sy_call *call, sy_err *err)
{
    sy_status st = SY_OK;

    sy_json_key(j, "reasons");
    sy_json_array(j);
    for (size_t i = 0; i < k->n_reasons && st == SY_OK; i++) {
        const sy_key_reason *r = &k->reasons[i];
        sy_json_object(j);
        sy_reply_string(j, "condition", sy_key_condition_name(r->condition));
        sy_reply_int(j, "points", (uint64_t)r->points);
        if (r->condition == SY_KEY_AMOUNT) sy_reply_minor(j, "amount", r->amount);
        if (r->count) sy_reply_int(j, "count", r->count);
        if (*r->value) sy_reply_string(j, "value", r->value);
        sy_reply_string(j, "rests_on", r->is_of_leads ? "leads" : "rows");
        st = json_rows(j, desk, k, r, call, err);
        sy_json_end(j);
    }
    sy_json_end(j);
    return st;
}

static void json_steps(sy_json *j, const sy_key_case *k)
{
    char number[24];

    sy_json_key(j, "steps");
    sy_json_array(j);
    for (size_t i = 0; i < k->n_steps; i++) {
        const sy_step *s = &k->steps[i];
        sy_json_object(j);
        snprintf(number, sizeof number, "%lld", (long long)s->number);
        sy_reply_string(j, "step", number);
        for (int f = 0; f < SY_KEY_FIELDS; f++)
            put_text(j, sy_key_field_name((sy_key_field)f), sy_key_step_says(s, (sy_key_field)f));
        sy_reply_string(j, "who", s->who);
        sy_reply_string(j, "at", s->at);
        sy_reply_string(j, "undone_by", s->undone_by);
        sy_reply_string(j, "undone_at", s->undone_at);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static sy_status json_case(sy_json *j, const sy_key_desk *desk, const sy_key_case *k, sy_call *call,
                           sy_err *err)
{
    sy_status st = SY_OK;

    sy_json_object(j);
    sy_reply_string(j, "case", k->case_number);
    put_text(j, "court", k->court);
    sy_json_key(j, "named");
    if (k->is_named) {
        sy_json_object(j);
        put_text(j, "document", k->document);
        put_text(j, "issuer", k->issuer);
        put_text(j, "issued", k->issued);
        put_text(j, "due", k->due);
        put_text(j, "reason", k->mandate);
        st = json_rows(j, desk, k, NULL, call, err);
        sy_json_end(j);
    } else {
        sy_json_null(j);
    }
    sy_reply_bool(j, "added", k->is_added);
    sy_reply_bool(j, "dropped", k->is_dropped);
    sy_reply_int(j, "points", (uint64_t)k->points);
    if (st == SY_OK) st = json_reasons(j, desk, k, call, err);
    if (st != SY_OK) return st;
    sy_reply_int(j, "leads", k->n_leads);
    json_steps(j, k);
    sy_json_end(j);
    return SY_OK;
}

/* Places of the one alone: a list of thousands would be of nothing else. */
static sy_status print_json(sy_call *call, const sy_key_desk *desk, const sy_key_case *only,
                            sy_err *err)
{
    sy_status st = SY_OK;
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "cases");
    sy_json_array(&j);
    for (size_t i = 0; i < desk->list.n && st == SY_OK; i++) {
        if (!only || only == &desk->list.items[i])
            st = json_case(&j, desk, &desk->list.items[i], only ? call : NULL, err);
    }
    if (st != SY_OK) return st;
    sy_json_end(&j);
    sy_reply_int(&j, "looked_at", desk->list.looked_at);
    sy_reply_int(&j, "shown_from", (uint64_t)desk->weights.shown_from);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* ---- for people ---- */

static void put_reason(sy_buf *b, const sy_key_reason *r, bool with_value)
{
    char amount[SY_MINOR_TEXT];

    sy_buf_printf(b, "%s%s", b->len ? _("; ") : "", sy_key_condition_title(r->condition));
    if (r->condition == SY_KEY_AMOUNT && with_value)
        sy_buf_printf(b, " %s", sy_minor_print_grouped(amount, r->amount));
    if (r->count) sy_buf_printf(b, " %zu", r->count);
    if (*r->value && with_value) sy_buf_printf(b, " %s", r->value);
}

/* Who named it, else the reasons. */
static void put_why(sy_buf *b, const sy_key_case *k)
{
    sy_buf_clear(b);
    if (k->is_named) sy_buf_printf(b, "%s", k->document);
    if (k->is_added) sy_buf_printf(b, "%s%s", b->len ? _("; ") : "", _("added by hand"));
    if (k->is_dropped) sy_buf_printf(b, "%s%s", b->len ? _("; ") : "", _("dropped"));
    for (size_t i = 0; i < k->n_reasons; i++) put_reason(b, &k->reasons[i], false);
}

/* What was done last; "" for nothing. */
static void put_last(sy_buf *b, const sy_key_case *k)
{
    sy_buf_clear(b);
    for (size_t i = k->n_steps; i-- > 0;) {
        const char *what = sy_key_step_says(&k->steps[i], SY_KEY_WHAT);
        const char *day = sy_key_step_says(&k->steps[i], SY_KEY_DAY);
        if (!what || k->steps[i].undone_at || sy_key_what_from(what) < 0) continue;
        sy_buf_printf(b, "%s %s", sy_key_what_title(sy_key_what_from(what)), day ? day : "");
        return;
    }
}

static sy_status print_table(sy_call *call, const sy_key_desk *desk, sy_err *err)
{
    sy_table t;
    sy_buf text;

    if (desk->list.n == 0) {
        printf(_("no case is on the list; looked at: %zu (with a lead, a petition, or named)\n"),
               desk->list.looked_at);
        return SY_OK;
    }
    sy_buf_init(&text, NULL, 4096);
    sy_table_init(&t, &call->arena, "llrrlll");
    sy_table_head(&t, _("case number"), _("court"), _("points"), _("leads"), _("why"), _("due"),
                  _("done last"));
    for (size_t i = 0; i < desk->list.n; i++) {
        const sy_key_case *k = &desk->list.items[i];
        sy_table_cell(&t, k->case_number);
        sy_table_cell(&t, k->court);
        sy_table_int(&t, (uint64_t)k->points);
        sy_table_int(&t, k->n_leads);
        put_why(&text, k);
        sy_table_cell(&t, text.len ? text.ptr : "");
        sy_table_cell(&t, k->due);
        put_last(&text, k);
        sy_table_cell(&t, text.len ? text.ptr : "");
    }
    sy_buf_dispose(&text);
    return sy_table_print(&t, stdout, err);
}

static void print_step(const sy_step *s)
{
    char at[SY_LOG_TIME];
    const char *choice = sy_key_step_says(s, SY_KEY_CHOICE), *day, *by, *note;
    const char *what = sy_key_step_says(s, SY_KEY_WHAT);

    day = sy_key_step_says(s, SY_KEY_DAY);
    by = sy_key_step_says(s, SY_KEY_BY);
    note = sy_key_step_says(s, SY_KEY_NOTE);
    sy_printf_shown(stdout, "  %s  %s", sy_log_time(at, s->at), s->who);
    if (choice) printf("  %s", strcmp(choice, "added") == 0 ? _("added by hand") : _("dropped"));
    if (what && sy_key_what_from(what) >= 0)
        printf("  %s", sy_key_what_title(sy_key_what_from(what)));
    const char *const said[] = {day, by, note};
    for (size_t i = 0; i < 3; i++) {
        if (!said[i]) continue;
        printf("  ");
        sy_print_shown(stdout, said[i]);
    }
    if (s->undone_at)
        sy_printf_shown(stdout, _("  (taken back %s by %s)"), sy_log_time(at, s->undone_at),
                        s->undone_by);
    putchar('\n');
}

static sy_status print_rows(sy_call *call, const sy_key_desk *desk, const sy_key_case *k,
                            const sy_key_reason *r, sy_err *err)
{
    sy_key_places places;
    const sy_status st = sy_key_places_of(&places, desk, k, r, call, err);

    if (st == SY_OK && r && r->is_of_leads) printf("       %s\n", _("as leads on the case say"));
    if (st == SY_OK) sy_key_places_print(&places);
    return st;
}

static sy_status print_case(sy_call *call, const sy_key_desk *desk, const sy_key_case *k,
                            sy_err *err)
{
    sy_status st = SY_OK;
    sy_buf text;

    sy_print_shown(stdout, k->case_number);
    printf("  ");
    sy_print_shown(stdout, k->court);
    putchar('\n');
    if (k->is_named) {
        const char *const said[] = {k->document, k->issuer, k->issued, k->mandate};
        printf("%s", _("named by"));
        for (size_t i = 0; i < 4; i++) {
            printf(" ");
            sy_print_shown(stdout, said[i]);
        }
        printf("  %s: %s\n", _("due"), *k->due ? k->due : "-");
        st = print_rows(call, desk, k, NULL, err);
    }
    printf(_("points: %d (they only order the list)    leads that stand: %zu\n"), k->points,
           k->n_leads);
    sy_buf_init(&text, NULL, 4096);
    for (size_t i = 0; i < k->n_reasons && st == SY_OK; i++) {
        sy_buf_clear(&text);
        put_reason(&text, &k->reasons[i], true);
        printf("  %3d  ", k->reasons[i].points);
        sy_print_shown(stdout, text.len ? text.ptr : "");
        putchar('\n');
        st = print_rows(call, desk, k, &k->reasons[i], err);
    }
    sy_buf_dispose(&text);
    if (k->n_steps) printf("\n%s\n", _("what was done:"));
    for (size_t i = 0; i < k->n_steps; i++) print_step(&k->steps[i]);
    return st;
}

/* ---- the verbs ---- */

sy_status sy_key_list(sy_call *call, sy_err *err)
{
    sy_key_desk desk;
    sy_status st = sy_key_desk_open(&desk, call, SY_READ, sy_call_has(call, "all"), err);

    if (st == SY_OK)
        st = call->json ? print_json(call, &desk, NULL, err) : print_table(call, &desk, err);
    sy_key_desk_close(&desk);
    return st;
}

sy_status sy_key_show(sy_call *call, sy_err *err)
{
    const sy_key_case *k;
    sy_key_desk desk;
    sy_status st = sy_key_desk_open(&desk, call, SY_READ, true, err);

    if (st == SY_OK) st = sy_key_desk_find(&desk, &k, call->words[2], err);
    if (st == SY_OK) st = sy_key_desk_sources(&desk, call, err);
    if (st == SY_OK)
        st = call->json ? print_json(call, &desk, k, err) : print_case(call, &desk, k, err);
    sy_key_desk_close(&desk);
    return st;
}
