/* model_show.c - what models there are, and all that one says. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "cli/model.h"
#include "cli/open.h"
#include "cli/reply.h"
#include "cli/table.h"
#include "model/pack.h"
#include "store/findings.h"

enum { WIDTH = 78 };

/* ---- list ---- */

static const char *origin_name(const sy_model *m)
{
    static const char *const names[] = {"program", "user", "workspace", "file"};
    return names[m->origin];
}

static const char *origin_title(const sy_model *m)
{
    return m->origin == SY_MODEL_OF_USER ? _("user") : _("installed");
}

static void json_data(sy_json *j, const sy_model *m, bool findings)
{
    for (size_t i = 0; i < m->n_data; i++) {
        if (m->data[i].is_finding == findings) sy_json_string(j, m->data[i].pool);
    }
}

static void json_head(sy_json *j, const sy_model *m)
{
    sy_reply_string(j, "id", m->id);
    sy_reply_string(j, "name", m->name.zh);
    sy_reply_string(j, "name_en", m->name.en);
    sy_reply_string(j, "version", m->version);
    sy_reply_string(j, "maker", m->maker);
    sy_reply_string(j, "family", sy_model_family_name(m->family));
    sy_reply_string(j, "object", sy_model_object_name(m->object));
    sy_reply_string(j, "duty", sy_model_duty_name(m->duty));
    sy_reply_string(j, "grade", (const char[]){m->grade, '\0'});
    sy_reply_string(j, "severity", sy_model_severity_name(m->severity));
    sy_reply_string(j, "status", sy_model_status_name(m->status));
    sy_reply_string(j, "origin", origin_name(m));
    sy_reply_string(j, "hash", m->hash);
    sy_json_key(j, "pools");
    sy_json_array(j);
    json_data(j, m, false);
    sy_json_end(j);
    sy_json_key(j, "findings");
    sy_json_array(j);
    json_data(j, m, true);
    sy_json_end(j);
}

static void json_model(sy_json *j, const sy_model *m)
{
    sy_json_object(j);
    json_head(j, m);
    sy_json_end(j);
}

void sy_model_json_broken(sy_json *j, const sy_models *models)
{
    sy_json_key(j, "broken");
    sy_json_array(j);
    for (size_t i = 0; models && i < sy_models_broken(models); i++) {
        const sy_broken_model *b = sy_models_broken_at(models, i);
        sy_json_object(j);
        sy_reply_string(j, "id", b->id);
        sy_reply_string(j, "folder", b->folder);
        sy_reply_string(j, "error", b->why.text);
        sy_json_end(j);
    }
    sy_json_end(j);
}

void sy_model_table_broken(sy_table *t, const sy_models *models)
{
    sy_table_title(t, _("cannot be read, so that they do not run"));
    for (size_t i = 0; i < sy_models_broken(models); i++) {
        sy_table_cell(t, sy_models_broken_at(models, i)->id);
        sy_table_cell(t, "");
        sy_table_cell(t, _("cannot be read"));
        for (size_t k = 3; k < t->columns; k++) sy_table_cell(t, "");
    }
}

static sy_status list_json(sy_call *call, const sy_model_shop *shop, const sy_model **list,
                           size_t n, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_json_key(&j, "models");
    sy_json_array(&j);
    for (size_t i = 0; i < n; i++) json_model(&j, list[i]);
    sy_json_end(&j);
    sy_model_json_broken(&j, shop->models);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static sy_status list_table(sy_call *call, const sy_model_shop *shop, const sy_model **list,
                            size_t n, sy_err *err)
{
    sy_table t;

    sy_table_init(&t, &call->arena, "llllllll");
    sy_table_head(&t, _("model"), _("what it screens"), _("version"), _("object"), _("duty"),
                  _("grade"), _("law"), _("origin"));
    for (size_t i = 0; i < n; i++) {
        const sy_model *m = list[i];
        const char grade[2] = {m->grade, '\0'};
        if (i == 0 || m->family != list[i - 1]->family)
            sy_table_title(&t, sy_model_family_title(m->family));
        sy_table_cell(&t, m->id);
        sy_table_cell(&t, sy_model_words(&m->name));
        sy_table_cell(&t, m->version);
        sy_table_cell(&t, sy_model_object_title(m->object));
        sy_table_cell(&t, sy_model_duty_title(m->duty));
        sy_table_cell(&t, grade);
        sy_table_cell(&t, m->status == SY_MODEL_DRAFT_LAW ? _("text to be checked") : "");
        sy_table_cell(&t, m->origin == SY_MODEL_OF_PROGRAM ? "" : origin_title(m));
    }
    if (sy_models_broken(shop->models)) sy_model_table_broken(&t, shop->models);
    const sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; i < sy_models_broken(shop->models); i++) {
        sy_printf_shown(stdout, "%s: ", sy_models_broken_at(shop->models, i)->id);
        sy_print_wrapped(stdout, sy_models_broken_at(shop->models, i)->why.text, 0, SIZE_MAX);
    }
    return st;
}

sy_status sy_model_list(sy_call *call, sy_err *err)
{
    const sy_model **list = NULL;
    sy_model_shop shop;
    size_t n = 0;
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);

    if (st == SY_OK) st = sy_model_shop_named(&shop, call, &list, &n, err);
    if (st == SY_OK && call->json)
        st = list_json(call, &shop, list, n, err);
    else if (st == SY_OK)
        st = list_table(call, &shop, list, n, err);
    sy_model_shop_close(&shop);
    return st;
}

/* ---- show ---- */

static void say(const char *label, const char *text)
{
    printf("%s", label);
    sy_print_wrapped(stdout, text, 4, WIDTH);
}

static void say_items(const char *label, const sy_model_items *list)
{
    if (list->n) printf("\n%s\n", label);
    for (size_t i = 0; i < list->n; i++) {
        printf("  - ");
        sy_print_wrapped(stdout, sy_model_words(&list->items[i].words), 4, WIDTH);
    }
}

static void say_basis(const sy_model *m)
{
    char from[SY_TIME_TEXT], until[SY_TIME_TEXT];

    printf("\n%s\n", _("legal basis:"));
    for (size_t i = 0; i < m->n_basis; i++) {
        const sy_model_basis *b = &m->basis[i];
        sy_time_print(from, (int64_t)b->from * SY_DAY, SY_DATE);
        if (b->until != SY_NO_END) sy_time_print(until, (int64_t)b->until * SY_DAY, SY_DATE);
        sy_printf_shown(stdout, "  - %s %s %s (%s, %s - %s)%s\n", b->law, b->number, b->article,
                        sy_model_duty_title(b->duty), from, b->until == SY_NO_END ? "" : until,
                        b->is_at_hand ? "" : _(" text to be checked"));
        if (*b->words) {
            printf("    ");
            sy_print_wrapped(stdout, b->words, 4, WIDTH);
        }
    }
}

static void say_columns(const sy_pool *pool, const char *label, const char *const *ids, size_t n)
{
    if (n == 0) return;
    printf("    %s", label);
    for (size_t i = 0; i < n; i++) {
        const int column = pool ? sy_pool_column_named(pool, ids[i]) : -1;
        printf("%s%s", i ? _(", ") : " ", column < 0 ? ids[i] : pool->columns[column].zh);
    }
    putchar('\n');
}

static void say_data(const sy_model *m, const sy_pools *pools)
{
    printf("\n%s\n", _("it reads, and can read, only:"));
    for (size_t i = 0; i < m->n_data; i++) {
        const sy_model_data *d = &m->data[i];
        const sy_pool *pool =
            d->is_finding ? sy_finding_named(d->pool) : sy_pools_find(pools, d->pool);
        printf("  - %s%s %s\n", d->is_finding ? "finding:" : "", d->pool, pool ? pool->zh : "");
        say_columns(pool, _("needed:"), d->columns, d->n_columns);
        say_columns(pool, _("where there is one:"), d->optional, d->n_optional);
        if (d->is_linked)
            printf("    %s\n", _("of a large register only the rows that concern debtors"));
    }
}

static void say_parameters(const sy_model *m)
{
    if (m->n_parameters) printf("\n%s\n", _("parameters (--set NAME=VALUE):"));
    for (size_t i = 0; i < m->n_parameters; i++) {
        const sy_model_parameter *p = &m->parameters[i];
        sy_printf_shown(stdout, "  - %s = %s %s  %s\n", p->id, p->text, p->unit,
                        sy_model_words(&p->name));
    }
}

static void say_exits(const sy_model *m)
{
    const char *between = " ";

    printf("%s", _("may lead to:"));
    for (int i = 0; i < SY_EXITS; i++) {
        if (!(m->exits >> i & 1u)) continue;
        printf("%s%s", between, sy_model_exit_title((sy_model_exit)i));
        between = _(", ");
    }
    putchar('\n');
}

void sy_model_preview(const sy_model *m, const sy_pools *pools)
{
    sy_printf_shown(stdout, "%s %s  %s\n", m->id, m->version, sy_model_words(&m->name));
    printf(_("maker: %s    grade: at best %c    object: %s    duty: %s\n"), m->maker, m->grade,
           sy_model_object_title(m->object), sy_model_duty_title(m->duty));
    if (m->status == SY_MODEL_DRAFT_LAW)
        puts(
            _("draft: it rests on a text that is not at hand; check the text before using a lead"));
    say_exits(m);
    say("    ", sy_model_words(&m->purpose));
    say_data(m, pools);
    say_basis(m);
    say_items(_("conditions and exceptions of the article:"), &m->conditions);
    say_items(_("left out:"), &m->exclusions);
    say_items(_("how a lead is worded:"), &m->rules);
    say_items(_("questions that stay open:"), &m->questions);
    say_items(_("to be verified:"), &m->verify);
    say_parameters(m);
    printf("\n%s ", _("then:"));
    say("", sy_model_words(&m->next));
    printf("\n%s\n%s\n", _("its query:"), m->sql);
    printf("SHA-256 %s\n", m->hash);
}

static sy_status show(sy_call *call, const sy_model_shop *shop, const sy_model *m, sy_err *err)
{
    char key[SY_PACK_FINGERPRINT];
    sy_json j;

    if (!call->json) {
        sy_model_preview(m, shop->pools);
        return SY_OK;
    }
    sy_call_answer(call, &j);
    sy_json_object(&j);
    json_head(&j, m);
    sy_model_json_card(&j, m, shop->pools);
    if (sy_model_signed_with(key, call->words[2])) sy_reply_string(&j, "key", key);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* What came from elsewhere may run once somebody has looked at it. Only this needs the
 * workspace for itself. */
static sy_status note_shown(sy_call *call, const char *id, const char *hash, sy_err *err)
{
    sy_workspace *ws = NULL;
    sy_status st = sy_open_workspace(&ws, call, SY_WRITE, err);

    if (st == SY_OK) st = sy_model_shown(ws, id, hash, err);
    sy_workspace_close(ws);
    return st;
}

sy_status sy_model_show(sy_call *call, sy_err *err)
{
    char hash[SY_DIGEST_TEXT] = "", id[64] = "";
    sy_model_shop shop;
    const sy_model *m = NULL;
    sy_model *own = NULL;

    if (call->n_words != 3)
        return sy_fail(err, SY_EINVAL, N_("say which model: suyuan model %s %s ID"), call->words[0],
                       "show");
    sy_status st = sy_model_shop_open(&shop, call, SY_READ, err);
    if (st == SY_OK) st = sy_model_shop_any(&shop, &m, &own, call->words[2], err);
    if (st == SY_OK) st = show(call, &shop, m, err);
    const bool is_read = !call->json || sy_call_has(call, "seen");
    const bool is_from_elsewhere =
        st == SY_OK && is_read && m->origin != SY_MODEL_OF_PROGRAM && m->origin != SY_MODEL_OF_USER;
    if (is_from_elsewhere) {
        memcpy(hash, m->hash, sizeof hash);
        snprintf(id, sizeof id, "%s", m->id);
    }
    sy_model_free(own);
    sy_model_shop_close(&shop);
    return is_from_elsewhere ? note_shown(call, id, hash, err) : st;
}
