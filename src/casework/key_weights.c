/* key_weights.c - reads dict/key-cases.yaml, strictly. */
#include "casework/key_weights.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/yaml.h"

enum { MOST_POINTS = 100, MOST_COUNT = 1000, MOST_WORDS = 500 };

static const struct {
    const char *name, *title;
} conditions[SY_KEY_CONDITIONS] = {
    [SY_KEY_AMOUNT] = {"amount", N_("amount still open")},
    [SY_KEY_VULNERABLE] = {"vulnerable", N_("special protection")},
    [SY_KEY_MODELS] = {"models", N_("models that hit")},
    [SY_KEY_PETITION] = {"petition", N_("petition")},
    [SY_KEY_TERMINATIONS] = {"terminations", N_("times closed for now")},
};

const char *sy_key_condition_name(sy_key_condition c)
{
    return conditions[c].name;
}

const char *sy_key_condition_title(sy_key_condition c)
{
    return _(conditions[c].title);
}

/* A whole number from least to most; noted where it is none. */
static int read_number(sy_yaml *y, const sy_yaml_node *parent, const char *key, int least, int most)
{
    const sy_yaml_node *node = sy_yaml_get(y, parent, key, true);
    const sy_slice text = node ? sy_yaml_text(y, node) : (sy_slice){0};
    int value = 0;

    if (!node) return least;
    for (size_t i = 0; i < text.len && value <= most; i++)
        value =
            text.ptr[i] < '0' || text.ptr[i] > '9' ? most + 1 : value * 10 + (text.ptr[i] - '0');
    if (text.len > 0 && value >= least && value <= most) return value;
    sy_yaml_wrong(y, node, N_("\"%.*s\" is no whole number from %d to %d"),
                  (int)(text.len < 40 ? text.len : 40), text.ptr ? text.ptr : "", least, most);
    return least;
}

static sy_minor read_amount(sy_yaml *y, const sy_yaml_node *parent)
{
    const sy_yaml_node *node = sy_yaml_get(y, parent, "amount", true);
    const sy_slice text = node ? sy_yaml_text(y, node) : (sy_slice){0};
    sy_minor fen = 0;

    if (!node || (sy_minor_parse(&fen, text) && fen > 0)) return fen ? fen : 1;
    sy_yaml_wrong(y, node, N_("\"%.*s\" is no amount in yuan"),
                  (int)(text.len < 40 ? text.len : 40), text.ptr ? text.ptr : "");
    return 1;
}

static sy_status read_words(sy_key_weights *w, sy_yaml *y, const sy_yaml_node *parent,
                            sy_arena *arena, sy_err *err)
{
    const sy_yaml_node *list = sy_yaml_get(y, parent, "words", true);
    const size_t n = list ? sy_yaml_items(y, list) : 0;

    if (n > MOST_WORDS) {
        sy_yaml_wrong(y, list, N_("more than %d items"), (int)MOST_WORDS);
        return SY_OK;
    }
    w->words = sy_arena_get(arena, (n + 1) * sizeof *w->words);
    if (!w->words) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_slice text = sy_yaml_text(y, sy_yaml_item(y, list, i));
        if (text.len == 0) continue; /* would be in every cause */
        w->words[w->n_words] = sy_arena_text(arena, text.ptr, text.len);
        if (!w->words[w->n_words++]) return sy_fail_nomem(err);
    }
    return SY_OK;
}

static sy_status read_all(sy_key_weights *w, sy_yaml *y, sy_arena *arena, sy_err *err)
{
    static const char *const extra[SY_KEY_CONDITIONS] = {"amount", "words", "count", NULL, "count"};
    const sy_yaml_node *root = sy_yaml_root(y), *parts[SY_KEY_CONDITIONS];
    const char *keys[SY_KEY_CONDITIONS + 1] = {"shown-from"};

    for (int c = 0; c < SY_KEY_CONDITIONS; c++) {
        const char *const known[] = {"points", extra[c]};
        keys[c + 1] = conditions[c].name;
        parts[c] = sy_yaml_get(y, root, conditions[c].name, true);
        if (!parts[c]) continue;
        sy_yaml_known(y, parts[c], known, extra[c] ? 2 : 1);
        w->points[c] = read_number(y, parts[c], "points", 0, MOST_POINTS);
    }
    sy_yaml_known(y, root, keys, SY_KEY_CONDITIONS + 1);
    w->shown_from = read_number(y, root, "shown-from", 1, MOST_POINTS * SY_KEY_CONDITIONS);
    w->amount = parts[SY_KEY_AMOUNT] ? read_amount(y, parts[SY_KEY_AMOUNT]) : 1;
    w->models = w->terminations = 1;
    if (parts[SY_KEY_MODELS])
        w->models = read_number(y, parts[SY_KEY_MODELS], "count", 2, MOST_COUNT);
    if (parts[SY_KEY_TERMINATIONS])
        w->terminations = read_number(y, parts[SY_KEY_TERMINATIONS], "count", 1, MOST_COUNT);
    return parts[SY_KEY_VULNERABLE] ? read_words(w, y, parts[SY_KEY_VULNERABLE], arena, err)
                                    : SY_OK;
}

sy_status sy_key_weights_load(sy_key_weights *w, const char *path, sy_arena *arena, sy_err *err)
{
    char *folder = NULL, *own = NULL;
    sy_yaml *y = NULL;
    sy_status st = path ? SY_OK : sy_data_folder(&folder, err);

    *w = (sy_key_weights){0};
    if (st == SY_OK && !path) {
        own = sy_path_join(NULL, folder, "dict/key-cases.yaml");
        if (!own) st = sy_fail_nomem(err);
        path = own;
    }
    if (st == SY_OK) st = sy_yaml_open(&y, NULL, path, err);
    if (st == SY_OK) st = read_all(w, y, arena, err);
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    sy_drop(NULL, own);
    sy_drop(NULL, folder);
    return st;
}

/* points is at most 100 and amount below w->amount: what could not be multiplied gives all. */
int sy_key_points_of_amount(const sy_key_weights *w, sy_minor amount)
{
    const int points = w->points[SY_KEY_AMOUNT];

    if (amount <= 0 || points == 0) return 0;
    if (amount >= w->amount) return points;
    if (amount > INT64_MAX / MOST_POINTS) return (int)(amount / (w->amount / points + 1));
    return (int)(amount * points / w->amount);
}

int sy_key_points_of_count(int points, int full, size_t count)
{
    return count >= (size_t)full ? points : points * (int)count / full;
}
