/* xlsx_fuzz.c - workbooks. An input that begins with PK is taken as it is; any
 * other is text from which a workbook is packed, since few mutations of packed
 * bytes survive their checksums:
 *
 *     ==== xl/workbook.xml
 *     <workbook>...
 *     ==== xl/worksheets/sheet1.xml
 *     ... */
#include <stdint.h>
#include <string.h>
#include <zip.h>

#include "walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void add_part(zip_t *zip, const char *begin, const char *end)
{
    char name[200];
    const char *line = memchr(begin, '\n', (size_t)(end - begin));

    if (!line || (size_t)(line - begin) >= sizeof name || line == begin) return;
    memcpy(name, begin, (size_t)(line - begin));
    name[line - begin] = '\0';
    zip_source_t *source = zip_source_buffer(zip, line + 1, (zip_uint64_t)(end - line - 1), 0);
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE);
    if (index < 0)
        zip_source_free(source);
    else
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* The path of a workbook with the parts that the text names; NULL for none. */
static const char *pack(const char *text, size_t n)
{
    static const char mark[] = "==== ";
    const char *path = NULL, *end = text + n;
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = whole ? zip_open_from_source(whole, ZIP_TRUNCATE, NULL) : NULL;
    zip_stat_t info;

    if (!zip) abort();
    zip_source_keep(whole);
    for (const char *p = memmem(text, n, mark, 5); p;) {
        const char *next = memmem(p + 5, (size_t)(end - p - 5), mark, 5);
        add_part(zip, p + 5, next ? next : end);
        p = next;
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
    } else if (zip_source_open(whole) == 0) {
        if (zip_source_stat(whole, &info) == 0) {
            char *bytes = malloc(info.size + 1);
            zip_int64_t got = bytes ? zip_source_read(whole, bytes, info.size) : -1;
            if (got > 0) path = memory_path(bytes, (size_t)got);
            free(bytes);
        }
        zip_source_close(whole);
    }
    zip_source_free(whole);
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const bool is_packed = n >= 2 && bytes[0] == 'P' && bytes[1] == 'K';
    const char *path = is_packed ? memory_path(bytes, n) : pack((const char *)bytes, n);

    if (path) walk_file(path);
    return 0;
}
