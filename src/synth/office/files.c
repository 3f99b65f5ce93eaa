/* Each account's statement gets a layout and a form of its own; some are sent in two files
 * that overlap, of one the middle is missing, some rows are damaged. */
#include "synth/office/files.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "synth/office/layouts.h"
#include "synth/office/sheet.h"

enum { MAX_CELL = 4096, DAMAGE_ONE_IN = 1500, LARGE = 12000 };

typedef enum damage { UNDAMAGED, LETTER, NO_DATE, SCIENTIFIC } damage;

typedef struct writer {
    sy_office_files *files;
    sy_world *w;
    const char *dir;
    sy_buf cell;
} writer;

/* What one file holds. */
typedef struct part {
    const char *folder;
    int account, number; /* number: in the file's name; 0: none */
    int64_t from_day, to_day;
    const sy_office_layout *layout;
    sy_form form;
    bool is_newest_first;
} part;

/* ---- cells ---- */

static void put_damaged(writer *w, const sy_shown_row *r, sy_cell cell, damage d)
{
    sy_buf_clear(&w->cell);
    sy_cell_put(&w->cell, r, cell);
    if (d == LETTER && (cell == SY_CELL_AMOUNT || cell == SY_CELL_SIGNED) && w->cell.len) {
        w->cell.ptr[w->cell.len - 1] = 'O';
    }
    if (d == NO_DATE && (cell == SY_CELL_TIME || cell == SY_CELL_DATE)) {
        sy_buf_clear(&w->cell);
        sy_buf_text(&w->cell, "1900-01-00");
    }
    if (d == SCIENTIFIC && cell == SY_CELL_OTHER_NUMBER) {
        sy_buf_clear(&w->cell);
        sy_buf_text(&w->cell, "6.29999E+18");
    }
}

/* Rows of which truth speaks are never damaged. */
static damage draw_damage(writer *w, const sy_office_move *m, const sy_office_layout *layout)
{
    if ((m->flags & SY_MOVE_KEEP) || layout->is_wallets || sy_below(w->w, DAMAGE_ONE_IN) != 0) {
        return UNDAMAGED;
    }
    return (damage)(1 + sy_below(w->w, 3));
}

static bool has_cell(const sy_office_layout *layout, sy_cell a, sy_cell b)
{
    for (size_t i = 0; i < layout->n; i++) {
        if (layout->columns[i].cell == a || layout->columns[i].cell == b) return true;
    }
    return false;
}

static void note_place(sy_row_place place[2], uint32_t table, uint32_t row)
{
    sy_row_place *p = place[0].row ? &place[1] : &place[0];

    *p = (sy_row_place){table, row};
}

static void write_row(writer *w, sy_office_sheet *s, sy_shown_row *r, uint32_t table)
{
    sy_office_file *file = &w->files->list[table];
    sy_office_move *m = &w->w->moves[r->m - w->w->moves];
    const damage d = draw_damage(w, m, r->layout);
    const bool is_rejected =
        (d == LETTER && has_cell(r->layout, SY_CELL_AMOUNT, SY_CELL_SIGNED)) ||
        (d == NO_DATE && has_cell(r->layout, SY_CELL_TIME, SY_CELL_DATE)) ||
        (d == SCIENTIFIC && has_cell(r->layout, SY_CELL_OTHER_NUMBER, SY_CELL_OTHER_NUMBER));

    if (!is_rejected) {
        sy_row_place *place = sy_row_is_in(r) ? m->to_place : m->from_place;
        w->files->repeated += place[0].row != 0;
        note_place(place, table, s->row);
    }
    for (size_t i = 0; i < r->layout->n; i++) {
        put_damaged(w, r, r->layout->columns[i].cell, d);
        sy_office_sheet_cell(s, &w->cell);
    }
    sy_office_sheet_end_row(s);
    file->rows++;
    file->damaged += is_rejected;
}

/* ---- tables ---- */

static void write_head(writer *w, sy_office_sheet *s, const part *p)
{
    const sy_office_account *a = &w->w->accounts[p->account];
    const char *name = w->w->actors[a->holder].name;

    if (p->layout->preamble == SY_PREAMBLE_ACCOUNT) {
        sy_office_sheet_text(s, sy_world_text(w->w, "%s%s", a->bank->name, p->layout->name));
        sy_office_sheet_end_row(s);
        sy_office_sheet_text(s, sy_world_text(w->w, "账号：%s", a->number));
        sy_office_sheet_text(s, sy_world_text(w->w, "户名：%s", name));
        sy_office_sheet_end_row(s);
    }
    for (size_t i = 0; i < p->layout->n; i++) sy_office_sheet_text(s, p->layout->columns[i].header);
    sy_office_sheet_end_row(s);
}

static void write_rows(writer *w, sy_office_sheet *s, const part *p, uint32_t table)
{
    const sy_office_account *a = &w->w->accounts[p->account];
    sy_shown_row r = {.w = w->w, .account = p->account, .layout = p->layout};

    for (size_t i = 0; i < a->n_moves; i++) {
        r.m = &w->w->moves[a->moves[p->is_newest_first ? a->n_moves - 1 - i : i]];
        const int64_t day = sy_day_of(sy_row_time(&r));
        if (day < p->from_day || day > p->to_day) continue;
        r.line++;
        write_row(w, s, &r, table);
    }
}

static sy_status add_file(writer *w, const sy_office_file *file, uint32_t *table, sy_err *err)
{
    sy_office_files *f = w->files;

    if (!sy_grow(NULL, (void **)&f->list, &f->room, f->n, f->n + 1, sizeof *f->list)) {
        return sy_fail_nomem(err);
    }
    *table = (uint32_t)f->n;
    f->list[f->n++] = *file;
    return SY_OK;
}

static sy_status finish(writer *w, sy_office_sheet *s, uint32_t table, sy_err *err)
{
    sy_office_file *file = &w->files->list[table];
    const sy_status st = sy_office_sheet_close(s, err);

    w->files->rows += file->rows;
    w->files->damaged += file->damaged;
    return st == SY_OK ? sy_digest_file(file->sha256, SY_SHA256, s->path, err) : st;
}

static sy_status write_part(writer *w, const part *p, sy_err *err)
{
    const sy_office_account *a = &w->w->accounts[p->account];
    const char mark = p->layout->is_tabbed && p->form < SY_FORM_XLSX ? '\t' : ',';
    const char *number = p->number ? sy_world_text(w->w, "_%d", p->number) : "";
    const char *name = w->w->actors[a->holder].name;
    sy_office_file file = {.layout = p->layout->name,
                           .account = p->account,
                           .from_day = p->from_day,
                           .to_day = p->to_day};
    uint32_t table = 0;
    sy_office_sheet s;

    file.path = sy_world_text(w->w, "%s/%s_%s_%s_%s%s.%s", p->folder, a->bank->name, name,
                              a->number, p->layout->name, number, sy_form_ending(p->form, mark));
    char *path = sy_path_join(NULL, w->dir, file.path);
    sy_status st = path ? add_file(w, &file, &table, err) : sy_fail_nomem(err);
    if (st == SY_OK) st = sy_office_sheet_open(&s, path, p->form, mark, "明细", err);
    if (st == SY_OK) {
        write_head(w, &s, p);
        write_rows(w, &s, p, table);
        st = finish(w, &s, table, err);
    }
    sy_drop(NULL, path);
    return st;
}

/* ---- which account in which manner ---- */

static bool fits(const sy_office_layout *layout, const sy_office_account *a, bool needs_machines)
{
    const bool is_alipay = layout->columns[0].cell == SY_CELL_SERIAL;

    if (layout->is_wallets != (a->kind == SY_KIND_WALLET)) return false;
    if (layout->is_wallets && is_alipay != (a->number[0] == '2')) return false;
    if (layout->is_companies && a->kind != SY_KIND_COMPANY) return false;
    return !needs_machines || layout->has_machines;
}

static const sy_office_layout *draw_layout(sy_world *w, const sy_office_account *a)
{
    const char *role = w->actors[a->holder].role;
    const bool needs_machines =
        strcmp(role, "helper") == 0 || strcmp(role, "debtor") == 0 || sy_chance(w, 35);

    for (;;) {
        const sy_office_layout *l = &sy_office_layouts[sy_below(w, (uint32_t)sy_n_office_layouts)];
        if (fits(l, a, needs_machines && a->kind != SY_KIND_WALLET)) return l;
    }
}

static sy_form draw_form(sy_world *w, size_t rows)
{
    static const sy_form forms[] = {SY_FORM_GB18030, SY_FORM_GB18030,  SY_FORM_GB18030,
                                    SY_FORM_UTF8,    SY_FORM_UTF8_BOM, SY_FORM_HTML,
                                    SY_FORM_XLSX,    SY_FORM_XLSX};
    const sy_form form = SY_ONE_OF(w, forms);

    return rows > LARGE && form >= SY_FORM_XLSX ? SY_FORM_GB18030 : form;
}

static part draw_part(sy_world *w, int account)
{
    const sy_office_account *a = &w->accounts[account];

    return (part){.folder = SY_OFFICE_WHOLE,
                  .account = account,
                  .from_day = a->from_day,
                  .to_day = a->to_day,
                  .layout = draw_layout(w, a),
                  .form = draw_form(w, a->n_moves),
                  .is_newest_first = sy_chance(w, 15)};
}

/* Asked for twice, with two months in both; or with some months in neither. */
static sy_status write_in_two(writer *w, part p, int64_t first_to, int64_t second_from, sy_err *err)
{
    part second = p;

    p.folder = second.folder = SY_OFFICE_PARTS;
    p.number = 1;
    p.to_day = first_to;
    second.number = 2;
    second.from_day = second_from;
    const sy_status st = write_part(w, &p, err);
    return st == SY_OK ? write_part(w, &second, err) : st;
}

static sy_status write_account(writer *w, int account, int gap_account, sy_err *err)
{
    const part p = draw_part(w->w, account);
    const int64_t middle = p.from_day + (p.to_day - p.from_day) / 2 + sy_below(w->w, 60);

    if (account == gap_account) {
        const int64_t until = middle + 50 + sy_below(w->w, 60);
        w->files->gap = (sy_office_gap){account, middle + 1, until - 1};
        return write_in_two(w, p, middle, until, err);
    }
    if (sy_chance(w->w, 10)) return write_in_two(w, p, middle + 30, middle - 30, err);
    return write_part(w, &p, err);
}

/* ---- who the holders are ---- */

static void put_cells(sy_office_sheet *s, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++) sy_office_sheet_text(s, cells[i]);
    sy_office_sheet_end_row(s);
}

static const char *date_text(sy_world *w, int64_t day)
{
    char text[SY_TIME_TEXT];

    return sy_world_text(w, "%s", sy_time_print(text, day * SY_DAY, SY_DATE));
}

static void put_account(writer *w, sy_office_sheet *s, const sy_office_account *a)
{
    const sy_actor *h = &w->w->actors[a->holder];
    const sy_actor *agent = a->agent == SY_NOBODY ? NULL : &w->w->actors[a->agent];
    const char *cells[] = {a->kind == SY_KIND_COMPANY ? "" : a->number,
                           a->inner,
                           h->name,
                           h->id,
                           date_text(w->w, a->opened_day),
                           "正常",
                           a->bank->name,
                           a->phone,
                           h->address,
                           agent ? agent->name : "",
                           agent ? agent->id : ""};

    put_cells(s, cells, sizeof cells / sizeof *cells);
}

static sy_status write_holders(writer *w, sy_err *err)
{
    static const char *const heads[] = {"交易卡号",       "交易账号",      "账户开户名称",
                                        "开户人证件号码", "账号开户时间",  "账户状态",
                                        "账号开户银行",   "开户联系方式",  "住宅地址",
                                        "代理人",         "代办人证件号码"};
    const sy_office_file file = {
        .path = SY_OFFICE_WHOLE "/账户信息.csv", .layout = "账户信息", .account = SY_NOBODY};
    char *path = sy_path_join(NULL, w->dir, file.path);
    uint32_t table = 0;
    sy_office_sheet s;

    sy_status st = path ? add_file(w, &file, &table, err) : sy_fail_nomem(err);
    if (st == SY_OK) st = sy_office_sheet_open(&s, path, SY_FORM_UTF8, ',', "", err);
    if (st == SY_OK) {
        put_cells(&s, heads, sizeof heads / sizeof *heads);
        for (size_t i = 0; i < w->w->n_accounts; i++) {
            const sy_office_account *a = &w->w->accounts[i];
            if (!a->is_supplied || a->kind == SY_KIND_WALLET) continue;
            put_account(w, &s, a);
            w->files->list[table].rows++;
        }
        st = finish(w, &s, table, err);
    }
    sy_drop(NULL, path);
    return st;
}

/* ---- all ---- */

static sy_status make_folder(const char *dir, const char *name, sy_err *err)
{
    char *folder = sy_path_join(NULL, dir, name);
    const sy_status st = folder ? sy_make_folder(folder, err) : sy_fail_nomem(err);

    sy_drop(NULL, folder);
    return st;
}

sy_status sy_office_files_write(sy_office_files *f, sy_world *world, int gap_account,
                                const char *dir, sy_err *err)
{
    writer w = {.files = f, .w = world, .dir = dir};
    sy_status st = make_folder(dir, SY_OFFICE_WHOLE, err);

    *f = (sy_office_files){.gap = {.account = SY_NOBODY}};
    sy_buf_init(&w.cell, NULL, MAX_CELL);
    if (st == SY_OK) st = make_folder(dir, SY_OFFICE_PARTS, err);
    for (size_t i = 0; i < world->n_accounts && st == SY_OK; i++) {
        if (world->accounts[i].is_supplied) st = write_account(&w, (int)i, gap_account, err);
    }
    if (st == SY_OK) st = write_holders(&w, err);
    if (st == SY_OK && (sy_buf_status(&w.cell) != SY_OK || world->is_out_of_memory)) {
        st = sy_fail_nomem(err);
    }
    sy_buf_dispose(&w.cell);
    return st;
}

void sy_office_files_dispose(sy_office_files *f)
{
    sy_drop(NULL, f->list);
    *f = (sy_office_files){0};
}
