/* users_fuzz.c - any bytes as the file of users: whoever is taken has a name, a role and a hash,
 * once each and in order, and is found by his name. */
#include <stdint.h>
#include <string.h>

#include "memory.h"
#include "server/users.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    sy_users all;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    if (sy_users_parse(&all, (sy_slice){(const char *)bytes, n}, "fuzz", &arena, NULL) == SY_OK) {
        MUST(all.n <= SY_MOST_USERS);
        for (size_t i = 0; i < all.n; i++) {
            const sy_user *u = &all.items[i];
            MUST(*u->name && u->role < SY_WEB_ROLES);
            MUST(u->unlocks <= INT32_MAX);
            MUST(memchr(u->password, '\0', sizeof u->password) && *u->password);
            MUST(i == 0 || strcmp(all.items[i - 1].name, u->name) < 0);
            MUST(sy_users_find(&all, u->name) == u);
        }
    }
    sy_arena_dispose(&arena);
    return 0;
}
