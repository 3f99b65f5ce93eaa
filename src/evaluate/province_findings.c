/* province_findings.c - one opening of the case for the tables, one for the clues' ids: making
 * writes, finding only reads. */
#include "evaluate/province_findings.h"

#include <stdio.h>
#include <string.h>

#include "insight/clues.h"
#include "insight/finding_tables.h"
#include "insight/scene.h"
#include "intake/property.h"
#include "ledger/case.h"

static sy_status make_tables(const char *path, sy_err *err)
{
    sy_case *c = NULL;
    sy_status st = sy_case_open(&c, path, SY_WRITE, err);

    if (st == SY_OK) st = sy_finding_tables_make(c, (1u << SY_FINDING_KINDS) - 1, err);
    sy_case_close(c);
    return st;
}

static bool is_named(const sy_clue *k, const char *name, size_t len)
{
    const size_t holder = k->holder.len;

    return len == holder + 1 + k->payee.len && memcmp(name, k->holder.ptr, holder) == 0 &&
           name[holder] == ' ' && memcmp(name + holder + 1, k->payee.ptr, k->payee.len) == 0;
}

static const sy_clue *clue_named(const sy_clues *found, const char *name, size_t len)
{
    for (size_t i = 0; i < found->n; i++) {
        if (is_named(&found->items[i], name, len)) return &found->items[i];
    }
    for (size_t i = 0; i < found->n_spending; i++) {
        if (is_named(&found->spending[i], name, len)) return &found->spending[i];
    }
    return NULL;
}

static sy_status name_lead(sy_true_lead *lead, const sy_clues *found, sy_arena *arena, sy_err *err)
{
    const char *from = strchr(lead->key, '{'), *to = from ? strchr(from, '}') : NULL;
    const sy_clue *k = to ? clue_named(found, from + 1, (size_t)(to - from - 1)) : NULL;
    char key[256];

    if (!k) return SY_OK;
    snprintf(key, sizeof key, "%.*s%s%s", (int)(from - lead->key), lead->key, k->id, to + 1);
    lead->key = sy_arena_text(arena, key, strlen(key));
    if (!lead->key) return sy_fail_nomem(err);
    return sy_lead_id(lead->id, lead->model, sy_slice_of(lead->key), err);
}

static sy_status name_leads(sy_province_truth *t, const char *path, sy_arena *arena, sy_err *err)
{
    sy_property_words *words = NULL;
    sy_clues *found = NULL;
    sy_scene *s = NULL;
    sy_case *c = NULL;
    sy_arena work;
    sy_status st = sy_case_open(&c, path, SY_READ, err);

    sy_arena_init(&work, NULL);
    if (st == SY_OK) st = sy_scene_open(&s, c, &(sy_scene_options){0}, &work, err);
    if (st == SY_OK) st = sy_property_load_default(&words, NULL, err);
    if (st == SY_OK) st = sy_clues_find(&found, s, words, &work, err);
    for (size_t i = 0; i < t->n_leads && st == SY_OK; i++)
        st = name_lead(&t->leads[i], found, arena, err);
    sy_property_free(words);
    sy_scene_close(s);
    sy_arena_dispose(&work);
    sy_case_close(c);
    return st;
}

sy_status sy_province_findings_make(sy_province_truth *t, const char *path, sy_arena *arena,
                                    sy_err *err)
{
    sy_status st = make_tables(path, err);

    if (st == SY_OK) st = name_leads(t, path, arena, err);
    if (st == SY_OK) sy_province_truth_sort(t);
    return st;
}
