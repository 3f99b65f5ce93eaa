/* tables.c - walking, recognising, keeping. A file is opened by its first
 * bytes, never by its name; the first SY_MAX_HEADER_SCAN rows of each table are
 * shown to the profiles, and the first row that one of them knows is the
 * header. What stands before it may name the account. */
#include "intake/tables.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "suyuan/limits.h"

enum { MOST_DEPTH = 32, SHORTEST_IN_NAME = 12, LONGEST_IN_NAME = 30, COPY_BYTES = 1 << 20 };

typedef struct finder {
    sy_found_tables *out;
    sy_workspace *ws;
    const sy_found_tables_options *options;
    const sy_source *sources; /* of earlier imports */
    size_t n_sources;
    uint32_t next_source;
} finder;

/* ---- lists ---- */

static sy_status add_unknown(finder *f, const char *path, const char *sheet, const char *why,
                             sy_err *err)
{
    sy_found_tables *t = f->out;
    void *items = t->unknown;
    char *p = sy_arena_text(t->arena, path, strlen(path));
    char *s = sheet ? sy_arena_text(t->arena, sheet, strlen(sheet)) : NULL;
    char *w = sy_arena_text(t->arena, why, strlen(why));

    if (!p || !w || (sheet && !s) ||
        !sy_grow(t->al, &items, &t->unknown_capacity, t->n_unknown, t->n_unknown + 1,
                 sizeof *t->unknown)) {
        return sy_fail_nomem(err);
    }
    t->unknown = items;
    t->unknown[t->n_unknown++] = (sy_unrecognised){p, s, w};
    return SY_OK;
}

static sy_status add_before(finder *f, const char *path, const sy_source *s, const char *note,
                            sy_err *err)
{
    sy_found_tables *t = f->out;
    void *items = t->before;

    if (!sy_grow(t->al, &items, &t->before_capacity, t->n_before, t->n_before + 1,
                 sizeof *t->before)) {
        return sy_fail_nomem(err);
    }
    t->before = items;
    sy_table_report *r = &t->before[t->n_before];
    *r = (sy_table_report){.rows = s->rows,
                           .accepted = s->accepted,
                           .duplicate = s->duplicate,
                           .rejected = s->rejected,
                           .imported_before = true,
                           .note = note};
    r->path = sy_arena_text(t->arena, path, strlen(path));
    r->sha256 = sy_arena_text(t->arena, s->sha256, strlen(s->sha256));
    r->profile = sy_arena_text(t->arena, s->profile, strlen(s->profile));
    r->encoding = sy_arena_text(t->arena, s->encoding, strlen(s->encoding));
    r->kind = sy_arena_text(t->arena, s->kind, strlen(s->kind));
    if (s->sheet_name[0]) r->sheet = sy_arena_text(t->arena, s->sheet_name, strlen(s->sheet_name));
    if (!r->path || !r->sha256 || !r->profile || !r->encoding || !r->kind ||
        (s->sheet_name[0] && !r->sheet)) {
        return sy_fail_nomem(err);
    }
    t->n_before++;
    return SY_OK;
}

/* Was this file read before, in an earlier import or in this one? Says so. */
static sy_status note_known(finder *f, const char *path, const char *sha256, bool *is_known,
                            sy_err *err)
{
    sy_status st = SY_OK;

    *is_known = false;
    for (size_t i = 0; i < f->n_sources && st == SY_OK; i++) {
        if (strcmp(f->sources[i].sha256, sha256) != 0) continue;
        *is_known = true;
        st = add_before(f, path, &f->sources[i], _("imported before: nothing was changed"), err);
    }
    for (size_t i = 0; i < f->out->n && st == SY_OK; i++) {
        const sy_intake_table *t = f->out->items[i];
        char note[300];
        if (strcmp(t->sha256, sha256) != 0 || *is_known) continue;
        *is_known = true;
        snprintf(note, sizeof note, _("the same file as %s"), sy_path_name(t->path));
        st = add_unknown(f, path, NULL, note, err);
    }
    return st;
}

/* ---- headers ---- */

typedef struct scan {
    finder *finder;
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
        if (!is_taken[i] && text.len > 0) t->extra[t->n_extra++] = (uint16_t)i;
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
    return add_unknown(s->finder, s->table->path, s->table->sheet_name, why, err);
}

/* The header was found: what else there is to know; else says why not. */
static sy_status finish_scan(scan *s, sy_err *err)
{
    finder *f = s->finder;
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
        t->column[SY_FIELD_CARD] != SY_NO_COLUMN || t->column[SY_FIELD_ACCOUNT] != SY_NO_COLUMN;
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

static sy_status new_table(finder *f, sy_intake_table **out, const char *path, const char *sha256,
                           uint64_t size, sy_err *err)
{
    sy_arena *arena = f->out->arena;
    sy_intake_table *t = sy_arena_get(arena, sizeof *t);

    *out = t;
    if (!t) return sy_fail_nomem(err);
    t->account = (sy_slice){"", 0};
    t->encoding = SY_UTF8;
    t->size = size;
    memcpy(t->sha256, sha256, sizeof t->sha256);
    t->path = sy_arena_text(arena, path, strlen(path));
    t->data_path = t->path;
    if (f->options->import) { /* what is read is what was hashed */
        char kept[SY_MAX_PATH];
        int n = snprintf(kept, sizeof kept, "%s/originals/%s", sy_workspace_path(f->ws), sha256);
        if (n < 0 || (size_t)n >= sizeof kept)
            return sy_fail(err, SY_EINVAL, N_("%s: not a path"), path);
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
        *s = (scan){.finder = s->finder, .table = t};
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

static sy_status keep_plan(finder *f, sy_csv_plan **out, sy_err *err)
{
    sy_found_tables *t = f->out;
    void *items = t->plans;

    *out = sy_arena_get(t->arena, sizeof **out);
    if (!*out ||
        !sy_grow(t->al, &items, &t->plans_capacity, t->n_plans, t->n_plans + 1, sizeof *t->plans)) {
        return sy_fail_nomem(err);
    }
    (*out)->utf8_fd = -1;
    t->plans = items;
    t->plans[t->n_plans++] = *out;
    return SY_OK;
}

static sy_status find_in_text(finder *f, const char *path, uint64_t size, sy_err *err)
{
    sy_import *imp = f->options->import;
    sy_progress progress;
    sy_csv_plan *plan = NULL;
    sy_intake_table *t = NULL;
    bool is_known = false;
    int fd = -1;
    sy_status st = keep_plan(f, &plan, err);

    if (st == SY_OK && imp) st = sy_import_original(imp, &fd, err);
    if (st != SY_OK) return st;
    sy_progress_begin(&progress, _("reading"), size, SY_UNIT_BYTES);
    st = sy_csv_survey(
        plan, NULL, path,
        &(sy_csv_options){.copy_to = fd, .progress = f->options->progress ? &progress : NULL}, err);
    sy_progress_end(&progress);
    if (st == SY_OK) st = note_known(f, path, plan->sha256, &is_known, err);
    if (st == SY_OK && !is_known) {
        scan s = {.finder = f};
        st = new_table(f, &t, path, plan->sha256, plan->size, err);
        s.table = t;
        if (st == SY_OK) {
            t->plan = plan;
            st = scan_in_some_encoding(&s, plan, err);
        }
        if (st == SY_OK) st = finish_scan(&s, err);
        is_known = !s.found;
    }
    if (fd >= 0) {
        const bool keeps = st == SY_OK && !is_known;
        sy_status kept = sy_import_keep(imp, fd, keeps ? plan->sha256 : NULL, err);
        if (st == SY_OK) st = kept;
        if (keeps && st == SY_OK) plan->path = t->data_path;
    }
    return st;
}

/* ---- workbooks ---- */

static sy_status hash_and_copy(char sha256[SY_DIGEST_TEXT], const char *path, int copy, sy_err *err)
{
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *bytes = sy_new_array(NULL, COPY_BYTES, 1);

    if (st == SY_OK && fd < 0) st = sy_fail_errno(err, path);
    if (st == SY_OK && !bytes) st = sy_fail_nomem(err);
    while (st == SY_OK) {
        ssize_t n = read(fd, bytes, COPY_BYTES);
        if (n < 0 && errno != EINTR) st = sy_fail_errno(err, path);
        if (n == 0) break;
        if (n > 0) sy_digest_add(&d, bytes, (size_t)n);
        if (n > 0 && st == SY_OK && copy >= 0) {
            st = sy_write_all(copy, bytes, (size_t)n, _("the workspace's copy"), err);
        }
    }
    if (st == SY_OK)
        sy_digest_end(&d, sha256);
    else
        sy_digest_dispose(&d);
    sy_drop(NULL, bytes);
    if (fd >= 0) close(fd);
    return st;
}

/* An error's words without the file's name, which stands beside them already. */
static const char *without_path(const char *text, const char *path)
{
    static const char *const separators[] = {": ", "：", ":"};
    size_t n = strlen(path);

    if (strncmp(text, path, n) != 0) return text;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t m = strlen(separators[i]);
        if (strncmp(text + n, separators[i], m) == 0) return text + n + m;
    }
    return text;
}

static sy_status scan_sheet(scan *s, sy_err *err)
{
    sy_table *table = NULL;
    sy_slice cells[SY_MAX_COLUMNS];
    sy_status st = sy_table_open(&table, NULL, s->table->path, s->table->sheet, err);

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

static sy_status find_in_sheets(finder *f, const char *path, const char *sha256, uint64_t size,
                                const sy_contents *contents, bool *any, sy_err *err)
{
    sy_status st = SY_OK;

    *any = false;
    for (uint32_t i = 0; i < sy_contents_count(contents) && st == SY_OK; i++) {
        sy_intake_table *t = NULL;
        scan s = {.finder = f};
        sy_slice name = sy_contents_name(contents, i);
        st = new_table(f, &t, path, sha256, size, err);
        if (st != SY_OK) break;
        s.table = t;
        t->sheet = i;
        if (name.len) t->sheet_name = sy_arena_text(f->out->arena, name.ptr, name.len);
        t->encoding_name = form_of(contents);
        if (name.len && !t->sheet_name) return sy_fail_nomem(err);
        sy_err why = {0};
        st = scan_sheet(&s, &why);
        if (st == SY_EDATA) /* told of; the other sheets may be whole */
            st = forget_table(&s, without_path(why.text, path), err);
        else if (st != SY_OK)
            st = sy_fail(err, st, "%s", why.text);
        else if (s.seen > 0) /* an empty sheet is nothing */
            st = finish_scan(&s, err);
        *any = *any || s.found;
    }
    return st;
}

static sy_status find_in_workbook(finder *f, const char *path, uint64_t size, sy_err *err)
{
    sy_import *imp = f->options->import;
    char sha256[SY_DIGEST_TEXT] = "";
    sy_contents *contents = NULL;
    bool is_known = false, any = false;
    int fd = -1;
    sy_status st = SY_OK;

    if (imp) st = sy_import_original(imp, &fd, err);
    if (st != SY_OK) return st;
    st = hash_and_copy(sha256, path, fd, err);
    if (st == SY_OK) st = note_known(f, path, sha256, &is_known, err);
    if (st == SY_OK && !is_known) {
        sy_err why = {0};
        st = sy_contents_open(&contents, NULL, path, &why);
        if (st == SY_EDATA) { /* told of, as every damaged file; holds up no other */
            st = add_unknown(f, path, NULL, without_path(why.text, path), err);
        } else if (st != SY_OK) {
            st = sy_fail(err, st, "%s", why.text);
        } else if (sy_contents_count(contents) == 0) {
            const bool is_page = sy_contents_kind(contents) == SY_FILE_HTML;
            st = add_unknown(f, path, NULL, is_page ? _("a web page without a table") : _("no rows"),
                             err);
        } else {
            st = find_in_sheets(f, path, sha256, size, contents, &any, err);
        }
    }
    sy_contents_free(contents);
    if (fd >= 0) {
        sy_status kept = sy_import_keep(imp, fd, st == SY_OK && any ? sha256 : NULL, err);
        if (st == SY_OK) st = kept;
    }
    return st;
}

/* ---- files and folders ---- */

static const char *why_not(sy_file_kind kind)
{
    switch (kind) {
    case SY_FILE_EMPTY:
        return N_("an empty file");
    case SY_FILE_ZIP:
        return N_("an archive: unpack it first");
    case SY_FILE_PDF:
        return N_("a PDF: ask for the statement as .xlsx or .csv");
    case SY_FILE_PICTURE:
        return N_("a picture");
    case SY_FILE_TEXT:
    case SY_FILE_XLSX:
    case SY_FILE_XLS:
    case SY_FILE_HTML:
    case SY_FILE_OTHER:
        break;
    }
    return N_("not a table of any kind that is known");
}

static sy_status find_in_file(finder *f, const char *path, uint64_t size, sy_err *err)
{
    sy_file_kind kind;
    sy_err why = {0};
    sy_status st = sy_file_kind_of(&kind, path, &why);

    /* A damaged or locked file is told of and does not hold up the others. */
    if (st == SY_EDATA) return add_unknown(f, path, NULL, without_path(why.text, path), err);
    if (st != SY_OK) {
        if (err && err->status == SY_OK) *err = why;
        return st;
    }
    if (kind == SY_FILE_TEXT) return find_in_text(f, path, size, err);
    if (kind == SY_FILE_XLSX || kind == SY_FILE_XLS || kind == SY_FILE_HTML)
        return find_in_workbook(f, path, size, err);
    return add_unknown(f, path, NULL, sy_tr(why_not(kind)), err);
}

static sy_status find_in_path(finder *f, const char *path, int depth, sy_err *err);

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static sy_status find_in_folder(finder *f, const char *path, int depth, sy_err *err)
{
    struct dirent **entries = NULL;
    sy_status st = SY_OK;

    if (depth >= MOST_DEPTH) return sy_fail(err, SY_ELIMIT, N_("%s: too deep"), path);
    int n = scandir(path, &entries, is_shown, alphasort);
    if (n < 0) return sy_fail_errno(err, path);
    for (int i = 0; i < n; i++) {
        char *inner = st == SY_OK ? sy_path_join(NULL, path, entries[i]->d_name) : NULL;
        if (st == SY_OK && !inner) st = sy_fail_nomem(err);
        if (st == SY_OK && entries[i]->d_type != DT_LNK)
            st = find_in_path(f, inner, depth + 1, err);
        sy_drop(NULL, inner);
        free(entries[i]);
    }
    free(entries);
    return st;
}

static sy_status find_in_path(finder *f, const char *path, int depth, sy_err *err)
{
    struct stat info;

    if (f->out->n + f->out->n_unknown + f->out->n_before > SY_MOST_FILES) {
        return sy_fail(err, SY_ELIMIT, N_("more than %d files"), SY_MOST_FILES);
    }
    if ((depth ? lstat(path, &info) : stat(path, &info)) != 0) return sy_fail_errno(err, path);
    if (S_ISDIR(info.st_mode)) return find_in_folder(f, path, depth, err);
    if (S_ISREG(info.st_mode)) return find_in_file(f, path, (uint64_t)info.st_size, err);
    if (S_ISLNK(info.st_mode)) return SY_OK; /* inside folders links are not followed */
    return add_unknown(f, path, NULL, _("not a file"), err);
}

sy_status sy_found_tables_find(sy_found_tables *tables, sy_workspace *ws, const char *const *paths,
                               size_t n_paths, const sy_found_tables_options *options, sy_err *err)
{
    finder f = {.out = tables, .ws = ws, .options = options, .next_source = 1};
    sy_arena arena;
    sy_source *sources = NULL;

    sy_arena_init(&arena, tables->al);
    sy_status st = sy_facts_sources(ws, &sources, &f.n_sources, &arena, err);
    f.sources = sources;
    for (size_t i = 0; st == SY_OK && i < f.n_sources; i++) {
        if (f.sources[i].id >= f.next_source) f.next_source = f.sources[i].id + 1;
    }
    for (size_t i = 0; i < n_paths && st == SY_OK; i++) st = find_in_path(&f, paths[i], 0, err);
    sy_arena_dispose(&arena);
    return st;
}

void sy_found_tables_dispose(sy_found_tables *t)
{
    for (size_t i = 0; i < t->n_plans; i++) sy_csv_plan_dispose(t->plans[i]);
    sy_drop(t->al, t->plans);
    sy_drop(t->al, t->items);
    sy_drop(t->al, t->before);
    sy_drop(t->al, t->unknown);
}
