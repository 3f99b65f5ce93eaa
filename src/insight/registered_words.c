/* registered_words.c - what a register says of a clue, in one sentence. Whose name stands
 * there is a fact of the register; whose the thing is, is not said. */
#include "base/civil.h"
#include "base/lang.h"
#include "insight/registered.h"

static const char *pool_name(const sy_pool *p)
{
    return sy_lang_get() == SY_LANG_EN ? p->en : p->zh;
}

static const char *day_text(char out[SY_TIME_TEXT], int32_t day)
{
    return day == SY_NO_DAY ? _("(day not said)")
                            : sy_time_print(out, (int64_t)day * SY_DAY, SY_DATE);
}

/* The number that names it, and what it is. */
static void put_thing(sy_buf *out, const sy_registration *r)
{
    const char *key = "";

    for (size_t i = 0; i < SY_POOL_KEYS && !*key; i++) key = r->keys[i];
    if (*key && *r->asset)
        sy_buf_printf(out, _("%s (%s)"), key, r->asset);
    else
        sy_buf_text(out, *key ? key : r->asset);
}

/* Under whose name, in the register's own word for him: owner, policyholder, ... */
static void put_owner(sy_buf *out, const sy_registered *r)
{
    char day[SY_TIME_TEXT];
    const sy_registration *at = r->at;
    /* Only a later owner's row tells that it was his. */
    const bool is_former = r->at == r->then && r->to == at->owner;
    const int column = sy_pool_column_of(at->pool, is_former ? SY_ROLE_FORMER : SY_ROLE_OWNER);
    const char *name = is_former ? at->former : *at->owner ? at->owner : at->owner_id;

    if (column < 0) return;
    const sy_pool_column *c = &at->pool->columns[column];
    const char *word = sy_lang_get() == SY_LANG_EN ? c->en : c->zh;
    if (is_former || at->since == SY_NO_DAY)
        sy_buf_printf(out, _(", %s %s"), word, name);
    else
        sy_buf_printf(out, _(", %s %s since %s"), word, name, day_text(day, at->since));
}

static void put_nothing(sy_buf *out, const sy_registered *r)
{
    char day[SY_TIME_TEXT];

    sy_buf_printf(out, _("%s as loaded: nothing that fits"), pool_name(r->pool));
    if (r->is_old) {
        sy_buf_printf(out, _("; what was loaded reaches to %s, before the last payment: ask again"),
                      day_text(day, r->known_until));
    }
}

static void put_found(sy_buf *out, const sy_registered *r)
{
    char day[SY_TIME_TEXT];

    sy_buf_printf(out, _("%s: "), pool_name(r->pool));
    put_thing(out, r->at);
    put_owner(out, r);
    if (r->state == SY_REGISTERED_TRANSFERRED && *r->to) {
        sy_buf_printf(out, _("; transferred to %s on %s"), r->to, day_text(day, r->day));
    } else if (r->state == SY_REGISTERED_TRANSFERRED) {
        sy_buf_printf(out, _("; transferred on %s"), day_text(day, r->day));
    } else if (r->state == SY_REGISTERED_ENDED) {
        sy_buf_printf(out, _("; ended on %s (%s)"), day_text(day, r->day), r->at->state);
    }
    if (r->by == SY_REGISTERED_BY_NAME) sy_buf_text(out, _("; the name alone is the same"));
    if (r->n_others > 0) sy_buf_printf(out, _("; %zu more fit as well"), r->n_others);
}

sy_status sy_registered_words(sy_buf *out, const sy_registered *r)
{
    if (r->state == SY_REGISTERED_NOT)
        put_nothing(out, r);
    else if (r->at)
        put_found(out, r);
    else
        sy_buf_text(out, sy_registered_label(r->state));
    return sy_buf_status(out);
}
