/* unpack_fuzz.c - archives: every member that begins can be read or is refused,
 * and its name can be shown. */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "memory.h"
#include "text/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static char piece[4096];
    sy_unpacked tally = {.in = n};
    sy_archive *a = NULL;
    sy_member member;

    if (sy_archive_open(&a, NULL, memory_path(bytes, n), "a.zip", "a", &tally, NULL) != SY_OK) {
        return 0;
    }
    for (int i = 0; i < 100; i++) {
        size_t got = 0;
        if (sy_archive_next(a, &member, NULL) != SY_OK || !member.name) break;
        MUST(*member.name && sy_utf8_valid_prefix(member.name, strlen(member.name)) ==
                                 strlen(member.name));
        for (const char *p = member.name; *p; p++) MUST((unsigned char)*p >= 0x20);
        if (!member.is_file) continue;
        do {
            if (sy_archive_read(a, piece, sizeof piece, &got, NULL) != SY_OK) break;
        } while (got > 0 && tally.out < 1 << 20);
    }
    sy_archive_free(a);
    return 0;
}
