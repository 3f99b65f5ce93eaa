/* set_xlsx.c - a set as a workbook: a sheet for each part with all persons in it, so that
 * it can be filtered and summed; a sheet of the rows behind the figures; the files. A
 * figure is a link to its rows' amounts: followed, it selects them, and the spreadsheet
 * itself shows their sum. Where not all rows are listed it leads to their heading. */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/paper.h"
#include "report/set_parts.h"
#include "report/shown.h"

enum {
    LISTED_ALL = 100000, /* rows of evidence that are listed without choosing among them */
    WHERE_MAX = 30000,   /* a cell holds 32,767 characters */
    LINKS_MAX = 65000,   /* of a sheet */
    SUMMARY_COLUMNS = 8
};

typedef struct place {           /* of a block */
    lxw_row_t head, first, last; /* first > last: its rows are not all listed */
} place;

typedef struct writer {
    sy_paper p;
    const sy_set *set;
    uint32_t begin, end;
    lxw_worksheet *summary, *changes, *part[SY_SET_ALL_PARTS], *evidence, *files;
    place *places; /* by block, from 0 */
    uint32_t rows_a_block;
    unsigned links;
} writer;

static sy_slice slice(const char *text)
{
    return sy_slice_of(text);
}

/* aligns: l or r, a letter a column. */
static void heads(writer *x, const char *const *list, const char *aligns)
{
    for (size_t i = 0; aligns[i]; i++) {
        sy_paper_text(&x->p, slice(list[i]), aligns[i] == 'r' ? x->p.head_right : x->p.head);
    }
    sy_paper_next(&x->p);
}

/* Is the block of one of the persons, or a finding's that is shown? */
static bool is_shown(const writer *x, const sy_set_block *b)
{
    if (b->places) return x->set->has_findings && x->begin == 0;
    return b->person >= x->begin && b->person < x->end;
}

/* ---- evidence ---- */

enum { TIME, ACCOUNT, IN, OUT, OTHER, WORDS, FILE_NUMBER, ROW, EVIDENCE_COLUMNS };

/* As many rows a block as keep the sheet to a size that opens. */
static uint32_t choose_rows(const writer *x)
{
    const sy_set *set = x->set;
    static const uint32_t steps[] = {UINT32_MAX, 1000, 300, 100, 30, 10};
    const size_t n_steps = sizeof steps / sizeof *steps;

    for (size_t s = 0; s + 1 < n_steps; s++) {
        uint64_t sum = 0;
        for (uint32_t k = 0; k < set->n_blocks; k++) {
            const sy_set_block *b = &set->blocks[k];
            if (b->is_brief || !is_shown(x, b)) continue;
            sum += b->n_rows < steps[s] ? b->n_rows : steps[s];
        }
        if (sum <= LISTED_ALL) return steps[s];
    }
    return steps[n_steps - 1];
}

static void evidence_row(writer *x, const sy_set_row *r)
{
    sy_paper *w = &x->p;
    char file[16];

    snprintf(file, sizeof file, "F%u", r->file);
    sy_paper_time(w, r->at, r->precision, w->text);
    sy_paper_text(w, r->account, w->text);
    if (r->amount < 0) sy_paper_empty(w);
    sy_paper_money(w, r->amount < 0 ? -r->amount : r->amount, w->money);
    if (r->amount >= 0) sy_paper_empty(w);
    sy_paper_text(w, r->other, w->text);
    sy_paper_text(w, r->words, w->text);
    sy_paper_text(w, slice(file), w->text);
    sy_paper_number(w, r->row, w->number);
    sy_paper_next(w);
}

static void block_head(writer *x, uint32_t number)
{
    const sy_set_block *b = &x->set->blocks[number];
    sy_paper *w = &x->p;
    sy_buf title;

    sy_buf_init(&title, NULL, 8192);
    sy_buf_printf(&title, "[%u] %s%s%s · ", number + 1,
                  b->places ? "" : x->set->persons[b->person].title, b->places ? "" : " · ",
                  sy_set_part_title(b->part));
    sy_buf_slice(&title, b->title);
    x->places[number].head = w->w.row;
    sy_paper_text(w, (sy_slice){title.ptr, title.len}, w->strong);
    sy_paper_empty(w);
    if (b->line->n_in)
        sy_paper_money(w, b->line->in, w->strong_money);
    else
        sy_paper_empty(w);
    if (b->line->n_out) sy_paper_money(w, b->line->out, w->strong_money);
    if (sy_buf_status(&title) != SY_OK) sy_workbook_note(&w->w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    sy_buf_dispose(&title);
    sy_paper_next(w);
}

static sy_status rest_of_block(writer *x, const sy_set_block *b, const uint32_t *rest, uint32_t n,
                               bool is_all, sy_err *err)
{
    sy_buf words;

    sy_buf_init(&words, NULL, 1 << 16);
    if (!is_all) sy_buf_printf(&words, _("%u more rows: "), n);
    sy_status st = sy_set_where(&words, x->set, b, rest, n, WHERE_MAX, err);
    if (st == SY_OK && sy_buf_status(&words) != SY_OK) st = sy_fail_nomem(err);
    if (st == SY_OK) {
        sy_paper_text(&x->p, (sy_slice){words.ptr, words.len}, x->p.plain);
        sy_paper_next(&x->p);
    }
    sy_buf_dispose(&words);
    return st;
}

static sy_status evidence_block(writer *x, uint32_t number, sy_err *err)
{
    const sy_set_block *b = &x->set->blocks[number];
    uint32_t *picked = NULL, *rest = NULL, n = 0, n_rest = 0;
    sy_status st =
        sy_set_pick(x->set, b, b->is_brief ? 0 : x->rows_a_block, &picked, &n, &rest, &n_rest, err);

    if (st == SY_OK) {
        block_head(x, number);
        x->places[number].first = x->p.w.row;
        for (uint32_t i = 0; i < n; i++) {
            const sy_set_row row = sy_set_row_of(x->set, b, picked[i]);
            evidence_row(x, &row);
        }
        x->places[number].last = n_rest ? x->places[number].head : x->p.w.row - 1;
        if (n_rest) st = rest_of_block(x, b, rest, n_rest, n == 0, err);
    }
    sy_drop(NULL, picked);
    return st;
}

static sy_status write_evidence(writer *x, sy_err *err)
{
    static const double widths[EVIDENCE_COLUMNS] = {21, 23, 15, 15, 34, 28, 7, 8};
    const char *list[EVIDENCE_COLUMNS] = {_("time"),         _("account"), _("in"),   _("out"),
                                          _("counterparty"), _("summary"), _("file"), _("row")};
    sy_status st = SY_OK;

    sy_paper_go(&x->p, x->evidence, widths, EVIDENCE_COLUMNS, true);
    heads(x, list, "llrrlllr");
    for (uint32_t k = 0; k < x->set->n_blocks && st == SY_OK; k++) {
        if (is_shown(x, &x->set->blocks[k])) st = evidence_block(x, k, err);
    }
    return st;
}

/* The cell that is written next opens its block: amounts their column, others all of it. */
static void open_block(writer *x, const sy_cell *c, lxw_format *f)
{
    const bool is_in = c->side == SY_SIDE_IN, is_out = c->side == SY_SIDE_OUT;

    if (!c->block || x->links++ >= LINKS_MAX) return;
    const place *p = &x->places[c->block - 1];
    const bool has_rows = p->last >= p->first;
    const lxw_col_t first = has_rows && is_out ? OUT : has_rows && is_in ? IN : TIME;
    const lxw_col_t last = is_in && has_rows ? IN : is_out && has_rows ? OUT : ROW;

    sy_paper_link(&x->p, _("evidence"), has_rows ? p->first : p->head, first,
                  has_rows ? p->last : p->head, last, f);
}

/* ---- the parts ---- */

static void cell(writer *x, const sy_cell *c, bool is_strong)
{
    sy_paper *w = &x->p;
    lxw_format *text = is_strong ? w->strong : w->text;
    lxw_format *money = is_strong ? w->strong_money : w->money;
    lxw_format *number = is_strong ? w->strong_number : w->number;
    lxw_format *f = c->kind == SY_CELL_MONEY   ? money
                    : c->kind == SY_CELL_COUNT ? number
                    : c->kind == SY_CELL_SHARE ? w->share
                                               : text;
    char file[24];

    open_block(x, c, f);
    switch (c->kind) {
    case SY_CELL_TEXT:
    case SY_CELL_WORDS:
        sy_paper_text(w, c->text, f);
        break;
    case SY_CELL_MONEY:
        sy_paper_money(w, c->value, f);
        break;
    case SY_CELL_COUNT:
        sy_paper_number(w, c->value, f);
        break;
    case SY_CELL_SHARE:
        sy_paper_share(w, c->value, f);
        break;
    case SY_CELL_TIME:
    case SY_CELL_DAY:
        sy_paper_time(w, c->value, c->precision, f);
        break;
    case SY_CELL_FILE:
        snprintf(file, sizeof file, "F%lld", (long long)c->value);
        sy_paper_text(w, slice(file), f);
        break;
    case SY_CELL_EMPTY:
        sy_paper_empty(w);
        break;
    }
}

/* whose: in the first column of each row; NULL: there is no such column. */
static void table_rows(writer *x, const sy_set_table *t, const char *whose)
{
    sy_paper *w = &x->p;

    for (size_t row = 0; row < t->n_rows; row++) {
        const bool is_sum = row + t->n_sums >= t->n_rows;
        if (whose) sy_paper_text(w, slice(whose), is_sum ? w->strong : w->text);
        for (size_t i = 0; i < t->columns; i++) {
            cell(x, &t->cells[row * t->columns + i], is_sum);
        }
        sy_paper_next(w);
    }
    if (t->n_rows == 0) {
        if (whose) sy_paper_text(w, slice(whose), w->text);
        sy_paper_text(w, slice(_("None.")), w->text);
        sy_paper_next(w);
    }
    if (t->note) {
        if (whose) sy_paper_text(w, slice(whose), w->text);
        sy_paper_text(w, slice(t->note), w->plain);
        sy_paper_next(w);
    }
}

static double width_of(sy_cell_kind kind)
{
    switch (kind) {
    case SY_CELL_MONEY:
        return 15;
    case SY_CELL_COUNT:
        return 9;
    case SY_CELL_SHARE:
        return 9;
    case SY_CELL_TIME:
        return 21;
    case SY_CELL_DAY:
        return 12;
    case SY_CELL_FILE:
        return 7;
    case SY_CELL_WORDS:
        return 60;
    default:
        return 9; /* of text at least */
    }
}

/* Text columns are as wide as their texts, within bounds: paper is narrow. */
static void widen(double *width, const sy_set_table *t, size_t column)
{
    enum { WIDEST = 30 };

    for (size_t row = 0; row < t->n_rows && *width < WIDEST; row++) {
        const size_t text = sy_width(t->cells[row * t->columns + column].text) + 3;
        if ((double)text > *width) *width = text < WIDEST ? (double)text : WIDEST;
    }
}

static double width_for(const writer *x, const sy_set_table *t, size_t column)
{
    const bool is_of_case = t->part >= SY_SET_PARTS;
    double width = width_of(t->kinds[column]);

    if (t->kinds[column] != SY_CELL_TEXT) return width;
    if (is_of_case) widen(&width, t, column);
    for (uint32_t i = x->begin; i < x->end && !is_of_case; i++) {
        widen(&width, &x->set->persons[i].table[t->part], column);
    }
    return width;
}

/* Begins the sheet of a table; of persons' tables with their names before it. */
static void begin_table(writer *x, const sy_set_table *t, bool has_whose)
{
    double widths[SY_SET_COLUMNS + 1] = {20};
    const char *list[SY_SET_COLUMNS + 1] = {_("holder")};
    char aligns[SY_SET_COLUMNS + 2] = "l";
    const size_t at = has_whose;

    x->links = 0;
    for (size_t i = 0; i < t->columns && i < SY_SET_COLUMNS; i++) {
        widths[at + i] = width_for(x, t, i);
        list[at + i] = t->heads[i];
        aligns[at + i] = sy_cell_is_number(t->kinds[i]) ? 'r' : 'l';
    }
    aligns[at + t->columns] = '\0';
    sy_paper_go(&x->p, x->part[t->part], widths, t->columns + at, true);
    heads(x, list, aligns);
}

static void end_table(writer *x, const sy_set_table *t, bool has_whose)
{
    worksheet_autofilter(x->part[t->part], 0, 0, x->p.w.row > 1 ? x->p.w.row - 1 : 1,
                         (lxw_col_t)(t->columns - !has_whose));
}

static void write_part(writer *x, sy_set_part part)
{
    const sy_set_table *first = &x->set->persons[x->begin].table[part];

    begin_table(x, first, true);
    for (uint32_t i = x->begin; i < x->end; i++) {
        table_rows(x, &x->set->persons[i].table[part], x->set->persons[i].title);
    }
    end_table(x, first, true);
}

static void write_findings(writer *x)
{
    for (int part = SY_SET_PARTS; part < SY_SET_ALL_PARTS; part++) {
        const sy_set_table *t = &x->set->finding[part - SY_SET_PARTS];
        if (!x->part[part]) continue;
        begin_table(x, t, false);
        table_rows(x, t, NULL);
        end_table(x, t, false);
    }
}

/* ---- summary, changes, files ---- */

static void fact(writer *x, const char *name, const char *value)
{
    if (!value || !*value) return;
    sy_paper_text(&x->p, slice(name), x->p.strong_head);
    sy_paper_text(&x->p, slice(value), x->p.plain);
    sy_paper_next(&x->p);
}

static void paragraph(writer *x, const sy_buf *words)
{
    sy_paper_paragraph(&x->p, (sy_slice){words->ptr, words->len}, SUMMARY_COLUMNS);
}

static void write_summary(writer *x)
{
    static const double widths[SUMMARY_COLUMNS] = {16, 16, 16, 16, 16, 16, 16, 16};
    const sy_case_facts *facts = &x->set->s->facts;
    sy_paper *w = &x->p;
    sy_buf words;

    sy_buf_init(&words, NULL, 1 << 20);
    sy_paper_go(w, x->summary, widths, SUMMARY_COLUMNS, false);
    sy_workbook_note(&w->w, worksheet_set_row(w->w.sheet, 0, 28, NULL));
    sy_paper_text(w, slice(_("What the statements show")), w->title);
    sy_paper_next(w);
    fact(x, _("case"), facts->name);
    fact(x, _("case number"), facts->number);
    fact(x, _("debtor"), facts->debtor);
    fact(x, _("claim"), facts->claim);
    sy_set_terms_words(&words, x->set);
    paragraph(x, &words);
    sy_buf_clear(&words);
    sy_buf_text(&words, _("Every figure comes from the statements supplied and reaches no further. "
                          "What it means is for the person who reads it to check; another "
                          "person's account is that person's until shown otherwise."));
    paragraph(x, &words);
    sy_buf_clear(&words);
    sy_buf_text(&words, _("A figure is a link: followed, it selects the amounts behind it, and "
                          "their sum stands at the foot of the window."));
    paragraph(x, &words);
    for (uint32_t i = x->begin; i < x->end; i++) {
        const sy_set_person *p = &x->set->persons[i];
        sy_paper_next(w);
        sy_buf_clear(&words);
        sy_buf_text(&words, p->title);
        if (p->holder->relation != SY_RELATION_NONE)
            sy_buf_printf(&words, " · %s", sy_relation_label(p->holder->relation));
        sy_paper_text(w, (sy_slice){words.ptr, words.len}, w->strong_head);
        sy_paper_next(w);
        if (p->holder->is_by_name) {
            sy_paper_text(w,
                          slice(_("This holder's accounts (those of the same name without a "
                                  "statement too) are put together by the name; no "
                                  "identity number confirms that they are one person's.")),
                          w->plain);
            sy_paper_next(w);
        }
        sy_buf_clear(&words);
        sy_set_summary(&words, x->set, p);
        paragraph(x, &words);
    }
    if (sy_buf_status(&words) != SY_OK) sy_workbook_note(&w->w, LXW_ERROR_MEMORY_MALLOC_FAILED);
    sy_buf_dispose(&words);
}

static void change_side(writer *x, const sy_set_line *l)
{
    sy_paper_number(&x->p, l->n_in, x->p.number);
    sy_paper_money(&x->p, l->in, x->p.money);
    sy_paper_number(&x->p, l->n_out, x->p.number);
    sy_paper_money(&x->p, l->out, x->p.money);
}

static void write_changes(writer *x)
{
    enum { COLUMNS = 12 };
    static const double widths[COLUMNS] = {14, 18, 24, 22, 9, 15, 9, 15, 9, 15, 9, 15};
    const char *list[COLUMNS] = {_("holder"),       _("part"),    _("figure"),        _("set of"),
                                 _("was: rows in"), _("was: in"), _("was: rows out"), _("was: out"),
                                 _("is: rows in"),  _("is: in"),  _("is: rows out"),  _("is: out")};

    if (!x->changes) return;
    sy_paper_go(&x->p, x->changes, widths, COLUMNS, true);
    heads(x, list, "llllrrrrrrrr");
    for (uint32_t i = x->begin; i < x->end; i++) {
        const sy_set_person *p = &x->set->persons[i];
        for (size_t k = 0; k < p->n_changes; k++) {
            const sy_set_change *c = &p->changes[k];
            sy_paper_text(&x->p, slice(p->title), x->p.text);
            sy_paper_text(&x->p, slice(sy_set_cut_title(c->cut)), x->p.text);
            sy_paper_text(&x->p, c->title, x->p.text);
            sy_paper_text(&x->p, slice(p->before.made_at), x->p.text);
            change_side(x, &c->before);
            change_side(x, &c->now);
            sy_paper_next(&x->p);
        }
    }
}

static void write_files(writer *x)
{
    enum { COLUMNS = 5 };
    static const double widths[COLUMNS] = {6, 60, 18, 10, 70};
    const char *list[COLUMNS] = {"F", _("file"), _("sheet"), _("rows"), "SHA-256"};
    const sy_files *files = &x->set->files;
    char number[24];

    sy_paper_go(&x->p, x->files, widths, COLUMNS, true);
    heads(x, list, "lllrl");
    for (size_t i = 0; i < files->n; i++) {
        snprintf(number, sizeof number, "F%zu", i + 1);
        sy_paper_text(&x->p, slice(number), x->p.text);
        sy_paper_text(&x->p, slice(files->items[i].path), x->p.text);
        sy_paper_text(&x->p, slice(files->items[i].sheet_name), x->p.text);
        sy_paper_number(&x->p, (int64_t)files->items[i].rows, x->p.number);
        sy_paper_text(&x->p, slice(files->items[i].sha256), x->p.text);
        sy_paper_next(&x->p);
    }
}

/* ---- all ---- */

static bool has_changes(const writer *x)
{
    for (uint32_t i = x->begin; i < x->end; i++) {
        if (x->set->persons[i].n_changes) return true;
    }
    return false;
}

/* In the order of the tabs. */
static void add_sheets(writer *x)
{
    x->summary = sy_paper_add(&x->p, _("summary of all"));
    if (has_changes(x)) x->changes = sy_paper_add(&x->p, _("Figures that have changed"));
    for (int part = SY_SET_PARTS; part < SY_SET_ALL_PARTS; part++) {
        if (x->set->has_findings && x->begin == 0)
            x->part[part] = sy_paper_add(&x->p, sy_set_part_title((sy_set_part)part));
    }
    for (int part = 0; part < SY_SET_PARTS; part++) {
        x->part[part] = sy_paper_add(&x->p, sy_set_part_title((sy_set_part)part));
    }
    x->evidence = sy_paper_add(&x->p, _("evidence"));
    x->files = sy_paper_add(&x->p, _("Files"));
}

sy_status sy_set_xlsx(const char *path, const sy_set *set, uint32_t begin, uint32_t end,
                      sy_err *err)
{
    writer x = {.set = set, .begin = begin, .end = end};
    sy_status st = sy_paper_open(&x.p, path, err);

    if (st != SY_OK) return st;
    x.rows_a_block = choose_rows(&x);
    x.places = sy_new_array(NULL, set->n_blocks, sizeof *x.places);
    if (!x.places) st = sy_fail_nomem(err);
    if (st == SY_OK) add_sheets(&x);
    if (st == SY_OK && x.p.w.file.failure == LXW_NO_ERROR) {
        st = write_evidence(&x, err); /* first: the links need its rows */
        write_summary(&x);
        write_changes(&x);
        write_findings(&x);
        for (int part = 0; part < SY_SET_PARTS; part++) write_part(&x, (sy_set_part)part);
        write_files(&x);
    }
    sy_drop(NULL, x.places);
    return sy_workbook_close(&x.p.w, st, err);
}
