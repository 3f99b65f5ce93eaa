/* people.h - the people of a case and what they are to the debtor, as people said it.
 *
 * A statement does not say who is whose wife: somebody enters it, from the household
 * register, the file or the company register. Each line names who entered it and when;
 * a line is taken back, never changed. The debtor of sy_case_facts is not a line here;
 * further debtors are. */
#ifndef SY_STORE_PEOPLE_H
#define SY_STORE_PEOPLE_H

#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_relation {
    SY_RELATION_NONE, /* nothing is known */
    SY_RELATION_DEBTOR,
    SY_RELATION_SPOUSE,
    SY_RELATION_MINOR_CHILD,
    SY_RELATION_CHILD, /* grown up */
    SY_RELATION_PARENT,
    SY_RELATION_SIBLING,
    SY_RELATION_RELATIVE, /* another one, in-laws too */
    SY_RELATION_COMPANY,  /* his: he is shareholder, director, manager */
    SY_RELATION_EMPLOYEE,
    SY_RELATION_ASSOCIATE, /* friend, partner */
    SY_RELATION_CREDITOR,  /* who asks for enforcement */
    SY_RELATIONS
} sy_relation;

const char *sy_relation_name(sy_relation r);  /* "minor-child", ... */
const char *sy_relation_label(sy_relation r); /* translated: 未成年子女 */
/* A name, a label of either language, or what people say instead (母亲, 妻子). */
bool sy_relation_from_name(sy_relation *r, const char *text);
/* Is what he owns in question as common property (共有财产问题), not as held for another?
 * Spouse and minor children. */
static inline bool sy_relation_is_household(sy_relation r)
{
    return r == SY_RELATION_SPOUSE || r == SY_RELATION_MINOR_CHILD;
}

typedef struct sy_case_person {
    sy_relation relation;
    const char *name, *identity, *phone, *address, *note; /* "" where not known; identity: normal
                                                           * form of an ID number or credit code */
    /* When read: */
    int64_t id;
    const char *who, *decided_at;
} sy_case_person;

/* Adds all of them or none. A line that stands already with all its fields is not added
 * again; *added: how many were new. */
SY_MUST_USE sy_status sy_people_add(sy_workspace *ws, size_t *added, const sy_case_person *list,
                                    size_t n, sy_err *err);
/* What a change of the case changed: facts, and lines of people. */
typedef struct sy_case_changes {
    size_t facts, people;
} sy_case_changes;

/* Sets facts (NULL: none; as sy_case_set) and adds people at once, or nothing of it. What
 * stands already in the same words is no change. */
SY_MUST_USE sy_status sy_case_change(sy_workspace *ws, sy_case_changes *changes,
                                     const sy_case_facts *facts, const sy_case_person *people,
                                     size_t n, sy_err *err);
/* Takes back the newest change that stands, whole: what was said before stands again.
 * Both 0: there is none. */
SY_MUST_USE sy_status sy_case_undo(sy_workspace *ws, sy_case_changes *undone, sy_err *err);

/* Takes back line id (0: the newest that stands); *undone false when there is none. */
SY_MUST_USE sy_status sy_people_undo(sy_workspace *ws, int64_t id, bool *undone, sy_err *err);
/* Those that stand, in the order in which they were entered. From the arena. */
SY_MUST_USE sy_status sy_people(sy_workspace *ws, sy_case_person **list, size_t *n, sy_arena *arena,
                                sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
