/* weights.c - reads dict/weights.yaml. What can be asked of a person who edits it is
 * checked here: every key is there once, numbers are numbers. */
#include "insight/weights.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/fold.h"
#include "base/lang.h"
#include "base/yaml.h"

__extension__ typedef __int128 wide;

enum { MOST_POINTS = 100, MOST_PERMILLE = 1000, MOST_COUNT = 100000, MOST_WORDS = 1000 };

static const char *const code_names[SY_PROXY_CODES] = {
    [SY_PROXY_PAYS_BILLS] = "pays-debtor-bills",
    [SY_PROXY_RECEIVES_INCOME] = "receives-debtor-income",
    [SY_PROXY_SHARED_TRACE] = "shared-trace",
    [SY_PROXY_MIRRORS] = "mirrors-debtor",
    [SY_PROXY_DEBTOR_MONEY] = "debtor-money",
    [SY_PROXY_BUYS_PROPERTY] = "buys-property",
    [SY_PROXY_PROFILE] = "profile",
    [SY_PROXY_AROUND_DAYS] = "around-days",
    [SY_PROXY_PLACES] = "places-of-debtor",
    [SY_PROXY_NAMES_DEBTOR] = "names-debtor",
    [SY_PROXY_OWN_LIVING] = "own-living",
    [SY_PROXY_LOAN_REPAID] = "loan-repaid",
    [SY_PROXY_TRADE] = "trade",
    [SY_PROXY_LONG_HISTORY] = "long-history",
    [SY_PROXY_ESCROW] = "escrow",
};

static const char *const trace_names[SY_TRACE_WEIGHTS] = {
    [SY_WEIGH_MAC] = "mac",         [SY_WEIGH_DEVICE] = "device", [SY_WEIGH_PHONE] = "phone",
    [SY_WEIGH_AGENT] = "agent",     [SY_WEIGH_IP] = "ip",         [SY_WEIGH_ADDRESS] = "address",
    [SY_WEIGH_COUNTER] = "counter",
};

static const struct {
    const char *name;
    uint32_t gives, voids;
} word_lists[] = {
    {"bills", SY_WORD_BILL, 0},     {"tuition", SY_WORD_TUITION, 0},
    {"wages", SY_WORD_WAGES, 0},    {"living", SY_WORD_LIVING, 0},
    {"loans", SY_WORD_LOAN, 0},     {"loans-not", 0, SY_WORD_LOAN},
    {"memos", SY_WORD_MEMO, 0},     {"escrow", SY_WORD_ESCROW, 0},
    {"public", SY_WORD_PUBLIC, 0},  {"students", SY_WORD_STUDENT, 0},
    {"offices", SY_WORD_OFFICE, 0},
};
enum { WORD_LISTS = sizeof word_lists / sizeof *word_lists };

typedef enum unit { COUNT, PERMILLE, YUAN } unit;

static const struct {
    const char *name;
    unit unit;
    size_t offset; /* in sy_weights */
} limits[] = {
    {"one-sided", PERMILLE, offsetof(sy_weights, one_sided)},
    {"mirror-hours", COUNT, offsetof(sy_weights, mirror_hours)},
    {"mirror-ratio", PERMILLE, offsetof(sy_weights, mirror_ratio)},
    {"around-days", COUNT, offsetof(sy_weights, around_days)},
    {"dormant-days", COUNT, offsetof(sy_weights, dormant_days)},
    {"old", COUNT, offsetof(sy_weights, old)},
    {"young", COUNT, offsetof(sy_weights, young)},
    {"student", COUNT, offsetof(sy_weights, student)},
    {"counter-minutes", COUNT, offsetof(sy_weights, counter_minutes)},
    {"shared-holders", COUNT, offsetof(sy_weights, shared_holders)},
    {"bill-holders", COUNT, offsetof(sy_weights, bill_holders)},
    {"trade-parties", COUNT, offsetof(sy_weights, trade_parties)},
    {"trade-largest", PERMILLE, offsetof(sy_weights, trade_largest)},
    {"history-months", COUNT, offsetof(sy_weights, history_months)},
    {"income-amount", YUAN, offsetof(sy_weights, income_amount)},
    {"shown-from", COUNT, offsetof(sy_weights, shown_from)},
    {"income-times", COUNT, offsetof(sy_weights, income_times)},
    {"income-receivers", COUNT, offsetof(sy_weights, income_receivers)},
    {"income-once", YUAN, offsetof(sy_weights, income_once)},
};
enum { LIMITS = sizeof limits / sizeof *limits };

const char *sy_proxy_code_name(sy_proxy_code code)
{
    return code_names[code];
}

/* ---- numbers ---- */

/* A whole number from 0 to most; noted and 0 where it is none. */
static int32_t read_count(sy_yaml *y, const sy_yaml_node *node, int32_t most)
{
    const sy_slice text = node ? sy_yaml_text(y, node) : (sy_slice){0};
    int64_t value = 0;

    if (!node) return 0;
    for (size_t i = 0; i < text.len && value <= most; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') value = (int64_t)most + 1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    if (text.len > 0 && value <= most) return (int32_t)value;
    sy_yaml_wrong(y, node, N_("\"%.*s\" is no whole number from 0 to %d"),
                  (int)(text.len < 40 ? text.len : 40), text.ptr ? text.ptr : "", (int)most);
    return 0;
}

/* "15%", "0.5%": in 1/1000. */
static int32_t read_share(sy_yaml *y, const sy_yaml_node *node)
{
    const sy_slice text = node ? sy_yaml_text(y, node) : (sy_slice){0};
    sy_minor percent = 0; /* in 1/100 of a percent */

    if (!node) return 0;
    if (text.len > 1 && text.ptr[text.len - 1] == '%' &&
        sy_minor_parse(&percent, (sy_slice){text.ptr, text.len - 1}) && percent >= 0 &&
        percent <= MOST_PERMILLE * 10 && percent % 10 == 0)
        return (int32_t)(percent / 10);
    sy_yaml_wrong(y, node, N_("\"%.*s\" is no share: write it as 15%%, from 0%% to 100%%"),
                  (int)(text.len < 40 ? text.len : 40), text.ptr ? text.ptr : "");
    return 0;
}

static sy_minor read_yuan(sy_yaml *y, const sy_yaml_node *node)
{
    const sy_slice text = node ? sy_yaml_text(y, node) : (sy_slice){0};
    sy_minor fen = 0;

    if (!node) return 0;
    if (sy_minor_parse(&fen, text) && fen >= 0) return fen;
    sy_yaml_wrong(y, node, N_("\"%.*s\" is no amount in yuan"),
                  (int)(text.len < 40 ? text.len : 40), text.ptr ? text.ptr : "");
    return 0;
}

/* ---- the parts of the file ---- */

static void read_codes(sy_weights *w, sy_yaml *y, const sy_yaml_node *part, int first, int end)
{
    static const char *const keys[] = {"points", "amount", "from", "share"};

    if (part) sy_yaml_known(y, part, code_names + first, (size_t)(end - first));
    for (int c = first; part && c < end; c++) {
        const sy_yaml_node *node = sy_yaml_get(y, part, code_names[c], true);
        if (!node) continue;
        sy_yaml_known(y, node, keys, sizeof keys / sizeof *keys);
        sy_weight *k = &w->code[c];
        k->points = read_count(y, sy_yaml_get(y, node, "points", true), MOST_POINTS);
        k->amount = read_yuan(y, sy_yaml_get(y, node, "amount", false));
        k->from = read_share(y, sy_yaml_get(y, node, "from", false));
        k->share = read_share(y, sy_yaml_get(y, node, "share", false));
        if (k->from > 0 && k->from >= k->share) {
            sy_yaml_wrong(y, node, N_("from must be less than share"));
        }
    }
}

static void read_traces(sy_weights *w, sy_yaml *y, const sy_yaml_node *part)
{
    if (part) sy_yaml_known(y, part, trace_names, SY_TRACE_WEIGHTS);
    for (int k = 0; part && k < SY_TRACE_WEIGHTS; k++) {
        w->trace[k] = read_share(y, sy_yaml_get(y, part, trace_names[k], true));
    }
}

static void read_limits(sy_weights *w, sy_yaml *y, const sy_yaml_node *part)
{
    const char *names[LIMITS];

    for (size_t i = 0; i < LIMITS; i++) names[i] = limits[i].name;
    if (part) sy_yaml_known(y, part, names, LIMITS);
    for (size_t i = 0; part && i < LIMITS; i++) {
        const sy_yaml_node *node = sy_yaml_get(y, part, names[i], true);
        void *field = (char *)w + limits[i].offset;
        if (limits[i].unit == YUAN)
            *(sy_minor *)field = read_yuan(y, node);
        else if (limits[i].unit == PERMILLE)
            *(int32_t *)field = read_share(y, node);
        else
            *(int32_t *)field = read_count(y, node, MOST_COUNT);
    }
}

static sy_status read_words(sy_weights *w, sy_yaml *y, const sy_yaml_node *part, sy_err *err)
{
    const char *names[WORD_LISTS];
    sy_status st = SY_OK;

    for (size_t i = 0; i < WORD_LISTS; i++) names[i] = word_lists[i].name;
    if (part) sy_yaml_known(y, part, names, WORD_LISTS);
    for (size_t i = 0; part && i < WORD_LISTS; i++) {
        const sy_yaml_node *list = sy_yaml_get(y, part, names[i], true);
        const size_t n = sy_yaml_items(y, list);
        if (n > MOST_WORDS) {
            sy_yaml_wrong(y, list, N_("more than %d items"), (int)MOST_WORDS);
            continue;
        }
        for (size_t k = 0; st == SY_OK && k < n; k++) {
            const sy_yaml_node *item = sy_yaml_item(y, list, k);
            const sy_slice text = sy_yaml_text(y, item);
            char folded[SY_WORD_BITS_TEXT];
            if (sy_words_fold(folded, sizeof folded, text) == 0) {
                sy_yaml_wrong(y, item, N_("an empty text"));
                continue;
            }
            st = sy_word_bits_add(w->terms, text, word_lists[i].gives, word_lists[i].voids, err);
        }
    }
    return st;
}

static sy_status read_file(sy_weights *w, sy_yaml *y, sy_err *err)
{
    static const char *const parts[] = {"reasons", "against", "traces", "limits", "words"};
    const sy_yaml_node *root = sy_yaml_root(y);

    sy_yaml_known(y, root, parts, sizeof parts / sizeof *parts);
    read_codes(w, y, sy_yaml_get(y, root, "reasons", true), 0, SY_PROXY_OWN_LIVING);
    read_codes(w, y, sy_yaml_get(y, root, "against", true), SY_PROXY_OWN_LIVING, SY_PROXY_CODES);
    read_traces(w, y, sy_yaml_get(y, root, "traces", true));
    read_limits(w, y, sy_yaml_get(y, root, "limits", true));
    sy_status st = read_words(w, y, sy_yaml_get(y, root, "words", true), err);
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    return st == SY_OK ? sy_word_bits_ready(w->terms, err) : st;
}

/* ---- loading ---- */

static sy_status open_file(sy_yaml **y, const sy_alloc *al, const char *path, sy_err *err)
{
    char *data = NULL, *standard = NULL;
    sy_status st = SY_OK;

    if (!path) {
        st = sy_data_folder(&data, err);
        if (st == SY_OK) standard = sy_path_join(NULL, data, "dict/weights.yaml");
        if (st == SY_OK && !standard) st = sy_fail_nomem(err);
        path = standard;
    }
    if (st == SY_OK) st = sy_yaml_open(y, al, path, err);
    sy_drop(NULL, standard);
    sy_drop(NULL, data);
    return st;
}

sy_status sy_weights_load(sy_weights **out, const sy_alloc *al, const char *path, sy_err *err)
{
    sy_weights *w = sy_new(al, sizeof *w);
    sy_yaml *y = NULL;

    *out = NULL;
    if (!w) return sy_fail_nomem(err);
    w->al = al;
    sy_status st = sy_word_bits_new(&w->terms, al, err);
    if (st == SY_OK) st = open_file(&y, al, path, err);
    if (st == SY_OK) st = read_file(w, y, err);
    sy_yaml_free(y);
    if (st == SY_OK) {
        *out = w;
        w = NULL;
    }
    sy_weights_free(w);
    return st;
}

void sy_weights_free(sy_weights *w)
{
    if (!w) return;
    sy_word_bits_free(w->terms);
    sy_drop(w->al, w);
}

/* ---- points ---- */

int32_t sy_part_of(sy_minor part, sy_minor whole)
{
    if (whole <= 0 || part <= 0) return 0;
    if (part >= whole) return MOST_PERMILLE;
    return (int32_t)((wide)part * MOST_PERMILLE / whole);
}

int32_t sy_weight_points(const sy_weight *w, sy_minor amount, int32_t share)
{
    int32_t reached = MOST_PERMILLE;

    if (w->amount > 0) reached = sy_part_of(amount, w->amount);
    if (w->share > 0) {
        const int32_t of_share = sy_part_of(share - w->from, w->share - w->from);
        if (of_share < reached) reached = of_share;
    }
    return w->points * reached / MOST_PERMILLE;
}
