/* csv_fuzz.c - any bytes as separated text: cut into tiny blocks or into one,
 * the records are the same, and none is lost. The first byte of the input says
 * how large the tiny blocks are, the rest is the file. */
#include <stdint.h>
#include <string.h>

#include "memory.h"
#include "text/csv.h"
#include "text/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* What all records come to; 0 with *st when they cannot be read. */
static uint64_t digest_of(const char *path, uint64_t block_bytes, uint32_t *records, sy_status *st)
{
    sy_csv_plan plan;
    sy_csv_cursor *c = NULL;
    sy_csv_record r = {.n_cells = 1};
    uint64_t sum = 14695981039346656037ull;
    uint32_t n = 0;
    sy_buf text;

    sy_buf_init(&text, NULL, 8u << 20);
    *st = sy_csv_survey(&plan, NULL, path, &(sy_csv_options){.block_bytes = block_bytes}, NULL);
    if (*st == SY_OK) *st = sy_csv_cursor_new(&c, NULL, &plan, NULL);
    for (size_t b = 0; *st == SY_OK && b < plan.n_blocks; b++) {
        *st = sy_csv_cursor_move(c, b, NULL);
        while (*st == SY_OK) {
            *st = sy_csv_next(c, &r, NULL);
            if (*st != SY_OK || r.n_cells == 0) break;
            MUST(r.number == ++n);
            for (uint32_t i = 0; i < r.n_cells; i++) {
                for (size_t k = 0; k < r.cells[i].len; k++) {
                    sum = (sum ^ (unsigned char)r.cells[i].ptr[k]) * 1099511628211ull;
                }
                sum = (sum ^ 256) * 1099511628211ull;
                /* Text that was proved to be of an encoding decodes, cell by cell. */
                sy_buf_clear(&text);
                const bool is_text = sy_decode(&text, r.cells[i], plan.cells);
                MUST(is_text || plan.encoding == SY_UNKNOWN_ENCODING);
            }
            sum = (sum ^ 257) * 1099511628211ull;
        }
    }
    MUST(*st != SY_OK || n == plan.records);
    *records = n;
    sy_buf_dispose(&text);
    sy_csv_cursor_free(c);
    sy_csv_plan_dispose(&plan);
    return sum;
}

static void walk_table(const char *path)
{
    sy_table *t = NULL;
    sy_row row = {0};

    if (sy_table_open(&t, NULL, path, 0, NULL) != SY_OK) return;
    while (row.n_cells != SY_NO_MORE_ROWS && sy_table_next(t, &row, NULL) == SY_OK) continue;
    sy_table_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    sy_status tiny_st, whole_st;
    uint32_t tiny_n, whole_n;

    if (n == 0) return 0;
    const char *path = memory_path(bytes + 1, n - 1);
    const uint64_t tiny = digest_of(path, bytes[0], &tiny_n, &tiny_st);
    const uint64_t whole = digest_of(path, 0, &whole_n, &whole_st);
    MUST(tiny_st == whole_st);
    MUST(tiny_st != SY_OK || (tiny == whole && tiny_n == whole_n));
    walk_table(path);
    return 0;
}
