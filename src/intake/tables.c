/* tables.c - which tables a file holds. The first SY_MAX_HEADER_SCAN rows of
 * each are shown to the profiles, and the first row that one of them knows is
 * the header. What stands before it may name the account. */
#include "intake/finder.h"

#include <stdio.h>

#include "base/file.h"
#include "base/lang.h"
#include "intake/continued.h"
#include "intake/header.h"
#include "intake/pool_header.h"
#include "intake/remap.h"
#include "intake/sample.h"
#include "intake/titles.h"
#include "store/extracts.h"
#include "suyuan/limits.h"

/* ---- headers ---- */

typedef struct scan {
    sy_finder *finder;
    const sy_found_file *file;
    sy_intake_table *table;
    sy_sample sample;   /* its first rows */
    uint32_t header_at; /* of the sample: where the header begins */
    const char *rivals; /* names of profiles that fit one as well as the other; NULL */
    bool found;
    uint32_t integer_times, date_times;
} scan;

static sy_status keep_account(scan *s, sy_slice label, sy_slice value, sy_err *err)
{
    sy_buf text;

    sy_buf_init(&text, NULL, SY_MAX_CELL);
    if (label.len) {
        sy_buf_slice(&text, label);
        sy_buf_char(&text, ' ');
    }
    sy_buf_slice(&text, value);
    char *copy = sy_arena_text(s->finder->out->arena, text.ptr ? text.ptr : "", text.len);
    s->table->account = (sy_slice){copy, text.len};
    const sy_status st = sy_buf_status(&text) == SY_OK && copy ? SY_OK : sy_fail_nomem(err);
    sy_buf_dispose(&text);
    return st;
}

/* What follows the label of a cell, without brackets around it; else the next cell. */
static sy_slice value_of(const sy_slice *cells, size_t i, size_t n)
{
    const sy_slice cell = sy_cell_trim(cells[i]);
    const size_t half = sy_slice_find(cell, SY_TEXT(":")),
                 full = sy_slice_find(cell, SY_TEXT("："));
    const size_t at = half < full ? half + 1 : full + sizeof "：" - 1;
    sy_slice value = {"", 0};

    if (at < cell.len) value = sy_cell_trim((sy_slice){cell.ptr + at, cell.len - at});
    if (value.len == 0 && i + 1 < n) value = sy_cell_trim(cells[i + 1]);
    if (value.len > 2 && *value.ptr == '[' && value.ptr[value.len - 1] == ']') {
        value = (sy_slice){value.ptr + 1, value.len - 2};
    }
    return value;
}

/* The label of the list with which a folded cell begins, and nothing but a colon after it. */
static bool has_label(const sy_texts *labels, sy_slice cell, sy_slice *label)
{
    for (size_t k = 0; k < labels->n; k++) {
        *label = labels->items[k];
        if (!sy_slice_starts(cell, *label)) continue;
        if (cell.len == label->len || cell.ptr[label->len] == ':') return true;
    }
    return false;
}

/* 2024年01月 in what stands before the table: the month of a bill. */
static void find_month(sy_intake_table *t, const sy_slice *cells, size_t n)
{
    for (size_t i = 0; i < n && t->month == 0; i++) {
        char text[SY_WORD_TEXT];
        int year = 0, month = 0;
        sy_word_fold(text, cells[i]);
        const char *p = strpbrk(text, "0123456789");
        for (; p && t->month == 0; p = strpbrk(p, "0123456789")) {
            const bool fits = sscanf(p, "%4d年%2d月", &year, &month) == 2;
            if (fits && strstr(p, "月") && year >= 1990 && year < 2200 && month >= 1 && month <= 12)
                t->month = year * 12 + month - 1;
            p += strspn(p, "0123456789");
        }
    }
}

/* 卡号: 6222... in one cell or two; 微信昵称: ... is no number, so it stays with its label. */
static sy_status find_account(scan *s, const sy_profile *p, const sy_slice *cells, size_t n,
                              sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && s->table->account.len == 0 && st == SY_OK; i++) {
        char folded[SY_WORD_TEXT];
        const sy_slice cell = {folded, sy_heading_fold(folded, cells[i])};
        const sy_slice value = value_of(cells, i, n);
        sy_slice label;
        sy_number number;
        if (value.len == 0 || value.len > SY_WORD_TEXT) continue;
        if (has_label(&p->name_labels, cell, &label)) {
            st = keep_account(s, label, value, err);
        } else if (has_label(&p->account_labels, cell, &label)) {
            const bool is_number = sy_parse_number(&number, value, false) == SY_FINE &&
                                   number.len >= 6 && !memchr(value.ptr, '*', value.len);
            if (is_number || p->takes_any_account) {
                st = keep_account(s, (sy_slice){"", 0}, value, err);
            }
        }
    }
    return st;
}

static void derive(sy_intake_table *t, sy_field to, sy_field from)
{
    if (t->column[to] == SY_NO_COLUMN) t->column[to] = t->column[from];
}

/* Fields that recast.c makes out of others have those others' columns. */
static void derive_columns(sy_intake_table *t)
{
    derive(t, SY_FIELD_ACCOUNT, SY_FIELD_PAYER_NUMBER);
    derive(t, SY_FIELD_OTHER_NUMBER, SY_FIELD_PAYEE_NUMBER);
    derive(t, SY_FIELD_HOLDER, SY_FIELD_PAYER_NAME);
    derive(t, SY_FIELD_OTHER_NAME, SY_FIELD_PAYEE_NAME);
    derive(t, SY_FIELD_OTHER_CARD, SY_FIELD_PAYEE_CARD);
    derive(t, SY_FIELD_OTHER_BANK, SY_FIELD_PAYEE_BANK);
    derive(t, SY_FIELD_POCKET, SY_FIELD_PAYER_CARD);
    derive(t, SY_FIELD_OTHER_NUMBER, SY_FIELD_POCKET);
    derive(t, SY_FIELD_OTHER_BANK, SY_FIELD_POCKET);
    derive(t, SY_FIELD_DATE, SY_FIELD_BOOKED);
}

/* Does the column join the note? All that a list of transfers says besides does. */
static bool is_noted(const sy_profile *p, sy_slice heading)
{
    char folded[SY_WORD_TEXT];
    const sy_slice text = {folded, sy_heading_fold(folded, heading)};

    for (size_t i = 0; i < p->noted.n; i++) {
        if (sy_slice_is(p->noted.items[i], text)) return true;
    }
    return p->is_transfers;
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
    memcpy(t->split, m->split, sizeof t->split);
    derive_columns(t);
    t->header_row = row;
    while (row > 0 && n > 0 && sy_cell_trim(cells[n - 1]).len == 0) n--; /* a trailing comma */
    t->n_columns = (uint32_t)n;
    if (sy_kind_is_apart(m->profile->kind)) {
        t->particular = (const uint8_t *)sy_arena_bytes(arena, m->particular, n);
        if (!t->particular) return sy_fail_nomem(err);
    }
    t->headings = sy_arena_get(arena, n * sizeof *t->headings);
    t->extra = sy_arena_get(arena, n * sizeof *t->extra);
    if (!t->headings || !t->extra) return sy_fail_nomem(err);
    for (size_t f = 0; f < SY_FIELDS; f++) {
        if (t->column[f] != SY_NO_COLUMN) is_taken[t->column[f]] = true;
    }
    for (size_t f = 0; f < SY_FIELDS; f++) {
        const uint16_t c = t->column[f];
        if (c < n && sy_heading_in_fen(m->profile, cells[c])) t->in_fen |= 1ull << f;
    }
    for (size_t i = 0; i < n; i++) {
        sy_slice text = sy_cell_trim(cells[i]);
        char *copy = sy_arena_text(arena, text.ptr, text.len);
        if (!copy) return sy_fail_nomem(err);
        t->headings[i] = (sy_slice){copy, text.len};
        if (i == 0 && s->finder->options->ask->extracts) {
            t->cites_rows = sy_slice_is(text, SY_TEXT(SY_EXTRACT_ROW));
        }
        if (!t->particular && !is_taken[i] && text.len > 0 && is_noted(m->profile, text)) {
            t->extra[t->n_extra++] = (uint16_t)i;
        }
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

/* A row as a header, alone or with the one below it. */
typedef struct candidate {
    sy_header_match m;
    const sy_slice *cells;
    uint32_t n, rows;
} candidate;

static sy_status try_header(scan *s, uint32_t at, candidate *c, sy_err *err)
{
    const sy_found_tables_options *o = s->finder->options;
    const sy_sample_row *row = &s->sample.rows[at];
    sy_header_match joined;
    uint32_t n;

    *c = (candidate){.cells = row->cells, .n = row->n, .rows = 1};
    sy_header_try(o->profiles, o->only, row->cells, row->n, &c->m);
    if (at + 1 >= s->sample.n || !sy_header_may_join(row, row + 1)) return SY_OK;
    const sy_slice *both = sy_header_join(&n, o->profiles, o->only, row, row + 1, &s->sample.arena);
    if (!both) return sy_fail_nomem(err);
    sy_header_try(o->profiles, o->only, both, n, &joined);
    if (joined.profile && (!c->m.profile || joined.hits > c->m.hits)) {
        *c = (candidate){joined, both, n, 2};
    }
    return SY_OK;
}

/* A title line above a header can be joined to it too: then the header without
 * the title is at least as good. */
static sy_status choose_header(scan *s, uint32_t at, candidate *c, sy_err *err)
{
    candidate later;
    sy_status st = try_header(s, at, c, err);

    if (st != SY_OK || c->rows == 1) return st;
    st = try_header(s, at + 1, &later, err);
    if (st == SY_OK && later.m.profile && later.m.hits >= c->m.hits) c->m.profile = NULL;
    return st;
}

/* The profile that was chosen says what the columns are; the first row is data. */
static sy_status take_positions(scan *s, const sy_sample_row *row, sy_err *err)
{
    sy_slice none[SY_MAX_COLUMNS] = {{"", 0}};
    sy_header_match m;

    sy_header_by_position(s->finder->options->only, &m);
    s->found = true;
    return keep_header(s, none, row->n < SY_MAX_COLUMNS ? row->n : SY_MAX_COLUMNS, &m, 0, err);
}

/* "pool:cases, pool:suits"; NULL: out of memory. */
static const char *names_of(const sy_header_match *m, sy_arena *arena)
{
    char names[(SY_MOST_RIVALS + 1) * SY_POOL_PROFILE];
    size_t n = (size_t)snprintf(names, sizeof names, "%s", m->profile->id);

    for (size_t i = 0; i < m->n_rivals && n < sizeof names; i++) {
        n += (size_t)snprintf(names + n, sizeof names - n, ", %s", m->rivals[i]->id);
    }
    return sy_arena_text(arena, names, strlen(names));
}

/* One row of the beginning of a table. */
static sy_status look_at_row(scan *s, uint32_t at, sy_err *err)
{
    const sy_found_tables_options *o = s->finder->options;
    const sy_sample_row *row = &s->sample.rows[at];
    candidate c;
    sy_status st;

    if (o->only && o->only->has_no_header) return take_positions(s, row, err);
    st = choose_header(s, at, &c, err);
    if (st != SY_OK) return st;
    if (c.m.profile && c.m.n_rivals == 0) {
        s->found = true;
        s->header_at = at;
        return keep_header(s, c.cells, c.n, &c.m, row[c.rows - 1].number, err);
    }
    if (c.m.profile && !s->rivals) {
        s->rivals = names_of(&c.m, s->finder->out->arena);
        if (!s->rivals) return sy_fail_nomem(err);
    }
    find_month(s->table, row->cells, row->n);
    for (size_t i = 0; i < sy_profiles_count(o->profiles) && st == SY_OK; i++) {
        const sy_profile *p = sy_profiles_at(o->profiles, i);
        if (p->account_from_preamble && (!o->only || p == o->only)) {
            st = find_account(s, p, row->cells, row->n, err);
        }
    }
    return st;
}

static sy_status look_at_sample(scan *s, sy_err *err)
{
    const uint32_t n = s->sample.n < SY_MAX_HEADER_SCAN ? s->sample.n : SY_MAX_HEADER_SCAN;
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < n && !s->found && st == SY_OK; i++) st = look_at_row(s, i, err);
    if (st != SY_OK || !s->found || !s->table->profile->is_transfers) return st;
    for (uint32_t i = s->header_at + 1; i < s->sample.n; i++) {
        look_at_time(s, s->sample.rows[i].cells, s->sample.rows[i].n);
    }
    return SY_OK;
}

static sy_status forget_table(scan *s, const char *why, sy_err *err)
{
    s->found = false;
    return sy_finder_unknown(s->finder, s->table->path, s->table->sheet_name, why, err);
}

/* ---- mappings of a table's own ---- */

static sy_status use_mapping(scan *s, const sy_mapping *m, const sy_profile *profile,
                             uint32_t header_row, sy_err *err)
{
    sy_header_match match = {.profile = profile, .id = profile->id};

    memcpy(match.column, m->column, sizeof match.column);
    memset(match.particular, SY_PARTICULARS, sizeof match.particular);
    for (size_t i = 0; i < SY_MOST_SPLITS; i++) match.split[i] = SY_NO_COLUMN;
    s->table->n_extra = 0;
    s->found = true;
    return keep_header(s, m->headings, m->n, &match, header_row, err);
}

static sy_status guess_columns(scan *s, const sy_import_options *ask, sy_err *err)
{
    sy_found_tables *out = s->finder->out;
    const sy_profile *profile;
    sy_mapping m;
    sy_guess g;
    bool found;
    sy_status st =
        sy_guess_table(&g, &found, s->finder->options->profiles, &s->sample, out->arena, err);

    if (st != SY_OK || !found) return st;
    sy_remap_of_guess(&m, &g);
    st = sy_remap(out, s->table, &m, &g, &s->sample, ask, &profile, err);
    if (st != SY_OK) return st;
    s->header_at = g.header_rows > 0 ? g.header : g.first;
    return use_mapping(s, &m, profile, g.first > 0 ? s->sample.rows[g.first - 1].number : 0, err);
}

static sy_status correct_columns(scan *s, const sy_import_options *ask, sy_err *err)
{
    const sy_profile *profile;
    sy_mapping m;

    sy_remap_of_table(&m, s->table);
    sy_status st = sy_remap(s->finder->out, s->table, &m, NULL, &s->sample, ask, &profile, err);
    if (st != SY_OK || (ask->n_sets == 0 && !ask->directions)) return st; /* only shown */
    return use_mapping(s, &m, profile, s->table->header_row, err);
}

/* What no profile knows is guessed; what one knows may be corrected. */
static sy_status map_columns(scan *s, sy_err *err)
{
    const sy_import_options *ask = s->finder->options->ask;

    if (!s->found) {
        const bool is_asked = s->rivals || s->finder->options->only;
        return is_asked || s->sample.n == 0 ? SY_OK : guess_columns(s, ask, err);
    }
    if (s->table->particular || s->table->profile->is_transfers) return SY_OK;
    if (ask->n_sets == 0 && !ask->shows_mapping) return SY_OK;
    return correct_columns(s, ask, err);
}

/* The title's account, from where the profile allows. */
static void account_of_title(sy_intake_table *t)
{
    const sy_title_row *title = &t->titles[SY_TITLE_ACCOUNT];
    const bool is_allowed = title->place == SY_IN_LINE ? t->profile->account_from_preamble
                                                       : t->profile->account_from_file_name;
    if (is_allowed && title->value.len > 0) t->account = title->value;
}

static sy_status add_table(scan *s, sy_err *err)
{
    sy_found_tables *out = s->finder->out;
    sy_intake_table *t = s->table;
    void *items = out->items;

    t->file_cells = t->encoding;
    t->decodes =
        !t->particular && t->profile->n_splits > 0 && (t->encoding != SY_UTF8 || !t->is_proved);
    if (t->decodes) t->encoding = SY_UTF8;
    t->source = s->finder->next_source++;
    if (!sy_grow(out->al, &items, &out->capacity, out->n, out->n + 1, sizeof *out->items)) {
        return sy_fail_nomem(err);
    }
    out->items = items;
    out->items[out->n++] = t;
    return SY_OK;
}

/* The header was found: what else there is to know; else says why not. */
static const char *why_spoiled(const scan *s)
{
    const sy_found_tables_options *o = s->finder->options;

    for (size_t i = 0; i < o->n_spoiled; i++) {
        if (strcmp(o->spoiled[i].path, s->table->path) == 0 &&
            o->spoiled[i].sheet == s->table->sheet) {
            return o->spoiled[i].why;
        }
    }
    return NULL;
}

/* A register whose header has something that cannot be passed over. */
static sy_status check_register(scan *s, sy_err *err)
{
    sy_status st = SY_OK;
    sy_buf why;

    if (!s->table->profile->pool) return SY_OK;
    sy_buf_init(&why, NULL, 1 << 12);
    const bool is_strange = sy_pool_header_strange(&why, s->table);
    if (sy_buf_status(&why) != SY_OK)
        st = sy_fail_nomem(err);
    else if (is_strange)
        st = forget_table(s, why.ptr, err);
    else if (!sy_pool_header_left(s->table, s->finder->out->arena))
        st = sy_fail_nomem(err);
    sy_buf_dispose(&why);
    return st;
}

/* It was said which register this is, and it is another one, or lacks something. */
static bool is_no_such_register(sy_buf *why, const scan *s)
{
    const sy_found_tables_options *o = s->finder->options;

    if (!o->only || !o->only->pool) return false;
    return sy_pool_header_of(why, o->profiles, &s->sample) ||
           sy_pool_header_lacks(why, o->only, &s->sample);
}

static sy_status no_header(scan *s, sy_err *err)
{
    sy_status st;
    sy_buf why;

    sy_buf_init(&why, NULL, 1 << 12);
    if (s->sample.n == 0)
        sy_buf_text(&why, _("no rows"));
    else if (s->rivals)
        sy_buf_printf(&why,
                      _("these fit one as well as the other: %s; choose with --profile NAME, a "
                        "register with --as pool:NAME"),
                      s->rivals);
    else if (!is_no_such_register(&why, s))
        sy_buf_text(&why, _("no header that a profile knows"));
    st = sy_buf_status(&why) == SY_OK ? forget_table(s, why.ptr, err) : sy_fail_nomem(err);
    sy_buf_dispose(&why);
    return st;
}

static sy_status finish_scan(scan *s, sy_err *err)
{
    sy_finder *f = s->finder;
    sy_found_tables *out = f->out;
    sy_intake_table *t = s->table;
    sy_status st = SY_OK;

    if (why_spoiled(s)) return forget_table(s, why_spoiled(s), err);
    if (!s->found && s->sample.n > 0 && !s->rivals) {
        const sy_sample_row *first = &s->sample.rows[0];
        const sy_intake_table *from = sy_continued_from(out, t, first->cells, first->n);
        if (from) {
            s->found = true;
            st = sy_continue(t, from, out->arena, err);
            return st == SY_OK ? add_table(s, err) : st;
        }
    }
    st = map_columns(s, err);
    if (st != SY_OK) return st;
    if (!s->found) return no_header(s, err);
    st = check_register(s, err);
    if (st != SY_OK || !s->found) return st;
    const bool has_column = t->particular || t->column[SY_FIELD_CARD] != SY_NO_COLUMN ||
                            t->column[SY_FIELD_ACCOUNT] != SY_NO_COLUMN;
    if (has_column || !t->profile->account_from_preamble) t->account = (sy_slice){"", 0};
    st = t->particular ? SY_OK : sy_titles_read(t, &s->sample, s->header_at, out->arena, err);
    if (st != SY_OK) return st;
    if (!has_column && t->account.len == 0) account_of_title(t);
    if (!has_column && t->account.len == 0 && f->options->ask->account) {
        t->account = sy_slice_of(f->options->ask->account);
    }
    if (!has_column && t->account.len == 0) {
        /* Not a file full of rejects: once the file is named after the account
         * it can be imported. */
        return forget_table(s,
                            _("nothing says whose statement it is: import it by itself with "
                              "--account NUMBER, or put the number into the file's name"),
                            err);
    }
    if (t->mapping && t->mapping->needs_yes && !f->options->is_trial) {
        char why[300];
        snprintf(why, sizeof why,
                 _("a mapping is proposed with confidence %u of 100, too little to take it "
                   "unasked: suyuan mapping shows it, --accept-mapping takes it"),
                 t->mapping->confidence);
        st = forget_table(s, why, err);
        if (st == SY_OK) out->unknown[out->n_unknown - 1].waits_for_yes = true;
        return st;
    }
    t->has_integer_times = t->profile->is_transfers && s->integer_times > s->date_times;
    return add_table(s, err);
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
    t->ask = f->options->ask;
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

static sy_status scan_text(scan *s, sy_csv_plan *plan, sy_encoding encoding, sy_err *err)
{
    sy_sample_dispose(&s->sample);
    sy_sample_init(&s->sample, NULL);
    sy_status st = sy_sample_text(&s->sample, plan, encoding, err);
    return st == SY_OK ? look_at_sample(s, err) : st;
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
        s->rivals = NULL;
        t->account = (sy_slice){"", 0};
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
    sy_sample_dispose(&s.sample);
    *any = st == SY_OK && s.found;
    if (*any) plan->path = t->data_path;
    return st;
}

/* ---- workbooks ---- */

static sy_status scan_sheet(scan *s, sy_err *err)
{
    sy_status st = sy_sample_sheet(&s->sample, s->file->path, s->table->sheet, err);
    return st == SY_OK ? look_at_sample(s, err) : st;
}

static const char *form_of(const sy_contents *contents)
{
    switch (sy_contents_kind(contents)) {
    case SY_FILE_XLS:
        return "xls";
    case SY_FILE_HTML:
        return "html";
    case SY_FILE_PDF:
        return "pdf";
    case SY_FILE_OFD:
        return "ofd";
    default:
        return "xlsx";
    }
}

static bool is_printed(const sy_contents *contents)
{
    const sy_file_kind kind = sy_contents_kind(contents);
    return kind == SY_FILE_PDF || kind == SY_FILE_OFD;
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
        sy_sample_init(&s.sample, NULL);
        s.table = t;
        t->sheet = i;
        if (name.len) t->sheet_name = sy_arena_text(f->out->arena, name.ptr, name.len);
        t->encoding_name = form_of(contents);
        if (is_printed(contents)) {
            t->note = _("row 2013 is line 13 of page 2");
        }
        if (name.len && !t->sheet_name) return sy_fail_nomem(err);
        sy_err why = {0};
        st = scan_sheet(&s, &why);
        if (st == SY_EDATA || st == SY_ELIMIT) /* told of; the other sheets may be whole */
            st = forget_table(&s, sy_words_without(why.text, file->path), err);
        else if (st != SY_OK)
            st = sy_fail(err, st, "%s", why.text);
        else if (s.sample.n > 0) /* an empty sheet is nothing */
            st = finish_scan(&s, err);
        sy_sample_dispose(&s.sample);
        *any = *any || s.found;
    }
    return st;
}
