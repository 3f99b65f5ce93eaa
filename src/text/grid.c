/* grid.c - page by page: lines, headings, rows (the lines that begin with a
 * date), and then every other word under the headings goes to a row.
 *
 * Words are looked at column by column. Lines that follow each other closely in
 * a column are one printed cell: where one row stands beside it, all of it is
 * that row's; where several do, rows lie without space between them, and each
 * line goes to the row above it (or the nearest one, where cells are centred).
 * In the column of dates only dates and clocks belong to rows: any other word
 * there says that its line is none of the table (totals, remarks). */
#include "text/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"
#include "text/columns.h"
#include "text/lines.h"

enum {
    WIDE_GAP = 100,   /* between cells of a line that is none of the table; percent of height */
    CLOSE_LINES = 45, /* between lines of one cell */
    REACH = 80,       /* from a row to a line that no line connects with it */
    MOST_SEEN = 256
};
static const uint32_t FREE = UINT32_MAX; /* a word of no row */

typedef struct cell {
    uint32_t at, n; /* of its text */
} cell;

typedef struct grid_row {
    uint32_t number, first, n; /* cells */
} grid_row;

struct sy_grid {
    const sy_alloc *al;
    sy_buf text;
    cell *cells;
    size_t n_cells, cells_capacity;
    grid_row *rows;
    size_t n_rows, rows_capacity, next;
    sy_cell out[SY_MAX_COLUMNS];
};

/* A word under the headings. */
typedef struct piece {
    uint32_t word; /* in order[] of the lines */
    uint32_t line, column;
    uint32_t row; /* among the page's rows; FREE */
} piece;

typedef enum line_kind { IN_TABLE, BEGINS_ROW, OUTSIDE } line_kind;

typedef struct maker {
    sy_grid *grid;
    sy_lines lines;
    sy_columns columns;
    piece *pieces;
    size_t n_pieces, pieces_capacity;
    uint32_t *rows; /* lines in which a row begins */
    size_t n_rows, rows_capacity;
    unsigned char *kinds; /* of lines: line_kind */
    size_t kinds_capacity;
    uint32_t page, n_on_page;
    uint64_t seen[MOST_SEEN]; /* hashes of lines outside tables */
    size_t n_seen;
    bool is_later_page;
} maker;

/* ---- rows of the result ---- */

static sy_status begin_row(maker *m, sy_err *err)
{
    sy_grid *g = m->grid;
    void *rows = g->rows;

    if (++m->n_on_page > SY_MAX_LINES_OF_PAGE) {
        return sy_fail(err, SY_ELIMIT, N_("more than %u lines on page %u"), SY_MAX_LINES_OF_PAGE,
                       m->page);
    }
    if (!sy_grow(g->al, &rows, &g->rows_capacity, g->n_rows, g->n_rows + 1, sizeof *g->rows)) {
        return sy_fail_nomem(err);
    }
    g->rows = rows;
    g->rows[g->n_rows++] =
        (grid_row){m->page * (SY_MAX_LINES_OF_PAGE + 1) + m->n_on_page, (uint32_t)g->n_cells, 0};
    return SY_OK;
}

/* What was appended to the text since at becomes the next cell of the row. */
static sy_status add_cell(maker *m, size_t at, sy_err *err)
{
    sy_grid *g = m->grid;
    void *cells = g->cells;

    if (!sy_grow(g->al, &cells, &g->cells_capacity, g->n_cells, g->n_cells + 1, sizeof *g->cells)) {
        return sy_fail_nomem(err);
    }
    g->cells = cells;
    g->cells[g->n_cells++] = (cell){(uint32_t)at, (uint32_t)(g->text.len - at)};
    g->rows[g->n_rows - 1].n++;
    return SY_OK;
}

static sy_status put_headings(maker *m, sy_err *err)
{
    sy_status st = begin_row(m, err);

    for (unsigned i = 0; st == SY_OK && i < m->columns.n; i++) {
        const sy_grid_column *c = &m->columns.items[i];
        const size_t at = m->grid->text.len;
        sy_buf_add(&m->grid->text, m->columns.text.ptr + c->at, c->n);
        st = add_cell(m, at, err);
    }
    return st;
}

/* ---- lines outside the table ---- */

/* 第 1 页 共 3 页, Page 1 of 3, 1/3: what is left without such signs is nothing. */
static bool is_page_number(sy_slice text)
{
    static const char *const signs[] = {"第", "页", "共", "Page", "page", "of", "/",
                                        "-",  "，", ",",  "　",   " ",    ".",  ":",
                                        "：", "(",  ")",  "（",   "）"};
    bool has_digit = false, has_page = memmem(text.ptr, text.len, "页", 3) != NULL;
    unsigned n_strokes = 0; /* a date has two */

    for (size_t i = 0; i < text.len;) {
        size_t step = 0;
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9') {
            has_digit = true;
            step = 1;
        }
        for (size_t k = 0; step == 0 && k < sizeof signs / sizeof *signs; k++) {
            const size_t n = strlen(signs[k]);
            if (text.len - i < n || memcmp(text.ptr + i, signs[k], n) != 0) continue;
            step = n;
            has_page = has_page || (signs[k][0] | 0x20) == 'p';
            n_strokes += signs[k][0] == '/';
        }
        if (step == 0) return false;
        i += step;
    }
    return has_digit && (has_page || n_strokes == 1);
}

/* The same line again on a later page: a running head or foot. */
static bool was_seen(maker *m, sy_slice text)
{
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a */

    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001B3u;
    }
    for (size_t i = 0; i < m->n_seen; i++) {
        if (m->seen[i] == hash) return m->is_later_page;
    }
    if (m->n_seen < MOST_SEEN) m->seen[m->n_seen++] = hash;
    return false;
}

static bool is_one_han(const sy_grid *g, size_t from)
{
    return g->text.len == from + 3 && sy_word_has_han((sy_slice){g->text.ptr + from, 3});
}

static sy_status put_line(maker *m, const sy_line *line, sy_err *err)
{
    sy_grid *g = m->grid;
    const size_t before = g->text.len;
    sy_segment s;
    sy_status st = SY_OK;

    sy_segment_text(&m->lines, line->first, line->n, &g->text);
    const sy_slice text = {g->text.ptr ? g->text.ptr + before : "", g->text.len - before};
    const bool is_needless = is_page_number(text) || was_seen(m, text);
    g->text.len = before;
    if (is_needless || sy_buf_status(&g->text) != SY_OK) return SY_OK;
    st = begin_row(m, err);
    size_t from = g->text.len;
    for (uint32_t at = 0; st == SY_OK && sy_segment_next(&m->lines, line, &at, WIDE_GAP, &s);) {
        if (g->rows[g->n_rows - 1].n == SY_MAX_COLUMNS) break;
        sy_segment_text(&m->lines, s.first, s.n, &g->text);
        if (at < line->n && is_one_han(g, from)) continue; /* 户    名: one word, spaced out */
        st = add_cell(m, from, err);
        from = g->text.len;
    }
    return st;
}

/* ---- which row a word belongs to ---- */

static int32_t row_middle(const maker *m, size_t row)
{
    return sy_box_middle(m->lines.items[m->rows[row]].box);
}

/* The first row whose middle is not above y. */
static size_t row_from(const maker *m, int64_t y)
{
    size_t low = 0, high = m->n_rows;

    while (low < high) {
        const size_t mid = (low + high) / 2;
        if (row_middle(m, mid) < y)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The row above or below that is near enough to a cell which stands alone. */
static uint32_t nearest_row(const maker *m, sy_box box)
{
    const int64_t reach = (int64_t)sy_box_height(box) * REACH / 100;
    const size_t next = row_from(m, sy_box_middle(box));
    int64_t above = INT64_MAX, below = INT64_MAX;

    if (next > 0) above = (int64_t)box.y0 - m->lines.items[m->rows[next - 1]].box.y1;
    if (next < m->n_rows) below = (int64_t)m->lines.items[m->rows[next]].box.y0 - box.y1;
    if (above <= below && above <= reach) return (uint32_t)(next - 1);
    return below <= reach ? (uint32_t)next : FREE;
}

/* One of the rows [low, high) beside a cell, for a line of it. */
static uint32_t row_among(const maker *m, size_t low, size_t high, sy_box line, bool is_centred)
{
    const int32_t slack = sy_box_height(line) * 3 / 10;
    const int64_t y = sy_box_middle(line);
    const size_t next = row_from(m, y + (is_centred ? 0 : slack));

    if (next <= low) return (uint32_t)low;
    if (next >= high) return (uint32_t)(high - 1);
    if (is_centred && row_middle(m, next) - y < y - row_middle(m, next - 1)) return (uint32_t)next;
    return (uint32_t)(next - 1);
}

/* Box of the pieces [first, end), which are of one line and column. */
static sy_box box_of(const maker *m, size_t first, size_t end)
{
    sy_box box = sy_lines_word(&m->lines, m->pieces[first].word)->box;

    for (size_t i = first + 1; i < end; i++) {
        sy_box_join(&box, sy_lines_word(&m->lines, m->pieces[i].word)->box);
    }
    return box;
}

/* Pieces of one line and column end where the next begin. */
static size_t line_end(const maker *m, size_t first, size_t end)
{
    size_t i = first + 1;
    while (i < end && m->pieces[i].line == m->pieces[first].line) i++;
    return i;
}

/* A printed cell (its lines follow each other closely) goes to its rows. */
static void place_cell(maker *m, size_t first, size_t end, sy_box box)
{
    const sy_box top = box_of(m, first, line_end(m, first, end));
    const int32_t slack = sy_box_height(top) / 5;
    const size_t low = row_from(m, (int64_t)box.y0 - slack),
                 high = row_from(m, (int64_t)box.y1 + slack + 1);
    const bool is_centred = high > low && (int64_t)row_middle(m, low) - sy_box_middle(top) >
                                              sy_box_height(top) * 3 / 10;

    for (size_t i = first, next; i < end; i = next) {
        next = line_end(m, i, end);
        const sy_box line = box_of(m, i, next);
        uint32_t row = FREE;
        if (low == high)
            row = nearest_row(m, box);
        else
            row = row_among(m, low, high, line, is_centred);
        for (size_t k = i; k < next; k++) m->pieces[k].row = row;
    }
}

/* All cells of one column; pieces [first, end) by line. */
static void place_column(maker *m, size_t first, size_t end)
{
    for (size_t i = first, next; i < end; i = next) {
        next = line_end(m, i, end);
        sy_box box = box_of(m, i, next);
        while (next < end) {
            const size_t after = line_end(m, next, end);
            const sy_box line = box_of(m, next, after);
            if (((int64_t)line.y0 - box.y1) * 100 >= (int64_t)sy_box_height(line) * CLOSE_LINES) {
                break;
            }
            sy_box_join(&box, line);
            next = after;
        }
        place_cell(m, i, next, box);
    }
}

/* ---- one page ---- */

/* A word in the column of dates that is neither date nor clock: its line is none of
 * the table. */
static void mark_lines_outside(maker *m)
{
    for (size_t i = 0; i < m->n_pieces; i++) {
        const piece *p = &m->pieces[i];
        const sy_slice text = sy_word_text(m->lines.words, sy_lines_word(&m->lines, p->word));
        if (p->column != m->columns.date || m->kinds[p->line] == BEGINS_ROW ||
            sy_word_is_date(text) || sy_word_is_clock(text)) {
            continue;
        }
        m->kinds[p->line] = OUTSIDE;
    }
}

static int by_column(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

static int by_row(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return by_column(a, b);
}

/* Lists the rows and the words of the lines from begin on. */
static sy_status gather(maker *m, size_t begin, sy_err *err)
{
    sy_lines *l = &m->lines;
    void *pieces = m->pieces, *rows = m->rows, *kinds = m->kinds;

    m->n_pieces = m->n_rows = 0;
    if (!sy_grow(m->grid->al, &pieces, &m->pieces_capacity, 0, l->n_order + 1, sizeof *m->pieces))
        return sy_fail_nomem(err);
    m->pieces = pieces;
    if (!sy_grow(m->grid->al, &rows, &m->rows_capacity, 0, l->n + 1, sizeof *m->rows))
        return sy_fail_nomem(err);
    m->rows = rows;
    if (!sy_grow(m->grid->al, &kinds, &m->kinds_capacity, 0, l->n + 1, sizeof *m->kinds))
        return sy_fail_nomem(err);
    m->kinds = kinds;
    for (size_t i = begin; i < l->n && m->columns.n > 0; i++) {
        const sy_line *line = &l->items[i];
        m->kinds[i] = IN_TABLE;
        if (!sy_columns_begins_row(&m->columns, l, line)) continue;
        m->kinds[i] = BEGINS_ROW;
        m->rows[m->n_rows++] = (uint32_t)i;
        sy_columns_learn(&m->columns, l, line);
    }
    for (size_t i = begin; i < l->n && m->n_rows > 0; i++) {
        const sy_line *line = &l->items[i];
        for (uint32_t k = line->first; k < line->first + line->n; k++) {
            const unsigned column = sy_columns_of(&m->columns, sy_lines_word(l, k)->box);
            m->pieces[m->n_pieces++] = (piece){k, (uint32_t)i, column, FREE};
        }
    }
    return SY_OK;
}

static void drop_pieces_outside(maker *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->n_pieces; i++) {
        if (m->kinds[m->pieces[i].line] != OUTSIDE) m->pieces[n++] = m->pieces[i];
    }
    m->n_pieces = n;
}

/* Gives the pieces their rows. */
static void place_pieces(maker *m)
{
    mark_lines_outside(m);
    drop_pieces_outside(m);
    qsort(m->pieces, m->n_pieces, sizeof *m->pieces, by_column);
    for (size_t i = 0, end; i < m->n_pieces; i = end) {
        end = i + 1;
        while (end < m->n_pieces && m->pieces[end].column == m->pieces[i].column) end++;
        place_column(m, i, end);
    }
    /* A line of which a word found no row is none of the table. */
    for (size_t i = 0; i < m->n_pieces; i++) {
        if (m->pieces[i].row == FREE) m->kinds[m->pieces[i].line] = OUTSIDE;
    }
    drop_pieces_outside(m);
    qsort(m->pieces, m->n_pieces, sizeof *m->pieces, by_row);
}

/* Two lines of a cell as one text: figures and Chinese go on without a blank. */
static void join_lines(sy_buf *text, size_t cell_at, sy_slice next)
{
    if (text->len == cell_at || next.len == 0) return;
    const char last = text->ptr[text->len - 1], first = next.ptr[0];
    const bool is_word = ((last | 0x20) >= 'a' && (last | 0x20) <= 'z') &&
                         ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
    const sy_slice so_far = {text->ptr + cell_at, text->len - cell_at};
    if (is_word || (sy_word_is_date(so_far) && sy_word_is_clock(next))) sy_buf_char(text, ' ');
}

/* The pieces [*at, ...) of one row; *at goes behind them. */
static sy_status put_row(maker *m, uint32_t row, size_t *at, sy_err *err)
{
    sy_grid *g = m->grid;
    sy_status st = begin_row(m, err);

    for (unsigned column = 0; st == SY_OK && column < m->columns.n; column++) {
        const size_t from = g->text.len;
        while (*at < m->n_pieces && m->pieces[*at].row == row && m->pieces[*at].column == column) {
            const piece *p = &m->pieces[*at];
            size_t n = 1;
            while (*at + n < m->n_pieces && m->pieces[*at + n].row == row &&
                   m->pieces[*at + n].column == column && m->pieces[*at + n].line == p->line) {
                n++;
            }
            if (sy_buf_status(&g->text) == SY_OK) {
                join_lines(&g->text, from,
                           sy_word_text(m->lines.words, sy_lines_word(&m->lines, p->word)));
            }
            sy_segment_text(&m->lines, p->word, (uint32_t)n, &g->text);
            *at += n;
        }
        st = add_cell(m, from, err);
    }
    return st;
}

/* Rows and free lines from begin on, in the order in which they stand. */
static sy_status put_table(maker *m, size_t begin, sy_err *err)
{
    size_t row = 0, at = 0;
    sy_status st = SY_OK;

    for (size_t i = begin; i < m->lines.n && st == SY_OK; i++) {
        if (row < m->n_rows && m->rows[row] == i) {
            st = put_row(m, (uint32_t)row++, &at, err);
        } else if (m->n_rows == 0 || m->kinds[i] == OUTSIDE) {
            st = put_line(m, &m->lines.items[i], err);
        }
    }
    return st;
}

static sy_status put_page(maker *m, size_t first, size_t end, sy_err *err)
{
    size_t headings = 0, begin = 0;
    bool is_new = false;
    sy_status st = sy_lines_take(&m->lines, first, end, err);

    if (st != SY_OK) return st;
    sy_columns_find(&m->columns, &m->lines, &headings, &begin, &is_new);
    const bool has_headings = headings < m->lines.n;
    if (!has_headings) begin = 0;
    for (size_t i = 0; i < (has_headings ? headings : 0) && st == SY_OK; i++) {
        st = put_line(m, &m->lines.items[i], err);
    }
    if (st == SY_OK && has_headings && is_new) st = put_headings(m, err);
    if (st == SY_OK) st = gather(m, begin, err);
    if (st != SY_OK) return st;
    place_pieces(m);
    return put_table(m, begin, err);
}

/* ---- all of it ---- */

static sy_status put_pages(maker *m, const sy_words *words, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0, end; i < words->n && st == SY_OK; i = end) {
        end = i + 1;
        while (end < words->n && words->items[end].page == words->items[i].page) end++;
        m->page = words->items[i].page;
        m->n_on_page = 0;
        st = put_page(m, i, end, err);
        m->is_later_page = true;
    }
    if (st == SY_OK) st = sy_buf_status(&m->columns.text);
    if (st == SY_OK) st = sy_buf_status(&m->grid->text);
    return st == SY_ENOMEM ? sy_fail_nomem(err) : st;
}

sy_status sy_grid_make(sy_grid **out, const sy_alloc *al, const sy_words *words, sy_err *err)
{
    sy_grid *g = sy_new(al, sizeof *g);
    maker *m = sy_new(al, sizeof *m);
    sy_status st = g && m ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    if (g) g->al = al;
    if (st == SY_OK) {
        sy_buf_init(&g->text, al, 2 * (size_t)SY_MAX_PAGE_BYTES);
        m->grid = g;
        sy_lines_init(&m->lines, al, words);
        sy_buf_init(&m->columns.text, al, SY_MAX_CELL);
        st = put_pages(m, words, err);
    }
    if (m) {
        sy_lines_dispose(&m->lines);
        sy_buf_dispose(&m->columns.text);
        sy_drop(al, m->pieces);
        sy_drop(al, m->rows);
        sy_drop(al, m->kinds);
    }
    sy_drop(al, m);
    if (st != SY_OK) {
        sy_grid_free(g);
        return st;
    }
    *out = g;
    return SY_OK;
}

void sy_grid_rewind(sy_grid *g)
{
    g->next = 0;
}

bool sy_grid_next(sy_grid *g, sy_row *row)
{
    if (g->next == g->n_rows) return false;
    const grid_row *r = &g->rows[g->next++];

    for (uint32_t i = 0; i < r->n; i++) {
        const cell *c = &g->cells[r->first + i];
        g->out[i].text = (sy_slice){g->text.ptr ? g->text.ptr + c->at : "", c->n};
        g->out[i].kind = c->n ? SY_CELL_TEXT : SY_CELL_EMPTY;
    }
    *row = (sy_row){g->out, r->n, r->number};
    return true;
}

void sy_grid_free(sy_grid *g)
{
    if (!g) return;
    sy_buf_dispose(&g->text);
    sy_drop(g->al, g->cells);
    sy_drop(g->al, g->rows);
    sy_drop(g->al, g);
}
