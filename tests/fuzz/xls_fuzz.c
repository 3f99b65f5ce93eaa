/* xls_fuzz.c - old workbooks. An input that begins with D0CF is taken as it is;
 * any other is the stream of records, which is packed into a file: most
 * mutations of whole files only break their chains of sectors. */
#include <stdint.h>

#include "../xls_pack.h"
#include "walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    size_t size = 0;

    if (n >= 2 && bytes[0] == 0xD0 && bytes[1] == 0xCF) {
        walk_file(memory_path(bytes, n));
        return 0;
    }
    unsigned char *file = xls_pack(bytes, n, "Workbook", &size);
    if (file) walk_file(memory_path(file, size));
    free(file);
    return 0;
}
