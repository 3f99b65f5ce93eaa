/* html_fuzz.c - web pages with tables in them. */
#include <stdint.h>

#include "walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    walk_file(memory_path(bytes, n));
    return 0;
}
