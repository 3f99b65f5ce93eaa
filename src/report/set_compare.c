/* set_compare.c - what this set says of a person beside what earlier ones said: the newest
 * edition that says anything else. Writing a set twice therefore shows the same changes.
 *
 * Only figures that an earlier set gave are compared: of what is new in this one (a
 * counterparty that had no line) nobody was told another figure. */
#include "report/set_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

enum { EDITIONS_COMPARED = 50 };

/* ---- the lines of a person ---- */

typedef struct liner {
    sy_set_line *lines;
    size_t n;
    bool has_no_memory;
    sy_arena *arena;
} liner;

static void add(liner *l, const char *cut, const char *key, sy_slice title,
                const sy_overview_line *x)
{
    const char *kept = sy_arena_text(l->arena, title.ptr ? title.ptr : "", title.len);

    if (!kept) l->has_no_memory = true;
    l->lines[l->n++] = (sy_set_line){.cut = cut,
                                     .key = key,
                                     .title = kept ? kept : "",
                                     .n_in = (int64_t)x->n_in,
                                     .n_out = (int64_t)x->n_out,
                                     .in = x->in,
                                     .out = x->out};
}

static const char *threshold_key(liner *l, sy_minor from)
{
    char text[SY_MINOR_TEXT];
    sy_minor_print(text, from); /* before its length is asked for */
    const char *key = sy_arena_text(l->arena, text, strlen(text));

    if (!key) l->has_no_memory = true;
    return key ? key : "";
}

/* most: of the counterparties those that the set shows, or all. */
static sy_status lines_of(const sy_set *set, const sy_set_person *p, size_t most, liner *l,
                          sy_err *err)
{
    const sy_overview *o = &p->o;
    size_t n = 3;

    for (int by = 0; by < SY_OVERVIEW_CUTS; by++) n += o->cut[by].n;
    *l = (liner){.arena = set->arena};
    l->lines = sy_arena_get(set->arena, n * sizeof *l->lines);
    if (!l->lines) return sy_fail_nomem(err);
    add(l, "all", "all", (sy_slice){0}, &o->all);
    for (int by = 0; by < SY_OVERVIEW_CUTS; by++) {
        const char *cut = sy_overview_by_name((sy_overview_by)by);
        for (size_t i = 0; i < o->cut[by].n && (by != SY_BY_COUNTERPARTY || i < most); i++) {
            const sy_overview_line *x = &o->cut[by].lines[i];
            add(l, cut, x->key, by == SY_BY_COUNTERPARTY ? x->name : (sy_slice){0}, x);
        }
    }
    add(l, "cash", threshold_key(l, set->terms.cash), (sy_slice){0}, &o->cash);
    add(l, "large", threshold_key(l, set->terms.large), (sy_slice){0}, &o->large);
    return l->has_no_memory ? sy_fail_nomem(err) : SY_OK;
}

/* ---- whose edition ---- */

static const char *person_key(const sy_set *set, const sy_set_person *p)
{
    char key[700];

    if (strcmp(p->currency, "CNY") == 0) return p->holder->key;
    snprintf(key, sizeof key, "%.600s/%s", p->holder->key, p->currency);
    return sy_arena_text(set->arena, key, strlen(key));
}

static sy_status list_accounts(const sy_set *set, sy_set_person *p, sy_err *err)
{
    const sy_overview_cut *cut = &p->o.cut[SY_BY_ACCOUNT];
    sy_buf list;

    sy_buf_init(&list, NULL, 1 << 20);
    for (size_t i = 0; i < cut->n; i++) {
        sy_buf_printf(&list, "%s%s%s%s", i ? "\n" : "", cut->lines[i].key,
                      strcmp(p->currency, "CNY") == 0 ? "" : "/",
                      strcmp(p->currency, "CNY") == 0 ? "" : p->currency);
    }
    p->edition.accounts = sy_arena_text(set->arena, list.ptr ? list.ptr : "", list.len);
    sy_status st = sy_buf_status(&list);
    sy_buf_dispose(&list);
    if (st != SY_OK) return sy_fail(err, st, N_("too many accounts"));
    return p->edition.accounts ? SY_OK : sy_fail_nomem(err);
}

/* Is one of the lines of a among those of b? */
static bool share_a_line(const char *a, const char *b)
{
    while (*a) {
        const size_t n = strcspn(a, "\n");
        for (const char *at = b; *at;) {
            const size_t m = strcspn(at, "\n");
            if (n == m && memcmp(a, at, n) == 0) return true;
            at += m + (at[m] != '\0');
        }
        a += n + (a[n] != '\0');
    }
    return false;
}

static bool is_of(const sy_set_edition *e, const sy_set_edition *mine, bool by_key)
{
    return by_key ? strcmp(e->person, mine->person) == 0
                  : share_a_line(mine->accounts, e->accounts);
}

/* ---- the comparison ---- */

static int by_cut_and_key(const void *a, const void *b)
{
    const sy_set_line *x = a, *y = b;
    const int c = strcmp(x->cut, y->cut);
    return c ? c : strcmp(x->key, y->key);
}

static bool is_list(const sy_set_line *l)
{
    return strcmp(l->cut, "cash") == 0 || strcmp(l->cut, "large") == 0;
}

/* A threshold is told as an amount. */
static sy_slice title_of(const sy_set *set, const sy_set_line *l)
{
    char money[SY_MINOR_TEXT], text[80];
    sy_minor from = 0;

    if (!is_list(l) || !sy_minor_parse(&from, sy_slice_of(l->key)))
        return sy_set_line_title(l->cut, l->key, sy_slice_of(l->title));
    snprintf(text, sizeof text, _("%s yuan and more"), sy_minor_print_grouped(money, from));
    return sy_slice_of(sy_arena_text(set->arena, text, strlen(text)));
}

/* *lists: how many of the old lines list by a threshold of today. A list by another one is
 * another figure. */
static sy_status changes_since(sy_set *set, sy_set_person *p, const liner *now,
                               const sy_set_edition *before, size_t *lists, sy_err *err)
{
    sy_set_line *old = NULL;
    size_t n = 0;
    sy_status st = sy_set_lines(sy_case_workspace(set->c), before->id, &old, &n, set->arena, err);

    p->n_changes = *lists = 0;
    if (st != SY_OK) return st;
    p->changes = sy_arena_get(set->arena, (n + 1) * sizeof *p->changes);
    if (!p->changes) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_set_line *x =
            bsearch(&old[i], now->lines, now->n, sizeof *now->lines, by_cut_and_key);
        const sy_set_line none = {.cut = old[i].cut, .key = old[i].key};
        if (is_list(&old[i])) {
            if (!x) continue;
            ++*lists;
        }
        if (!x) x = &none;
        if (x->n_in == old[i].n_in && x->n_out == old[i].n_out && x->in == old[i].in &&
            x->out == old[i].out)
            continue;
        p->changes[p->n_changes++] = (sy_set_change){.cut = old[i].cut,
                                                     .key = old[i].key,
                                                     .title = title_of(set, &old[i]),
                                                     .before = old[i],
                                                     .now = *x};
    }
    return SY_OK;
}

static sy_status compare_person(sy_set *set, sy_set_person *p, const sy_set_edition *list, size_t n,
                                sy_err *err)
{
    liner now;
    size_t compared = 0, lists = 0;
    bool by_key = false;
    sy_status st = lines_of(set, p, SIZE_MAX, &now, err);

    for (size_t i = 0; i < n; i++) by_key = by_key || is_of(&list[i], &p->edition, true);
    if (st == SY_OK) qsort(now.lines, now.n, sizeof *now.lines, by_cut_and_key);
    for (size_t i = 0; i < n && st == SY_OK && compared < EDITIONS_COMPARED; i++) {
        if (!is_of(&list[i], &p->edition, by_key)) continue;
        st = changes_since(set, p, &now, &list[i], &lists, err);
        if (st == SY_OK && p->n_changes) {
            p->before = list[i];
            break;
        }
        /* The newest says just this, by the same thresholds. */
        if (compared++ == 0 && lists == 2) p->edition.id = list[i].id;
    }
    return st;
}

sy_status sy_set_compare(sy_set *set, sy_err *err)
{
    sy_set_edition *list = NULL;
    size_t n = 0;
    sy_status st = sy_set_editions(sy_case_workspace(set->c), &list, &n, set->arena, err);

    for (uint32_t i = 0; i < set->n && st == SY_OK; i++) {
        sy_set_person *p = &set->persons[i];
        liner shown;
        p->edition = (sy_set_edition){.person = person_key(set, p), .name = p->title};
        if (!p->edition.person) return sy_fail_nomem(err);
        st = list_accounts(set, p, err);
        if (st == SY_OK) st = lines_of(set, p, SY_SET_COUNTERPARTIES, &shown, err);
        if (st != SY_OK) break;
        p->edition.lines = shown.lines;
        p->edition.n_lines = shown.n;
        if (n) st = compare_person(set, p, list, n, err);
    }
    return st;
}
