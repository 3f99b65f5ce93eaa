/* acquaintances.h - who may belong to the debtor: proposals for the list of people.
 *
 * Files say who stands beside him: a company whose legal representative he is, somebody who
 * opened his account, lives at his address, uses his phone, owns a thing with him by a
 * register. What that makes of them is not said: somebody looks it up and enters the
 * relation (store/people.h), or does not. Those already entered are left out. */
#ifndef SY_INSIGHT_ACQUAINTANCES_H
#define SY_INSIGHT_ACQUAINTANCES_H

#include "insight/scene.h"
#include "store/registers.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_acquaintance_code {
    SY_KNOWN_LEGAL,       /* he is the legal representative, by an account or person file */
    SY_KNOWN_SHAREHOLDER, /* he is shareholder or legal representative, by the register */
    SY_KNOWN_CO_OWNER,    /* stands with him as owner of one thing */
    SY_KNOWN_ADDRESS,
    SY_KNOWN_PHONE,
    SY_KNOWN_AGENT, /* one of them opened or runs an account of the other */
    SY_KNOWN_CODES
} sy_acquaintance_code;
const char *sy_acquaintance_name(sy_acquaintance_code code);  /* "legal-representative", ... */
const char *sy_acquaintance_label(sy_acquaintance_code code); /* translated */

typedef struct sy_acquaintance_reason {
    sy_acquaintance_code code;
    const char *text; /* the address, phone, thing */
    const sy_source *source;
    uint32_t row;
} sy_acquaintance_reason;

enum { SY_ACQUAINTANCE_ID = 9, SY_ACQUAINTANCE_REASONS = 8 };
typedef struct sy_acquaintance {
    char id[SY_ACQUAINTANCE_ID]; /* of name and number: the same in every run */
    const char *name, *identity; /* identity: "" where not known */
    sy_relation relation;        /* SY_RELATION_COMPANY, or SY_RELATION_NONE: not to be seen */
    sy_acquaintance_reason reasons[SY_ACQUAINTANCE_REASONS];
    size_t n_reasons; /* each code once, at most */
} sy_acquaintance;

/* By number of reasons, name, identity. From the arena; pools must live as long. Cost: one
 * pass over what files say of parties; two scans of each pool. */
SY_MUST_USE sy_status sy_acquaintances(sy_scene *s, const sy_pools *pools, sy_acquaintance **list,
                                       size_t *n, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
