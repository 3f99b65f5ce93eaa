/* matcher.c - one dictionary for all: a text with the kind of thing before it. */
#include "intake/matcher.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "identifier/identifier.h"
#include "store/extracts.h"

enum { PERSON = SY_POOL_COLUMNS, LONGEST = 256 };

struct sy_matcher {
    const sy_pool *kept;
    sy_dict *known;
    uint64_t people, texts;
    int kind[SY_POOL_COLUMNS]; /* of kept: PERSON, which key, -1: not compared */
};

/* What a text is looked for as; empty where it is nothing that can be compared. */
static sy_slice form_of(char out[LONGEST + 1], int kind, sy_slice text)
{
    char number[SY_ID_SPACE];

    if (kind == PERSON) {
        if (!sy_id_one_form(number, text)) return (sy_slice){"", 0};
        text = sy_slice_of(number);
    }
    if (text.len == 0 || text.len >= LONGEST) return (sy_slice){"", 0};
    out[0] = (char)(1 + kind);
    memcpy(out + 1, text.ptr, text.len);
    return (sy_slice){out, text.len + 1};
}

typedef struct filling {
    sy_matcher *m;
    int kind;
} filling;

static sy_status on_text(void *ctx, sy_slice text, sy_err *err)
{
    const filling *f = ctx;
    char space[LONGEST + 1];
    const sy_slice form = form_of(space, f->kind, text);
    uint32_t id;

    if (form.len == 0) return SY_OK;
    f->m->texts++;
    return sy_dict_put(f->m->known, sy_dict_hash(f->m->known, form), form, 0, &id, err);
}

static int key_named(const sy_pool *p, const sy_pool_column *like)
{
    for (size_t i = 0; i < p->n_columns; i++) {
        if (p->columns[i].type == like->type && strcmp(p->columns[i].id, like->id) == 0)
            return (int)i;
    }
    return -1;
}

static bool is_key_type(sy_pool_type type)
{
    return type == SY_POOL_KEY || type == SY_POOL_CASE || type == SY_POOL_PLATE ||
           type == SY_POOL_VIN;
}

static sy_status take_pool(sy_matcher *m, sy_workspace *ws, const sy_pool *of, sy_err *err)
{
    uint64_t people = 0;
    sy_status st = sy_pool_people(ws, of, &people, err);

    m->people += people;
    for (size_t i = 0; i < of->n_columns && st == SY_OK; i++) {
        const sy_pool_column *c = &of->columns[i];
        const int at = c->role == SY_ROLE_KEY && is_key_type(c->type) ? key_named(m->kept, c) : -1;
        filling f = {m, c->is_debtor ? PERSON : at};
        if (f.kind < 0) continue;
        if (at >= 0) m->kind[at] = at;
        st = sy_pool_texts_of(ws, of, i, on_text, &f, err);
    }
    return st;
}

sy_status sy_matcher_new(sy_matcher **out, sy_workspace *ws, const sy_pool *const *of, size_t n_of,
                         const sy_pool *kept, sy_err *err)
{
    sy_matcher *m = sy_new(NULL, sizeof *m);
    bool any = false;

    *out = NULL;
    if (!m) return sy_fail_nomem(err);
    m->kept = kept;
    for (size_t i = 0; i < kept->n_columns; i++) {
        const sy_pool_type type = kept->columns[i].type;
        const bool is_person = type == SY_POOL_IDENTITY || type == SY_POOL_IDENTITIES;
        m->kind[i] = is_person ? PERSON : -1;
    }
    sy_status st = sy_dict_new(&m->known, NULL, sy_dict_seed(), 0, err);
    for (size_t i = 0; i < n_of && st == SY_OK; i++) st = take_pool(m, ws, of[i], err);
    for (size_t i = 0; i < kept->n_columns; i++) any = any || m->kind[i] >= 0;
    if (st == SY_OK && (!any || m->texts == 0)) {
        st = sy_fail(err, SY_EINVAL,
                     any ? N_("%s: no debtor and no case is loaded there, so nothing would be kept")
                         : N_("%s: names nothing that this register has: neither people nor cases"),
                     of[0]->id);
    }
    if (st == SY_OK)
        *out = m;
    else
        sy_matcher_free(m);
    return st;
}

void sy_matcher_free(sy_matcher *m)
{
    if (!m) return;
    sy_dict_free(m->known);
    sy_drop(NULL, m);
}

uint64_t sy_matcher_people(const sy_matcher *m)
{
    return m->people;
}

static bool is_known(const sy_matcher *m, int kind, sy_slice text)
{
    char space[LONGEST + 1];
    const sy_slice form = form_of(space, kind, text);
    return form.len > 0 && sy_dict_find(m->known, sy_dict_hash(m->known, form), form) != 0;
}

bool sy_matcher_keeps(const sy_matcher *m, const sy_pool_value *values)
{
    for (size_t i = 0; i < m->kept->n_columns; i++) {
        sy_slice rest = values[i].text;
        if (m->kind[i] < 0) continue;
        while (rest.len > 0) { /* several of a cell are joined by 、 */
            if (is_known(m, m->kind[i], sy_slice_cut(&rest, SY_TEXT("、")))) return true;
        }
    }
    return false;
}
