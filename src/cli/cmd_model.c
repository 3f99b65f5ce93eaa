/* cmd_model.c - suyuan model: rules that screen the pools. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "cli/commands.h"
#include "cli/model.h"
#include "cli/open.h"

sy_status sy_model_shop_open(sy_model_shop *shop, sy_call *call, sy_access access, sy_err *err)
{
    *shop = (sy_model_shop){0};
    sy_status st = sy_open_workspace(&shop->ws, call, access, err);

    if (st == SY_OK) st = sy_pools_load(&shop->pools, NULL, call->words[0], err);
    if (st == SY_OK) st = sy_models_load(&shop->models, NULL, call->words[0], err);
    return st;
}

void sy_model_shop_close(sy_model_shop *shop)
{
    sy_models_free(shop->models);
    sy_pools_free(shop->pools);
    sy_workspace_close(shop->ws);
}

sy_status sy_model_shop_find(const sy_model_shop *shop, const sy_model **m, const char *id,
                             sy_err *err)
{
    enum { MOST_NAMES = 256 };
    const char *names[MOST_NAMES];
    const size_t n = sy_models_count(shop->models);
    const sy_broken_model *broken = sy_models_broken_find(shop->models, id);

    *m = sy_models_find(shop->models, id);
    if (*m) return SY_OK;
    if (broken) return sy_fail(err, broken->why.status, "%s", broken->why.text);
    for (size_t i = 0; i < n && i < MOST_NAMES; i++) names[i] = sy_models_at(shop->models, i)->id;
    const char *near = sy_nearest(id, names, n < MOST_NAMES ? n : MOST_NAMES);
    if (near)
        return sy_fail(err, SY_EINVAL, N_("there is no model \"%.60s\"; did you mean \"%s\"?"), id,
                       near);
    return sy_fail(err, SY_EINVAL, N_("there is no model \"%.60s\": suyuan model WS list"), id);
}

sy_status sy_model_shop_any(const sy_model_shop *shop, const sy_model **m, sy_model **own,
                            const char *word, sy_err *err)
{
    struct stat info;

    *own = NULL;
    *m = sy_models_find(shop->models, word);
    if (*m || stat(word, &info) != 0) return sy_model_shop_find(shop, m, word, err);
    const sy_status st = sy_model_open(own, NULL, word, err);
    *m = *own;
    return st;
}

typedef struct filter {
    sy_model_family family; /* SY_FAMILIES: any */
    bool only_ready;
} filter;

static sy_status read_filter(filter *f, const sy_call *call, sy_err *err)
{
    const char *name = sy_call_option(call, "family");
    sy_buf all;

    f->only_ready = sy_call_has(call, "ready");
    f->family = name ? sy_model_family_of(sy_slice_of(name)) : SY_FAMILIES;
    if (!name || f->family != SY_FAMILIES) return SY_OK;
    sy_buf_init(&all, NULL, 1024);
    for (int i = 0; i < SY_FAMILIES; i++)
        sy_buf_printf(&all, " %s", sy_model_family_name((sy_model_family)i));
    sy_fail(err, SY_EINVAL, N_("there is no family \"%.40s\", only%s"), name,
            all.ptr ? all.ptr : "");
    sy_buf_dispose(&all);
    return SY_EINVAL;
}

static sy_status passes(bool *out, const filter *f, const sy_model_shop *shop, sy_call *call,
                        const sy_model *m, sy_err *err)
{
    sy_model_outcome o;

    *out = f->family == SY_FAMILIES || f->family == m->family;
    if (!*out || !f->only_ready) return SY_OK;
    const sy_status st = sy_model_check(&o, shop->ws, shop->pools, m, &call->arena, err);
    *out = o.n_missing == 0;
    return st;
}

sy_status sy_model_shop_named(const sy_model_shop *shop, sy_call *call, const sy_model ***list,
                              size_t *n, sy_err *err)
{
    const bool all = call->n_words <= 2;
    const size_t most = all ? sy_models_count(shop->models) : call->n_words - 2;
    filter f;
    sy_status st = read_filter(&f, call, err);

    *n = 0;
    *list = sy_arena_get(&call->arena, (most + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (size_t i = 0; i < most && st == SY_OK; i++) {
        const sy_model *m = NULL;
        bool is_wanted = false;
        if (all)
            m = sy_models_at(shop->models, i);
        else
            st = sy_model_shop_find(shop, &m, call->words[i + 2], err);
        if (st == SY_OK) st = passes(&is_wanted, &f, shop, call, m, err);
        if (is_wanted) (*list)[(*n)++] = m;
    }
    return st;
}

static sy_status run(sy_call *call, sy_err *err)
{
    static const struct {
        const char *name;
        sy_status (*run)(sy_call *call, sy_err *err);
    } verbs[] = {
        {"list", sy_model_list},           {"show", sy_model_show},
        {"check", sy_model_check_all},     {"run", sy_model_run_all},
        {"test", sy_model_test_all},       {"pack", sy_model_pack_one},
        {"install", sy_model_install_one}, {"log", sy_model_log},
        {"compare", sy_model_compare},     {"feedback", sy_model_feedback},
        {"results", sy_model_results},     {"dossier", sy_model_dossier},
    };
    const char *verb = call->n_words > 1 ? call->words[1] : "list";

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verb, verbs[i].name) == 0) return verbs[i].run(call, err);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("model knows list, show, check, run, compare, feedback, results, dossier, "
                      "log, test, pack "
                      "and install, not \"%.60s\""),
                   verb);
}

static const sy_option options[] = {
    {.name = "family",
     .argument = N_("FAMILY"),
     .help = N_("list, check, run, test: only models of this family, such as vehicle or auction")},
    {.name = "ready", .help = N_("list, check, run, test: only models that have what they need")},
    {.name = "as-of",
     .argument = N_("DATE"),
     .help = N_("run: the day that counts as today; else today")},
    {.name = "set",
     .argument = N_("NAME=VALUE"),
     .help = N_("run: a parameter of the model (show names them)"),
     .is_list = true},
    {.name = "seen",
     .help = N_("show: a model from elsewhere was looked at, and may run; without --json showing "
                "it says so")},
    {.name = "dry-run", .help = N_("run: say how many leads and show the first, record nothing")},
    {.name = "against",
     .argument = N_("NAME=VALUE"),
     .help = N_("compare: a parameter of the second run, as --set is of the first"),
     .is_list = true},
    {.name = "output",
     .argument = N_("FILE"),
     .help = N_("pack, results, dossier: the file to write"),
     .letter = 'o'},
    {.name = "cases",
     .argument = N_("N"),
     .help = N_("dossier: at most so many cases, without names and numbers (3)")},
    {.name = "office", .argument = N_("NAME"), .help = N_("results: whose they are")},
    {.name = "part",
     .argument = N_("NAME"),
     .help = N_("results: which part, where an office keeps more than one workspace")},
    {.name = "since",
     .argument = N_("DATE"),
     .help = N_("results: leads found from this day on; else all")},
    {.name = "until", .argument = N_("DATE"), .help = N_("results: to this day; else today")},
    {.name = NULL},
};

const sy_command sy_cmd_model = {
    .name = "model",
    .opens_words = true,
    .words = "WS [list|show ID|check [ID…]|run [ID…]|compare ID [OTHER]|feedback "
             "[ID]|results|dossier ID|log|"
             "test [ID…]|pack ID|install FILE]",
    .min_words = 1,
    .max_words = SIZE_MAX,
    .summary = N_("supervision models: rules that screen the pools and give leads"),
    .details =
        N_("A model is a folder of models/ (the program's, ~/.config/suyuan/models, the "
           "workspace's): model.yaml says on which law it rests and what it needs, query.sql is "
           "one SELECT that runs in a process which can reach nothing else, README.md what a hit "
           "means. check says whether the pools are enough; run records the leads (suyuan lead): "
           "running again doubles none, and one that is gone is shown as vanished; test runs a "
           "model's own tests. pack makes one signed file of a model, install takes one: it is "
           "shown (show) before it first runs. feedback says how often "
           "each model was right, results writes that as a signed file without a person or a case "
           "(suyuan results adds several up), dossier a document to be submitted. A lead is never "
           "a verdict."),
    .options = options,
    .example = "suyuan model wang.suyuan\n"
               "suyuan model wang.suyuan check\n"
               "suyuan model wang.suyuan run vehicle-two-files --as-of 2026-01-15\n"
               "suyuan model wang.suyuan pack vehicle-two-files -o vehicles.symodel",
    .exits = N_("3 where a model is wrong, does not pass its tests or was stopped at a limit."),
    .cost = N_("run: what its query needs, at most 4 GB of memory and five minutes a model."),
    .run = run,
};
