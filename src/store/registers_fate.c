/* registers_fate.c - what became of a thing that was registered to somebody. Only what rows
 * say: an owner named after him, a state, a day of the end, or a later row about the same
 * thing that names somebody else. */
#include <string.h>

#include "store/registers.h"

bool sy_register_names(const char *several, const char *one)
{
    const sy_slice wanted = sy_slice_of(one ? one : "");
    sy_slice rest = sy_slice_of(several);

    while (rest.len > 0 && wanted.len > 0) {
        if (sy_slice_is(sy_slice_cut(&rest, SY_TEXT("、")), wanted)) return true;
    }
    return false;
}

/* Numbers decide where both are known; a number that hides digits is not known. */
static bool is_him(const char *names, const char *numbers, const sy_register_owner *who,
                   bool *by_name)
{
    const bool both = *numbers && who->identity && *who->identity && !strchr(numbers, '*');
    const bool found =
        both ? sy_register_names(numbers, who->identity) : sy_register_names(names, who->name);

    if (by_name) *by_name = found && !both;
    return found;
}

bool sy_registration_is_owned(const sy_registration *r, const sy_register_owner *who, bool *by_name)
{
    return is_him(r->owner, r->owner_id, who, by_name);
}

bool sy_registrations_same_thing(const sy_registration *a, const sy_registration *b)
{
    if (a->pool != b->pool) return false;
    for (size_t i = 0; i < SY_POOL_KEYS; i++) {
        if (*a->keys[i] && strcmp(a->keys[i], b->keys[i]) == 0) return true;
    }
    return false;
}

/* Does his row itself say that the thing is not his any more? */
static bool tells_end(const sy_registration *r, const sy_register_owner *who, sy_register_answer *a)
{
    const sy_pool_state state = sy_pool_state_of(r->pool, sy_slice_of(r->state));
    const bool has_next = (*r->next || *r->next_id) && !is_him(r->next, r->next_id, who, NULL);

    if (!has_next && state == SY_POOL_STANDS) return false;
    a->fate = has_next || state == SY_POOL_TRANSFERRED ? SY_FATE_TRANSFERRED : SY_FATE_ENDED;
    a->day = r->until;
    a->to = r->next;
    a->to_id = r->next_id;
    return true;
}

/* Another owner, registered later than he was. */
static bool is_successor(const sy_registration *r, const sy_registration *his,
                         const sy_register_owner *who)
{
    return !r->pool->is_shared && (*r->owner || *r->owner_id) && r->since != SY_NO_DAY &&
           his->since != SY_NO_DAY && r->since > his->since &&
           !is_him(r->owner, r->owner_id, who, NULL);
}

/* His last row about the thing: he may have had it twice. */
static const sy_registration *last_of_his(const sy_registration *list, size_t n,
                                          const sy_registration *thing,
                                          const sy_register_owner *who, bool *by_name)
{
    const sy_registration *his = NULL;
    bool is_by_name;

    for (size_t k = 0; k < n; k++) {
        const sy_registration *r = &list[k];
        if (!sy_registrations_same_thing(r, thing)) continue;
        if (!is_him(r->owner, r->owner_id, who, &is_by_name)) continue;
        if (his && r->since < his->since) continue;
        his = r;
        *by_name = is_by_name;
    }
    return his;
}

/* Does a row of somebody else tell that he had it before? */
static bool follows_him(const sy_registration *r, const sy_registration *his,
                        const sy_register_owner *who)
{
    if (is_him(r->owner, r->owner_id, who, NULL)) return false;
    if (his && is_successor(r, his, who)) return true;
    const bool is_after = !his || r->since == SY_NO_DAY || r->since >= his->since;
    return is_after && is_him(r->former, r->former_id, who, NULL);
}

sy_register_answer sy_register_fate_of(const sy_registration *list, size_t n, size_t i,
                                       const sy_register_owner *who)
{
    sy_register_answer a = {.day = SY_NO_DAY, .to = "", .to_id = ""};
    const sy_registration *his = last_of_his(list, n, &list[i], who, &a.by_name);
    const sy_registration *next = NULL;

    a.at = his;
    if (his) a.fate = SY_FATE_STANDS;
    if (his && tells_end(his, who, &a)) a.then = his;
    if (a.fate == SY_FATE_ENDED) return a;
    for (size_t k = 0; k < n; k++) { /* the first that came after him says to whom and when */
        const sy_registration *r = &list[k];
        if (!sy_registrations_same_thing(r, &list[i]) || !follows_him(r, his, who)) continue;
        if (!next || r->since < next->since) next = r;
    }
    if (!next) return a;
    if (!his) is_him(next->former, next->former_id, who, &a.by_name);
    return (sy_register_answer){.fate = SY_FATE_TRANSFERRED,
                                .at = his ? his : next,
                                .then = next,
                                .day = next->since != SY_NO_DAY ? next->since : a.day,
                                .to = next->owner,
                                .to_id = next->owner_id,
                                .by_name = a.by_name};
}
