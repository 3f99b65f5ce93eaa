/* input FILE ROWS ENCODING: the huge file that an import is measured on; one
 * account in 30 rows, seed 1. ENCODING: utf8 or gb18030. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "synth/synth.h"

int main(int argc, char **argv)
{
    sy_err err = {0};

    if (argc != 4) {
        fputs("usage: input FILE ROWS utf8|gb18030\n", stderr);
        return 2;
    }
    const uint64_t rows = strtoull(argv[2], NULL, 10);
    const sy_encoding encoding = strcmp(argv[3], "gb18030") == 0 ? SY_GB18030 : SY_UTF8;
    const uint32_t accounts = rows / 30 > 2 ? (uint32_t)(rows / 30) : 2;
    if (sy_synth_bulk(argv[1], rows, accounts, encoding, 1, &err) != SY_OK) {
        fprintf(stderr, "input: %s\n", err.text);
        return 4;
    }
    return 0;
}
