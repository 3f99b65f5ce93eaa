/* entry_id.c - "HHHHHHHHHHHH-S-R" put together and taken apart. */
#include <stdio.h>
#include <string.h>

#include "store/facts.h"

char *sy_entry_id_print(char out[SY_ENTRY_ID], const char *sha256, uint32_t sheet, uint32_t row)
{
    snprintf(out, SY_ENTRY_ID, "%.12s-%u-%u", sha256, sheet, row);
    return out;
}

bool sy_entry_id_read(sy_entry_place *out, sy_slice id)
{
    char text[SY_ENTRY_ID];
    int end = 0;

    if (id.len >= sizeof text || memchr(id.ptr, '-', id.len) == NULL) return false;
    memcpy(text, id.ptr, id.len);
    text[id.len] = '\0';
    /* %u would take a sign */
    for (const char *p = strchr(text, '-'); p; p = strchr(p + 1, '-')) {
        if (p[1] < '0' || p[1] > '9') return false;
    }
    return sscanf(text, "%12[0-9a-f]-%9u-%10u%n", out->hash, &out->sheet, &out->row, &end) == 3 &&
           (size_t)end == id.len && strlen(out->hash) == 12;
}
