/* submission.c - the document as blocks: what it says is here, how it looks is not. */
#include "report/submission.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "casework/fact_names.h"
#include "casework/hit_rate.h"
#include "report/anonymous.h"
#include "report/lead_words.h"
#include "store/pool_table.h"

typedef struct writer {
    const sy_submission_of *of;
    sy_submission *out;
    size_t capacity;
    sy_arena *arena;
    bool has_no_memory;
} writer;

/* ---- blocks ---- */

static sy_block *add(writer *w, sy_block_kind kind)
{
    sy_submission *s = w->out;

    if (s->n == w->capacity) {
        const size_t capacity = w->capacity ? 2 * w->capacity : 64;
        sy_block *blocks = sy_arena_get(w->arena, capacity * sizeof *blocks);
        if (!blocks) {
            w->has_no_memory = true;
            return NULL;
        }
        if (s->n) memcpy(blocks, s->blocks, s->n * sizeof *blocks);
        s->blocks = blocks;
        w->capacity = capacity;
    }
    s->blocks[s->n] = (sy_block){.kind = kind};
    return &s->blocks[s->n++];
}

static const char *keep(writer *w, const char *text, size_t n)
{
    const char *copy = sy_arena_text(w->arena, n ? text : "", n);

    w->has_no_memory = w->has_no_memory || !copy;
    return copy ? copy : "";
}

static void cell(sy_block *b, const char *text)
{
    if (b && b->n < SY_BLOCK_CELLS) b->cells[b->n++] = text;
}

SY_PRINTF(2, 3) static const char *say(writer *w, const char *fmt, ...)
{
    char text[4096];
    va_list ap;

    va_start(ap, fmt);
    const int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return keep(w, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

static void one(writer *w, sy_block_kind kind, const char *text)
{
    cell(add(w, kind), text);
}

static void fact(writer *w, const char *what, const char *text)
{
    sy_block *b = add(w, SY_BLOCK_FACT);

    cell(b, what);
    cell(b, text);
}

static void row(writer *w, sy_block_kind kind, size_t n, const char *const *cells)
{
    sy_block *b = add(w, kind);

    for (size_t i = 0; i < n; i++) cell(b, cells[i]);
}

#define ROW(w, kind, ...)                                                                          \
    row(w, kind, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *),                           \
        (const char *[]){__VA_ARGS__})

static void items(writer *w, const char *label, const sy_model_items *list)
{
    if (list->n) one(w, SY_BLOCK_TEXT, label);
    for (size_t i = 0; i < list->n; i++)
        one(w, SY_BLOCK_ITEM, sy_model_words(&list->items[i].words));
}

static const char *day(writer *w, int32_t day)
{
    char text[SY_TIME_TEXT];

    sy_time_print(text, (int64_t)day * SY_DAY, SY_DATE);
    return keep(w, text, strlen(text));
}

/* ---- the sections ---- */

static void head(writer *w)
{
    const sy_model *m = w->of->model;

    fact(w, _("model"), sy_model_words(&m->name));
    fact(w, _("id and version"), say(w, "%s %s", m->id, m->version));
    fact(w, _("family"), sy_model_family_title(m->family));
    fact(w, _("maker"), m->maker);
    fact(w, _("object and duty"),
         say(w, "%s%s%s", sy_model_object_title(m->object), _(", "), sy_model_duty_title(m->duty)));
    fact(w, _("best grade"), say(w, "%c", m->grade));
    if (m->status == SY_MODEL_DRAFT_LAW) fact(w, _("law"), _("text to be checked"));
    fact(w, "SHA-256", m->hash);
    fact(w, _("written"), w->of->written);
}

static void points(writer *w)
{
    const sy_model *m = w->of->model;

    one(w, SY_BLOCK_SECTION, _("What is supervised"));
    one(w, SY_BLOCK_TEXT, sy_model_words(&m->purpose));
    one(w, SY_BLOCK_TEXT, _("May lead to:"));
    for (int i = 0; i < SY_EXITS; i++) {
        if (m->exits >> i & 1u) one(w, SY_BLOCK_ITEM, sy_model_exit_title((sy_model_exit)i));
    }
}

static void law(writer *w)
{
    const sy_model *m = w->of->model;

    one(w, SY_BLOCK_SECTION, _("Legal basis"));
    ROW(w, SY_BLOCK_HEAD, _("law"), _("article"), _("its words"), _("duty"), _("in force"));
    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        ROW(w, SY_BLOCK_ROW, *b->number ? say(w, "%s（%s）", b->law, b->number) : b->law,
            b->article, *b->words ? b->words : _("text to be checked"),
            sy_model_duty_title(b->duty),
            say(w, "%s - %s", day(w, b->from), b->until == SY_NO_END ? "" : day(w, b->until)));
    }
}

static const char *columns(writer *w, const sy_pool *pool, const char *const *ids, size_t n)
{
    sy_buf b;

    sy_buf_init(&b, NULL, 4096);
    for (size_t i = 0; i < n; i++) {
        const int c = pool ? sy_pool_column_named(pool, ids[i]) : -1;
        const char *name = c < 0                         ? ids[i]
                           : sy_lang_get() == SY_LANG_EN ? pool->columns[c].en
                                                         : pool->columns[c].zh;
        sy_buf_printf(&b, "%s%s", i ? _(", ") : "", name);
    }
    const char *kept = keep(w, b.ptr, b.len);
    w->has_no_memory = w->has_no_memory || sy_buf_status(&b) != SY_OK;
    sy_buf_dispose(&b);
    return kept;
}

static void data(writer *w)
{
    const sy_model *m = w->of->model;

    one(w, SY_BLOCK_SECTION, _("Data and their elements"));
    ROW(w, SY_BLOCK_HEAD, _("data"), _("needed"), _("where there is one"), _("rows here"));
    for (size_t i = 0; i < m->n_data; i++) {
        const sy_model_data *d = &m->data[i];
        const sy_pool *pool = sy_pools_find(w->of->pools, d->pool);
        const char *name = !pool ? d->pool : sy_lang_get() == SY_LANG_EN ? pool->en : pool->zh;
        ROW(w, SY_BLOCK_ROW, name, columns(w, pool, d->columns, d->n_columns),
            columns(w, pool, d->optional, d->n_optional),
            say(w, "%llu", (unsigned long long)w->of->rows[i]));
    }
    one(w, SY_BLOCK_TEXT,
        _("The model sees these columns and no others; each fact of a lead names file, sheet and "
          "row."));
}

/* A wording with the names of its facts in the current language: {届满日} is {ended on}. */
static const char *in_words(writer *w, const char *wording)
{
    sy_buf b;

    sy_buf_init(&b, NULL, 1 << 16);
    while (*wording) {
        const size_t plain = strcspn(wording, "{"), inner = strcspn(wording + plain, "}");
        char name[SY_FACT_NAME], title[SY_FACT_NAME];
        sy_buf_add(&b, wording, plain);
        wording += plain;
        if (!*wording) break;
        snprintf(name, sizeof name, "%.*s", (int)(inner - 1), wording + 1);
        sy_buf_printf(&b, "{%s}", sy_fact_name(title, name));
        wording += inner + (wording[inner] == '}');
    }
    const char *kept = keep(w, b.ptr, b.len);
    w->has_no_memory = w->has_no_memory || sy_buf_status(&b) != SY_OK;
    sy_buf_dispose(&b);
    return kept;
}

static void rules(writer *w)
{
    const sy_model *m = w->of->model;

    one(w, SY_BLOCK_SECTION, _("Rules"));
    ROW(w, SY_BLOCK_HEAD, _("rule"), _("how a lead is worded"), _("grade"), _("duty"));
    for (size_t i = 0; i < m->rules.n; i++) {
        const sy_model_item *r = &m->rules.items[i];
        ROW(w, SY_BLOCK_ROW, r->id, in_words(w, sy_model_words(&r->words)), say(w, "%c", r->grade),
            sy_model_duty_title(r->duty));
    }
    items(w, _("conditions and exceptions of the article:"), &m->conditions);
    items(w, _("left out:"), &m->exclusions);
    items(w, _("questions that stay open:"), &m->questions);
    if (m->n_parameters == 0) return;
    ROW(w, SY_BLOCK_HEAD, _("parameter"), _("what it is"), _("as it is set"));
    for (size_t i = 0; i < m->n_parameters; i++) {
        const sy_model_parameter *p = &m->parameters[i];
        ROW(w, SY_BLOCK_ROW, p->id, sy_model_words(&p->name), say(w, "%s %s", p->text, p->unit));
    }
}

static void steps(writer *w)
{
    const sy_model *m = w->of->model;

    one(w, SY_BLOCK_SECTION, _("Steps of the analysis"));
    one(w, SY_BLOCK_ITEM,
        _("Load the data; each row is taken, a duplicate, or rejected with its reason."));
    one(w, SY_BLOCK_ITEM, _("Check whether the columns that the model needs are filled in."));
    one(w, SY_BLOCK_ITEM,
        _("Run the query (annex); the article that was in force on the day of the act applies, "
          "what "
          "is not known lowers the grade and stands on the lead."));
    for (size_t i = 0; i < m->verify.n; i++)
        one(w, SY_BLOCK_ITEM, sy_model_words(&m->verify.items[i].words));
    one(w, SY_BLOCK_ITEM, sy_model_words(&m->next));
}

/* ---- what came of it ---- */

static void effect_row(writer *w, const sy_feedback_line *l)
{
    const sy_feedback_tally *t = &l->tally;
    const uint64_t judged = t->confirmed + t->refuted;
    char between[SY_HIT_RATE_TEXT] = "";
    sy_hit_rate p = {0};

    if (judged) {
        p = sy_hit_rate_of(t->confirmed, judged);
        sy_hit_rate_print(between, &p);
    }
    ROW(w, SY_BLOCK_ROW,
        l->level == SY_FEEDBACK_MODEL     ? _("all versions")
        : l->level == SY_FEEDBACK_VERSION ? l->version
                                          : l->rule,
        say(w, "%llu", (unsigned long long)t->leads),
        say(w, "%llu", (unsigned long long)t->confirmed),
        say(w, "%llu", (unsigned long long)t->refuted),
        say(w, "%llu", (unsigned long long)(t->open + t->vanished)),
        judged ? say(w, "%u.%u%%", p.share / 10, p.share % 10) : _("no verdicts yet"),
        say(w, "%s%s%s", between, judged && sy_hit_rate_is_vague(&p) ? _("; ") : "",
            judged && sy_hit_rate_is_vague(&p) ? _("too few to tell") : ""));
}

static void effect(writer *w)
{
    const sy_feedback_line *all = w->of->lines;
    char money[SY_MINOR_TEXT];

    one(w, SY_BLOCK_SECTION, _("What came of it"));
    if (w->of->n_lines == 0) {
        one(w, SY_BLOCK_TEXT, _("The model has not given a lead here yet."));
        return;
    }
    ROW(w, SY_BLOCK_HEAD, _("version, rule"), _("leads"), sy_lead_state_title(SY_LEAD_CONFIRMED),
        sy_lead_state_title(SY_LEAD_REFUTED), _("no verdict"), _("precision"), _("between (95%)"));
    for (size_t i = 0; i < w->of->n_lines; i++) effect_row(w, &all[i]);
    for (int i = 0; i < SY_EXITS; i++) {
        if (all->tally.measures[i])
            fact(w, sy_model_exit_title((sy_model_exit)i),
                 say(w, "%llu", (unsigned long long)all->tally.measures[i]));
    }
    fact(w, sy_lead_state_title(SY_LEAD_REPLIED),
         say(w, "%llu", (unsigned long long)all->tally.replied));
    fact(w, sy_lead_state_title(SY_LEAD_ADOPTED),
         say(w, "%llu", (unsigned long long)all->tally.adopted));
    fact(w, _("recovered (yuan)"),
         say(w, "%s", sy_minor_print_grouped(money, all->tally.recovered)));
    one(w, SY_BLOCK_TEXT,
        _("The share is of the leads that people here have checked, not of a random sample; it is "
          "no official rate."));
}

/* ---- cases ---- */

/* Facts that name somebody. */
static bool names_somebody(const char *name)
{
    static const char *const words[] = {"人",    "姓名", "名称",  "户名",  "当事",   "股东",
                                        "owner", "name", "party", "buyer", "debtor", "holder"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strstr(name, words[i])) return true;
    }
    return false;
}

/* false: more people than can be told apart, so the lead is not shown. */
static bool hide(writer *w, sy_anonymous *a, const char *name)
{
    return !name || !*name || sy_anonymous_add(a, w->of->names, sy_slice_of(name), w->arena);
}

static bool hide_all(writer *w, sy_anonymous *a, sy_docket_lead *l)
{
    const json_t *body = sy_docket_body(l), *parties = json_object_get(body, "parties"),
                 *facts = json_object_get(body, "facts");
    bool is_whole = body != NULL;

    for (size_t i = 0; i < json_array_size(parties); i++)
        is_whole = hide(w, a, json_string_value(json_array_get(parties, i))) && is_whole;
    for (size_t i = 0; i < json_array_size(facts); i++) {
        const json_t *f = json_array_get(facts, i);
        const char *name = json_string_value(json_object_get(f, "name"));
        if (name && names_somebody(name))
            is_whole = hide(w, a, json_string_value(json_object_get(f, "value"))) && is_whole;
    }
    return is_whole;
}

static const char *hidden(writer *w, const sy_anonymous *a, const char *text)
{
    sy_buf b;

    sy_buf_init(&b, NULL, 1 << 16);
    sy_anonymous_text(&b, sy_slice_of(text), a);
    const char *kept = keep(w, b.ptr, b.len);
    w->has_no_memory = w->has_no_memory || sy_buf_status(&b) == SY_ENOMEM;
    sy_buf_dispose(&b);
    return kept;
}

static void case_of(writer *w, sy_docket_lead *l, size_t number)
{
    sy_anonymous a = {0};
    sy_model_exit way;
    char money[SY_MINOR_TEXT];

    const bool is_whole = hide_all(w, &a, l);
    one(w, SY_BLOCK_TEXT, say(w, _("Case %zu"), number));
    fact(w, _("case number"), hidden(w, &a, l->lead.case_number));
    fact(w, _("court"), l->lead.court);
    fact(w, _("rule and grade"), say(w, "%s  %c", l->lead.rule, l->lead.grade));
    fact(w, _("what was found"),
         is_whole ? hidden(w, &a, sy_lead_wording(l, false))
                  : _("not shown: too many people to hide each"));
    if (sy_model_exit_from(&way, l->word[SY_LEAD_MEASURE]))
        fact(w, _("measure"), sy_model_exit_title(way));
    fact(w, _("state"), sy_lead_state_title(l->state));
    if (l->money > 0)
        fact(w, _("recovered (yuan)"), say(w, "%s", sy_minor_print_grouped(money, l->money)));
}

static int how_far(const sy_docket_lead *l)
{
    return (l->money > 0) + (*l->word[SY_LEAD_MEASURE] != '\0') +
           2 * (l->state == SY_LEAD_ADOPTED) + (l->state == SY_LEAD_CLOSED);
}

static int by_worth(const void *a, const void *b)
{
    const sy_docket_lead *x = *(sy_docket_lead *const *)a, *y = *(sy_docket_lead *const *)b;

    if (how_far(x) != how_far(y)) return how_far(y) - how_far(x);
    if (x->lead.rank != y->lead.rank) return x->lead.rank > y->lead.rank ? -1 : 1;
    return strcmp(x->lead.id, y->lead.id);
}

static void cases(writer *w)
{
    const size_t n = sy_docket_count(w->of->docket);
    sy_docket_lead **list = sy_arena_get(w->arena, (n + 1) * sizeof *list);
    size_t confirmed = 0;

    one(w, SY_BLOCK_SECTION, _("Cases"));
    w->has_no_memory = w->has_no_memory || !list;
    for (size_t i = 0; i < n && list; i++) {
        sy_docket_lead *l = sy_docket_at(w->of->docket, i);
        if (l->verdict == SY_LEAD_IS_TRUE) list[confirmed++] = l;
    }
    if (confirmed) qsort(list, confirmed, sizeof(sy_docket_lead *), by_worth);
    if (confirmed == 0) one(w, SY_BLOCK_TEXT, _("No lead has been confirmed yet."));
    for (size_t i = 0; i < confirmed && i < w->of->cases; i++) case_of(w, list[i], i + 1);
    if (confirmed)
        one(w, SY_BLOCK_TEXT,
            _("Names and numbers are hidden by the program; read the cases before they go out."));
}

sy_status sy_submission_make(sy_submission *out, const sy_submission_of *of, sy_arena *arena,
                             sy_err *err)
{
    writer w = {.of = of, .out = out, .arena = arena};

    *out = (sy_submission){0};
    out->title =
        say(&w, _("%s: a supervision model for submission"), sy_model_words(&of->model->name));
    head(&w);
    points(&w);
    law(&w);
    data(&w);
    rules(&w);
    steps(&w);
    effect(&w);
    cases(&w);
    one(&w, SY_BLOCK_SECTION, _("Annex: the query"));
    one(&w, SY_BLOCK_CODE, of->model->sql);
    return w.has_no_memory ? sy_fail_nomem(err) : SY_OK;
}
