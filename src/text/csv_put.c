/* csv_put.c - a cell of a csv file (RFC 4180). */
#include "text/csv.h"

#include <string.h>

void sy_csv_put(sy_buf *line, sy_slice cell)
{
    bool is_quoted = false;

    for (size_t i = 0; i < cell.len && !is_quoted; i++) is_quoted = strchr(",\"\n\r", cell.ptr[i]);
    if (!is_quoted) {
        sy_buf_slice(line, cell);
        return;
    }
    sy_buf_char(line, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"') sy_buf_char(line, '"');
        sy_buf_char(line, cell.ptr[i]);
    }
    sy_buf_char(line, '"');
}
