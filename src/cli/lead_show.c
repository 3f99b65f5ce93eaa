/* lead_show.c - one lead: what the model said, in what that differs from what was judged, and
 * what people did. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "casework/fact_names.h"
#include "casework/petition_links.h"
#include "cli/lead.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "report/log_words.h"
#include "report/shown.h"
#include "store/edition.h"

enum { WIDTH = 78, MOST_SHOWN = 1 << 18, PETITIONS_SHOWN = 20 };

static void put(const char *text)
{
    sy_print_shown(stdout, text);
}

static void put_wrapped(const char *text, size_t indent)
{
    sy_buf b;

    sy_buf_init(&b, NULL, MOST_SHOWN);
    sy_shown(&b, sy_slice_of(text), 0);
    sy_print_wrapped(stdout, b.len ? b.ptr : "", indent, WIDTH);
    sy_buf_dispose(&b);
}

/* "label: text" with what stands before it. */
static void put_named(const char *before, const char *label, const char *text)
{
    printf("%s%s: ", before, label);
    put(text);
}

/* ---- what the model said ---- */

static void say_words(const char *label, const json_t *list, bool are_words)
{
    if (json_array_size(list) == 0) return;
    printf("\n%s\n", label);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        printf("  - ");
        put_wrapped(are_words ? sy_lead_words(item) : sy_lead_text(item, "text"), 4);
    }
}

static void put_place(const json_t *source)
{
    const char *sheet = sy_lead_text(source, "sheet");
    sy_buf place;

    sy_buf_init(&place, NULL, MOST_SHOWN);
    sy_shown(&place, sy_slice_of(sy_lead_text(source, "file")), 0);
    if (*sheet) {
        sy_buf_char(&place, ' ');
        sy_shown(&place, sy_slice_of(sheet), 0);
    }
    printf(_("   [%s, row %lld]"), place.len ? place.ptr : "",
           (long long)json_integer_value(json_object_get(source, "row")));
    sy_buf_dispose(&place);
}

static void say_facts(const json_t *list)
{
    char name[SY_FACT_NAME];

    printf("\n%s\n", _("facts that were compared:"));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *fact = json_array_get(list, i), *source = json_object_get(fact, "source");
        if (!*sy_lead_text(fact, "value")) continue;
        printf("  ");
        put(sy_fact_name(name, sy_lead_text(fact, "name")));
        printf("  ");
        put(sy_lead_text(fact, "value"));
        if (source) put_place(source);
        putchar('\n');
    }
}

static void say_found(const sy_lead *lead, const json_t *body)
{
    printf(_("lead %s    model %s %s    grade %c%s\n"), lead->id, lead->model, lead->version,
           lead->grade, lead->has_vanished ? _("    vanished: the last run does not give it") : "");
    put_wrapped(sy_lead_words(json_object_get(body, "wording")), 0);
    if (strcmp(sy_lead_text(body, "status"), "draft-law") == 0)
        puts(
            _("draft: it rests on a text that is not at hand; check the text before using a lead"));
    say_facts(json_object_get(body, "facts"));
    say_words(_("legal basis:"), json_object_get(body, "basis"), false);
    say_words(_("not known, so it is not of grade A:"), json_object_get(body, "missing"), true);
    say_words(_("questions that stay open:"), json_object_get(body, "questions"), true);
    say_words(_("to be verified:"), json_object_get(body, "verify"), true);
}

/* ---- what people did ---- */

static void say_step(const sy_step *s)
{
    char at[SY_LOG_TIME];

    sy_printf_shown(stdout, "  %s  %s", sy_log_time(at, s->at), s->who);
    for (size_t i = 0; i < s->n; i++) {
        const sy_lead_field f = sy_lead_field_of(s->words[i].field);
        if (f == SY_LEAD_FIELDS || f == SY_LEAD_LIST) continue;
        put_named("  ", sy_lead_field_title(f), sy_lead_value_title(f, s->words[i].value));
    }
    if (s->undone_at)
        sy_printf_shown(stdout, _("  (taken back %s by %s)"), sy_log_time(at, s->undone_at),
                        s->undone_by);
    putchar('\n');
}

static void say_source(const sy_docket_lead *l, const sy_ex_officio *rules)
{
    const sy_ex_officio_item *item = sy_ex_officio_find(rules, l->word[SY_LEAD_ITEM]);

    if (l->petition) {
        const char *const said[] = {l->petition->number, l->petition->received,
                                    l->petition->channel};
        printf("%s", _("source: on application, petition"));
        for (size_t i = 0; i < 3; i++) {
            putchar(' ');
            put(said[i]);
        }
        putchar('\n');
    } else if (item)
        printf(_("source: ex officio, 监督规则 37 (%s) %s%s\n"), item->id,
               sy_model_words(&item->words),
               item->is_checked ? "" : _(", its text is not at hand"));
    else
        puts(_("source: ex officio"));
}

static void say_petition(const sy_linked_petition *x)
{
    const sy_petition *p = x->petition;
    const char *const said[] = {p->number, p->received, p->channel, p->petitioner, p->case_number};

    printf("  ");
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (*said[i]) printf("%s", i ? "  " : "");
        put(said[i]);
    }
    if (x->is_by_name) printf("  (%s)", _("same name, not checked by ID number"));
    putchar('\n');
}

/* Apart: only those on the lead's own case say how it is followed. */
static sy_status say_petitions(const sy_docket_lead *l, const sy_lead_desk *desk, sy_arena *arena,
                               sy_err *err)
{
    static const char *const titles[SY_PETITION_LINKS] = {
        N_("petitions in this case:"), N_("petitions in other cases of this debtor:"),
        N_("petitions of the same applicant about the same court:")};
    sy_linked_petition *list;
    size_t n;
    const sy_status st = sy_petition_links_of(&list, &n, l, desk->ws, desk->pools, arena, err);

    for (size_t from = 0, end; st == SY_OK && from < n; from = end) {
        for (end = from; end < n && list[end].link == list[from].link;) end++;
        printf("\n%s\n", _(titles[list[from].link]));
        for (size_t i = from; i < end && i < from + PETITIONS_SHOWN; i++) say_petition(&list[i]);
        if (end - from > PETITIONS_SHOWN)
            printf(_("  and %zu more (--json)\n"), end - from - PETITIONS_SHOWN);
    }
    return st;
}

static void say_deadline(const sy_docket_lead *l, int32_t today)
{
    const sy_deadline d = sy_deadline_of(l, today);
    char by[SY_TIME_TEXT], extended[SY_TIME_TEXT];

    if (d.due == SY_DUE_NONE) return;
    sy_time_print(by, (int64_t)d.by * SY_DAY, SY_DATE);
    sy_time_print(extended, (int64_t)d.extended * SY_DAY, SY_DATE);
    printf(_("the court's reply is due by %s (extended: %s)  %s\n"), by, extended,
           sy_due_title(d.due));
}

static void say_done(sy_docket_lead *l, const sy_lead_desk *desk)
{
    char money[SY_MINOR_TEXT];

    printf(_("\nstate: %s"), sy_lead_state_title(l->state));
    if (*l->word[SY_LEAD_PERSON]) put_named("    ", _("in hand"), l->word[SY_LEAD_PERSON]);
    if (*l->word[SY_LEAD_MONEY])
        printf("    %s: %s", _("money recovered"), sy_minor_print_grouped(money, l->money));
    putchar('\n');
    say_source(l, &desk->rules);
    say_deadline(l, desk->today);
    for (int f = SY_LEAD_SEALED; f < SY_LEAD_LIST; f++) {
        if (!*l->word[f]) continue;
        put_named("  ", sy_lead_field_title((sy_lead_field)f), l->word[f]);
        putchar('\n');
    }
}

static void say_history(const sy_docket_lead *l)
{
    if (l->n_steps) printf("\n%s\n", _("what was done:"));
    for (size_t i = 0; i < l->n_steps; i++) say_step(&l->steps[i]);
    if (!l->proposal) return;
    puts(_("waits for a second person (suyuan lead WS confirm):"));
    say_step(l->proposal);
}

static const char *what_title(char name[SY_FACT_NAME], const sy_difference *d)
{
    static const struct {
        const char *what, *title;
    } titles[] = {{"grade", N_("grade")},       {"rule", N_("rule")},
                  {"amount", N_("amount")},     {"parties", N_("party")},
                  {"basis", N_("legal basis")}, {"not_known", N_("not known")}};

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (strcmp(d->what, titles[i].what) == 0) return _(titles[i].title);
    }
    return sy_fact_name(name, d->name);
}

static sy_status say_changes(const sy_docket_lead *l, const sy_lead_desk *desk, sy_arena *arena,
                             sy_err *err)
{
    char name[SY_FACT_NAME];
    sy_difference *list;
    size_t n;

    if (!l->has_changed) return SY_OK;
    sy_status st = sy_edition_differences(&list, &n, desk->ws, l->seen, &l->lead, arena, err);
    if (st != SY_OK) return st;
    printf("\n%s\n", _("it says something else than when it was judged:"));
    for (size_t i = 0; i < n; i++) {
        printf("  ");
        put(what_title(name, &list[i]));
        put_named("", "", *list[i].before ? list[i].before : "-");
        printf(" → ");
        put(*list[i].now ? list[i].now : "-");
        putchar('\n');
    }
    return SY_OK;
}

static sy_status print_lead(sy_docket_lead *l, const sy_lead_desk *desk, sy_arena *arena,
                            sy_err *err)
{
    const json_t *body = sy_docket_body(l);

    if (!body) return sy_fail_nomem(err);
    say_found(&l->lead, body);
    sy_status st = say_changes(l, desk, arena, err);
    if (st != SY_OK) return st;
    say_done(l, desk);
    st = say_petitions(l, desk, arena, err);
    if (st == SY_OK) say_history(l);
    return st;
}

static sy_status print_json(sy_call *call, const sy_lead_desk *desk, sy_docket_lead *l, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "leads");
    sy_json_array(&j);
    sy_status st = sy_lead_json(&j, desk, l, true, &call->arena, err);
    if (st != SY_OK) return st;
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

sy_status sy_lead_show(sy_call *call, sy_err *err)
{
    sy_lead_pick pick = {0};
    sy_lead_desk desk;

    if (call->n_words != 3)
        return sy_fail(err, SY_EINVAL, N_("say which lead: suyuan lead %s show ID"),
                       call->words[0]);
    sy_status st = sy_lead_desk_named(&desk, call, SY_READ, call->words + 2, 1, err);
    if (st == SY_OK) st = sy_lead_named(&pick, &desk, call, call->words + 2, 1, err);
    if (st == SY_OK)
        st = call->json ? print_json(call, &desk, pick.leads[0], err)
                        : print_lead(pick.leads[0], &desk, &call->arena, err);
    sy_lead_desk_close(&desk);
    return st;
}
