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

#include "base/utf8.h"
#include "memory.h"
#include "text/table.h"

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

static void walk(const char *path, uint32_t sheet)
{
    sy_table *t = NULL;
    sy_row row = {0};
    uint32_t last = 0;

    if (sy_table_open(&t, NULL, path, sheet, NULL) != SY_OK) return;
    while (sy_table_next(t, &row, NULL) == SY_OK && row.n_cells != SY_NO_MORE_ROWS) {
        MUST(row.number > last);
        last = row.number;
        for (uint32_t i = 0; i < row.n_cells; i++) {
            const sy_slice text = row.cells[i].text;
            MUST(text.len == 0 || sy_utf8_valid_prefix(text.ptr, text.len) == text.len);
            MUST(row.cells[i].kind != SY_CELL_EMPTY || text.len == 0);
        }
    }
    sy_table_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const bool is_packed = n >= 2 && bytes[0] == 'P' && bytes[1] == 'K';
    const char *path = is_packed ? memory_path(bytes, n) : pack((const char *)bytes, n);
    sy_contents *c = NULL;

    if (!path || sy_contents_open(&c, NULL, path, NULL) != SY_OK) return 0;
    const uint32_t sheets = sy_contents_count(c);
    sy_contents_free(c);
    for (uint32_t i = 0; i < sheets && i < 3; i++) walk(path, i);
    return 0;
}
