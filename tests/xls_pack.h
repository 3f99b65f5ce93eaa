/* xls_pack.h - an old workbook from the bytes of its stream, for tests: a header,
 * the table of sectors, a directory with the one stream, its sectors. Streams
 * below 4096 bytes go into small sectors, as the format asks. */
#ifndef SY_XLS_PACK_H
#define SY_XLS_PACK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { XLS_SECTOR = 512, XLS_SMALL = 64, XLS_CUTOFF = 4096 };
#define XLS_END 0xFFFFFFFEu
#define XLS_TABLE 0xFFFFFFFDu
#define XLS_FREE 0xFFFFFFFFu

static inline void xls_put16(unsigned char *p, uint32_t v)
{
    p[0] = (unsigned char)v;
    p[1] = (unsigned char)(v >> 8);
}

static inline void xls_put32(unsigned char *p, uint32_t v)
{
    xls_put16(p, v);
    xls_put16(p + 2, v >> 16);
}

static inline void xls_entry(unsigned char *p, const char *name, unsigned char kind, uint32_t first,
                             uint32_t n)
{
    for (size_t i = 0; name[i]; i++) p[2 * i] = (unsigned char)name[i];
    xls_put16(p + 64, 2 * ((uint32_t)strlen(name) + 1));
    p[66] = kind;
    xls_put32(p + 116, first);
    xls_put32(p + 120, n);
}

/* Sectors first .. first + n - 1 one after the other. */
static inline void xls_chain(unsigned char *table, uint32_t first, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        xls_put32(table + 4 * (first + i), i + 1 < n ? first + i + 1 : XLS_END);
    }
}

/* The file; the caller frees it. Sectors: the table, the directory, the table of
 * small sectors, the stream. At most 6 MB (the header lists the table). */
static inline unsigned char *xls_pack(const void *stream, size_t n, const char *name, size_t *size)
{
    const uint32_t data = (uint32_t)((n + XLS_SECTOR - 1) / XLS_SECTOR);
    const uint32_t small = (uint32_t)((n + XLS_SMALL - 1) / XLS_SMALL);
    const bool is_small = n < XLS_CUTOFF;
    const uint32_t tables = (data + 3) / (XLS_SECTOR / 4 - 1) + 1;
    const uint32_t directory = tables, small_table = tables + 1, first = tables + 2;
    unsigned char *file;

    if (tables > 100) return NULL;
    *size = (size_t)XLS_SECTOR * (1 + first + data);
    file = calloc(*size, 1);
    if (!file) abort();
    memcpy(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    xls_put16(file + 26, 3);
    xls_put16(file + 28, 0xFFFE);
    xls_put16(file + 30, 9);
    xls_put16(file + 32, 6);
    xls_put32(file + 44, tables);
    xls_put32(file + 48, directory);
    xls_put32(file + 56, XLS_CUTOFF);
    xls_put32(file + 60, small_table);
    xls_put32(file + 64, 1);
    xls_put32(file + 68, XLS_END);
    for (uint32_t i = 0; i < 109; i++) xls_put32(file + 76 + 4 * i, i < tables ? i : XLS_FREE);

    unsigned char *table = file + XLS_SECTOR;
    memset(table, 0xFF, (size_t)tables * XLS_SECTOR);
    for (uint32_t i = 0; i < tables; i++) xls_put32(table + 4 * i, XLS_TABLE);
    xls_chain(table, directory, 1);
    xls_chain(table, small_table, 1);
    xls_chain(table, first, data);

    unsigned char *listed = file + XLS_SECTOR * (size_t)(1 + directory);
    xls_entry(listed, "Root Entry", 5, is_small ? first : XLS_END,
              is_small ? small * XLS_SMALL : 0);
    xls_entry(listed + 128, name, 2, is_small ? 0 : first, (uint32_t)n);
    if (is_small) xls_chain(file + XLS_SECTOR * (size_t)(1 + small_table), 0, small);
    if (n) memcpy(file + XLS_SECTOR * (size_t)(1 + first), stream, n);
    return file;
}

#endif
