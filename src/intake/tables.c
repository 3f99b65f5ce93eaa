/* tables.c - which tables a file holds. The first SY_MAX_HEADER_SCAN rows of
 * each are shown to the profiles, and the first row that one of them knows is
 * the header. What stands before it may name the account. */
#include "intake/finder.h"

#include <stdio.h>

#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"

enum { SHORTEST_IN_NAME = 12, LONGEST_IN_NAME = 30 };

/* ---- headers ---- */

typedef struct scan {
    sy_finder *finder;
    const sy_found_file *file;
    sy_intake_table *table;
    uint32_t seen;         /* rows looked at */
    uint32_t after;        /* rows looked at under the header */
    const char *rivals[2]; /* two profiles that fit as well; NULL */
    bool found;
    uint32_t integer_times, date_times;
} scan;

/* 卡号: 6222... in one cell or two. */
static sy_status find_account(scan *s, const sy_profile *p, const sy_slice *cells, size_t n,
                              sy_err *err)
{
    sy_intake_table *t = s->table;

    for (size_t i = 0; i < n && t->account.len == 0; i++) {
        char folded[SY_WORD_TEXT];
        sy_slice cell = {folded, sy_heading_fold(folded, cells[i])};
        for (size_t k = 0; k < p->account_labels.n; k++) {
            const sy_slice label = p->account_labels.items[k];
            if (!sy_slice_starts(cell, label)) continue;
            sy_slice rest = {cell.ptr + label.len, cell.len - label.len};
            if (rest.len > 0 && *rest.ptr != ':') continue;
            if (rest.len > 0) rest = (sy_slice){rest.ptr + 1, rest.len - 1};
            if (rest.len == 0 && i + 1 < n) rest = sy_cell_trim(cells[i + 1]);
            sy_number number;
            if (sy_parse_number(&number, rest, false) != SY_FINE || number.len < 6) continue;
            char *copy = sy_arena_text(s->finder->out->arena, rest.ptr, rest.len);
            if (!copy) return sy_fail_nomem(err);
            t->account = (sy_slice){copy, rest.len};
            break;
        }
    }
    return SY_OK;
}

/* The only long run of digits of a file's name. */
static void account_in_name(sy_intake_table *t)
{
    const char *name = sy_path_name(t->path);
    sy_slice found = {NULL, 0};
    unsigned n = 0;

    for (const char *p = name; *p;) {
        size_t run = strspn(p, "0123456789");
        if (run >= SHORTEST_IN_NAME && run <= LONGEST_IN_NAME) {
            found = (sy_slice){p, run};
            n++;
        }
        p += run ? run : 1;
    }
    if (n == 1) t->account = found; /* the path lives as long as the table */
}

static sy_status keep_header(scan *s, const sy_slice *cells, size_t n, const sy_header_match *m,
                             uint32_t row, sy_err *err)
{
    sy_intake_table *t = s->table;
    sy_arena *arena = s->finder->out->arena;
    bool is_taken[SY_MAX_COLUMNS] = {false};

    t->profile = m->profile;
    t->profile_id = m->id;
    memcpy(t->column, m->column, sizeof t->column);
    t->header_row = row;
    while (n > 0 && sy_cell_trim(cells[n - 1]).len == 0) n--; /* a trailing comma */
    t->n_columns = (uint32_t)n;
    if (sy_kind_has_particulars(m->profile->kind)) {
        t->particular = (const uint8_t *)sy_arena_bytes(arena, m->particular, n);
        if (!t->particular) return sy_fail_nomem(err);
    }
    t->headings = sy_arena_get(arena, n * sizeof *t->headings);
    t->extra = sy_arena_get(arena, n * sizeof *t->extra);
    if (!t->headings || !t->extra) return sy_fail_nomem(err);
    for (size_t f = 0; f < SY_FIELDS; f++) {
        if (t->column[f] != SY_NO_COLUMN) is_taken[t->column[f]] = true;
    }
    for (size_t i = 0; i < n; i++) {
        sy_slice text = sy_cell_trim(cells[i]);
        char *copy = sy_arena_text(arena, text.ptr, text.len);
        if (!copy) return sy_fail_nomem(err);
        t->headings[i] = (sy_slice){copy, text.len};
        if (!t->particular && !is_taken[i] && text.len > 0) t->extra[t->n_extra++] = (uint16_t)i;
    }
    return SY_OK;
}

/* In a list of transfers 20230105 may be a day or a number of seconds: the
 * first rows under the header decide for the file. */
static void look_at_time(scan *s, const sy_slice *cells, size_t n)
{
    const uint16_t column = s->table->column[SY_FIELD_TIME];
    int64_t at;
    sy_precision precision;

    if (column == SY_NO_COLUMN || column >= n) return;
    sy_slice cell = sy_cell_trim(cells[column]);
    if (cell.len == 0) return;
    if (sy_parse_time(&at, &precision, cell) == SY_FINE)
        s->date_times++;
    else if (strspn(cell.ptr, "0123456789") >= cell.len)
        s->integer_times++;
}

/* One row of the beginning of a table; cells in UTF-8. */
static sy_status look_at_row(scan *s, const sy_slice *cells, size_t n, uint32_t row, sy_err *err)
{
    const sy_found_tables_options *o = s->finder->options;
    sy_header_match m;
    sy_status st = SY_OK;

    s->seen++;
    if (s->found) {
        s->after++;
        look_at_time(s, cells, n);
        return SY_OK;
    }
    sy_header_try(o->profiles, o->only, cells, n, &m);
    if (m.profile && !m.rival) {
        s->found = true;
        return keep_header(s, cells, n, &m, row, err);
    }
    if (m.profile && !s->rivals[0]) {
        s->rivals[0] = m.profile->id;
        s->rivals[1] = m.rival->id;
    }
    for (size_t i = 0; i < sy_profiles_count(o->profiles) && st == SY_OK; i++) {
        const sy_profile *p = sy_profiles_at(o->profiles, i);
        if (p->account_from_preamble && (!o->only || p == o->only)) {
            st = find_account(s, p, cells, n, err);
        }
    }
    return st;
}

static bool wants_rows(const scan *s)
{
    if (s->found) return s->table->profile->is_transfers && s->after < SY_MAX_HEADER_SCAN;
    return s->seen < SY_MAX_HEADER_SCAN;
}

static sy_status forget_table(scan *s, const char *why, sy_err *err)
{
    s->found = false;
    return sy_finder_unknown(s->finder, s->table->path, s->table->sheet_name, why, err);
}

/* The header was found: what else there is to know; else says why not. */
static sy_status finish_scan(scan *s, sy_err *err)
{
    sy_finder *f = s->finder;
    sy_found_tables *out = f->out;
    sy_intake_table *t = s->table;

    if (!s->found) {
        char why[300];
        if (s->seen == 0)
            snprintf(why, sizeof why, "%s", _("no rows"));
        else if (s->rivals[0])
            snprintf(why, sizeof why,
                     _("the profiles %s and %s fit as well: choose with --profile"), s->rivals[0],
                     s->rivals[1]);
        else
            snprintf(why, sizeof why, "%s", _("no header that a profile knows"));
        return forget_table(s, why, err);
    }
    const bool has_column =
        t->particular || t->column[SY_FIELD_CARD] != SY_NO_COLUMN || t->column[SY_FIELD_ACCOUNT] != SY_NO_COLUMN;
    if (has_column || !t->profile->account_from_preamble) t->account = (sy_slice){"", 0};
    if (!has_column && t->account.len == 0 && t->profile->account_from_file_name) {
        account_in_name(t);
    }
    if (!has_column && t->account.len == 0) {
        /* Not a file full of rejects: once the file is named after the account
         * it can be imported. */
        return forget_table(s,
                            _("nothing says whose statement it is: put the account number "
                              "into the file's name"),
                            err);
    }
    t->has_integer_times = t->profile->is_transfers && s->integer_times > s->date_times;
    t->source = f->next_source++;

    void *items = out->items;
    if (!sy_grow(out->al, &items, &out->capacity, out->n, out->n + 1, sizeof *out->items)) {
        return sy_fail_nomem(err);
    }
    out->items = items;
    out->items[out->n++] = t;
    return SY_OK;
}

static sy_status new_table(sy_finder *f, sy_intake_table **out, const sy_found_file *file,
                           sy_err *err)
{
    sy_arena *arena = f->out->arena;
    sy_intake_table *t = sy_arena_get(arena, sizeof *t);

    *out = t;
    if (!t) return sy_fail_nomem(err);
    t->account = (sy_slice){"", 0};
    t->encoding = SY_UTF8;
    t->size = file->size;
    memcpy(t->sha256, file->sha256, sizeof t->sha256);
    memcpy(t->archive, f->archive, sizeof t->archive);
    t->path = sy_arena_text(arena, file->name, strlen(file->name));
    t->data_path = t->path;
    if (!f->options->is_trial || file->is_unpacked) { /* what is read is what was hashed */
        char kept[SY_MAX_PATH];
        int n =
            snprintf(kept, sizeof kept, "%s/originals/%s", sy_workspace_path(f->ws), file->sha256);
        if (n < 0 || (size_t)n >= sizeof kept)
            return sy_fail(err, SY_EINVAL, N_("%s: not a path"), file->name);
        t->data_path = sy_arena_text(arena, kept, (size_t)n);
    }
    return t->path && t->data_path ? SY_OK : sy_fail_nomem(err);
}

/* ---- text files ---- */

/* Rows from the first block, decoded. */
static sy_status scan_text(scan *s, sy_csv_plan *plan, sy_encoding encoding, sy_err *err)
{
    sy_csv_cursor *c = NULL;
    sy_buf text;
    sy_status st = SY_OK;
    size_t ends[SY_MAX_COLUMNS];
    sy_slice cells[SY_MAX_COLUMNS];

    sy_buf_init(&text, NULL, 4 * SY_MAX_RECORD);
    if (plan->n_blocks > 0) st = sy_csv_cursor_new(&c, NULL, plan, err);
    if (c) st = sy_csv_cursor_move(c, 0, err);
    while (c && st == SY_OK && wants_rows(s)) {
        sy_csv_record r;
        st = sy_csv_next(c, &r, err);
        if (st != SY_OK || r.n_cells == 0) break;
        sy_buf_clear(&text);
        for (uint32_t i = 0; i < r.n_cells; i++) {
            if (!sy_decode(&text, r.cells[i], encoding)) sy_buf_text(&text, "\xEF\xBF\xBD");
            ends[i] = text.len;
        }
        st = sy_buf_status(&text);
        for (uint32_t i = 0; i < r.n_cells; i++) {
            size_t from = i ? ends[i - 1] : 0;
            cells[i] = (sy_slice){text.ptr ? text.ptr + from : "", ends[i] - from};
        }
        if (st == SY_OK) st = look_at_row(s, cells, r.n_cells, r.number, err);
    }
    sy_buf_dispose(&text);
    sy_csv_cursor_free(c);
    return st;
}

/* A file that is text of no encoding as a whole is read in the one in which a
 * profile knows its header; its bad cells reject their rows. */
static sy_status scan_in_some_encoding(scan *s, sy_csv_plan *plan, sy_err *err)
{
    static const sy_encoding tries[] = {SY_UTF8, SY_GB18030};
    sy_intake_table *t = s->table;
    sy_status st = SY_OK;

    t->is_proved = plan->encoding != SY_UNKNOWN_ENCODING && !plan->saw_nul;
    t->encoding_name = sy_encoding_name(plan->encoding);
    if (plan->encoding != SY_UNKNOWN_ENCODING) {
        t->encoding = plan->cells == SY_GB18030 ? SY_GB18030 : SY_UTF8;
        return scan_text(s, plan, t->encoding, err);
    }
    for (size_t i = 0; i < 2 && st == SY_OK && !s->found; i++) {
        *s = (scan){.finder = s->finder, .file = s->file, .table = t};
        t->encoding = tries[i];
        t->encoding_name = sy_encoding_name(tries[i]);
        st = scan_text(s, plan, tries[i], err);
    }
    if (s->found) {
        char note[200];
        snprintf(note, sizeof note, _("not all of it is %s: the first wrong byte is byte %llu"),
                 t->encoding_name, (unsigned long long)plan->bad_at + 1);
        t->note = sy_arena_text(s->finder->out->arena, note, strlen(note));
        if (!t->note) return sy_fail_nomem(err);
    }
    return st;
}

sy_status sy_find_in_text(sy_finder *f, const sy_found_file *file, sy_csv_plan *plan, bool *any,
                          sy_err *err)
{
    sy_intake_table *t = NULL;
    sy_status st = new_table(f, &t, file, err);
    scan s = {.finder = f, .file = file, .table = t};

    if (st == SY_OK) {
        t->plan = plan;
        st = scan_in_some_encoding(&s, plan, err);
    }
    if (st == SY_OK) st = finish_scan(&s, err);
    *any = st == SY_OK && s.found;
    if (*any) plan->path = t->data_path;
    return st;
}

/* ---- workbooks ---- */

static sy_status scan_sheet(scan *s, sy_err *err)
{
    sy_table *table = NULL;
    sy_slice cells[SY_MAX_COLUMNS];
    sy_status st = sy_table_open(&table, NULL, s->file->path, s->table->sheet, err);

    while (st == SY_OK && wants_rows(s)) {
        sy_row row;
        st = sy_table_next(table, &row, err);
        if (st != SY_OK || row.n_cells == SY_NO_MORE_ROWS) break;
        uint32_t n = row.n_cells < SY_MAX_COLUMNS ? row.n_cells : SY_MAX_COLUMNS;
        for (uint32_t i = 0; i < n; i++) cells[i] = row.cells[i].text;
        st = look_at_row(s, cells, n, row.number, err);
    }
    sy_table_free(table);
    return st;
}

static const char *form_of(const sy_contents *contents)
{
    switch (sy_contents_kind(contents)) {
    case SY_FILE_XLS:
        return "xls";
    case SY_FILE_HTML:
        return "html";
    default:
        return "xlsx";
    }
}

sy_status sy_find_in_sheets(sy_finder *f, const sy_found_file *file, const sy_contents *contents,
                            bool *any, sy_err *err)
{
    sy_status st = SY_OK;

    *any = false;
    for (uint32_t i = 0; i < sy_contents_count(contents) && st == SY_OK; i++) {
        sy_intake_table *t = NULL;
        scan s = {.finder = f, .file = file};
        sy_slice name = sy_contents_name(contents, i);
        st = new_table(f, &t, file, err);
        if (st != SY_OK) break;
        s.table = t;
        t->sheet = i;
        if (name.len) t->sheet_name = sy_arena_text(f->out->arena, name.ptr, name.len);
        t->encoding_name = form_of(contents);
        if (name.len && !t->sheet_name) return sy_fail_nomem(err);
        sy_err why = {0};
        st = scan_sheet(&s, &why);
        if (st == SY_EDATA) /* told of; the other sheets may be whole */
            st = forget_table(&s, sy_words_without(why.text, file->path), err);
        else if (st != SY_OK)
            st = sy_fail(err, st, "%s", why.text);
        else if (s.seen > 0) /* an empty sheet is nothing */
            st = finish_scan(&s, err);
        *any = *any || s.found;
    }
    return st;
}
