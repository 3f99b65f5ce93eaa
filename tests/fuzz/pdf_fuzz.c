/* pdf_fuzz.c - what pdftotext may say: its words, and the table that is made
 * of them, row by row. */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "memory.h"
#include "text/grid.h"
#include "text/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

typedef struct source {
    const uint8_t *bytes;
    size_t n;
} source;

static sy_status take(void *ctx, void *bytes, size_t n, size_t *got, sy_err *err)
{
    source *s = ctx;
    (void)err;
    *got = n < s->n ? n : s->n;
    if (*got) memcpy(bytes, s->bytes, *got);
    s->bytes += *got;
    s->n -= *got;
    return SY_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    source s = {bytes, n};
    const sy_xml_source xml = {.read = take, .ctx = &s, .may_have_doctype = true};
    sy_words words;
    sy_grid *grid = NULL;
    sy_row row;
    uint32_t last = 0;

    sy_words_init(&words, NULL);
    /* Also of words before the xml breaks. */
    (void)!sy_pdf_parse(&words, "a.pdf", &xml, NULL);
    if (sy_words_status(&words) == SY_OK && sy_grid_make(&grid, NULL, &words, NULL) == SY_OK) {
        while (sy_grid_next(grid, &row)) {
            MUST(row.number > last);
            last = row.number;
            for (uint32_t i = 0; i < row.n_cells; i++) {
                const sy_slice text = row.cells[i].text;
                MUST(text.len == 0 || sy_utf8_valid_prefix(text.ptr, text.len) == text.len);
            }
        }
    }
    sy_grid_free(grid);
    sy_words_dispose(&words);
    return 0;
}
