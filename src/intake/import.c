/* import.c - one import from paths to commit:
 *
 *   1  begin; look at every file once (tables.c): hash, copy, plan, header
 *   2  load what the workspace knows, read all tables in parallel into the
 *      store (reader.c through the store's feed)
 *   3  find the rows that came before (repeats.c)
 *   4  write what goes with the rows: texts, accounts, ledgers, sources,
 *      rejects, covers
 *   5  commit, or take everything back in a dry run
 *
 * A failure anywhere aborts the whole. */
#include "intake/import.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/log.h"
#include "intake/again.h"
#include "intake/aside.h"
#include "intake/finder.h"
#include "intake/particulars.h"
#include "intake/pool_rows.h"
#include "intake/preview.h"
#include "intake/reader.h"
#include "intake/repeats.h"
#include "intake/typed.h"
#include "store/extracts.h"
#include "store/facts.h"
#include "suyuan/limits.h"

enum { CHUNK = 8192 };

typedef struct run {
    const sy_import_options *options;
    sy_workspace *ws;
    sy_arena *arena; /* of the report */
    sy_profiles *profiles;
    sy_counterparties *words;
    sy_import *import;
    sy_found_tables tables;
    sy_shared shared;
    bool is_shared;
    sy_account_row *accounts;
    sy_ledger_row *ledgers;
    size_t n_accounts, n_ledgers;
    const sy_reject **rejects; /* by table and row */
    size_t n_rejects;
} run;

/* ---- what goes with the rows ---- */

static sy_status write_texts(run *r, sy_err *err)
{
    const sy_dict *d = r->shared.texts;
    sy_text_row *rows = sy_new_array(NULL, CHUNK, sizeof *rows);
    sy_status st = rows ? SY_OK : sy_fail_nomem(err);
    size_t n = 0;

    for (uint32_t id = sy_dict_first_new(d); st == SY_OK && id < sy_dict_end(d); id++) {
        rows[n] = (sy_text_row){id, sy_dict_text(d, id)};
        if (rows[n].text.len > 0) n++; /* else a hole */
        if (n < CHUNK && id + 1 < sy_dict_end(d)) continue;
        st = sy_import_texts(r->import, rows, n, err);
        n = 0;
    }
    sy_drop(NULL, rows);
    return st;
}

/* All accounts and ledgers, old and new, as rows for the store. */
static sy_status list_accounts_and_ledgers(run *r, sy_err *err)
{
    const sy_dict *accounts = r->shared.accounts, *ledgers = r->shared.ledgers;

    r->accounts = sy_new_array(NULL, sy_dict_end(accounts), sizeof *r->accounts);
    r->ledgers = sy_new_array(NULL, sy_dict_end(ledgers), sizeof *r->ledgers);
    if (!r->accounts || !r->ledgers) return sy_fail_nomem(err);
    for (uint32_t id = 1; id < sy_dict_end(accounts); id++) {
        sy_slice number = sy_dict_text(accounts, id);
        if (number.len) r->accounts[r->n_accounts++] = (sy_account_row){id, number};
    }
    for (uint32_t id = 1; id < sy_dict_end(ledgers); id++) {
        sy_slice bytes = sy_dict_text(ledgers, id);
        sy_ledger_key key;
        if (bytes.len != sizeof key) continue;
        memcpy(&key, bytes.ptr, sizeof key);
        r->ledgers[r->n_ledgers++] =
            (sy_ledger_row){id, key.account, sy_dict_text(r->shared.texts, key.sub),
                            sy_dict_text(r->shared.texts, key.currency)};
    }
    return SY_OK;
}

static sy_status write_accounts_and_ledgers(run *r, sy_err *err)
{
    const uint32_t first_account = sy_dict_first_new(r->shared.accounts);
    const uint32_t first_ledger = sy_dict_first_new(r->shared.ledgers);
    size_t a = 0, l = 0;

    while (a < r->n_accounts && r->accounts[a].id < first_account) a++;
    while (l < r->n_ledgers && r->ledgers[l].id < first_ledger) l++;
    sy_status st = sy_import_accounts(r->import, r->accounts + a, r->n_accounts - a, err);
    if (st != SY_OK) return st;
    return sy_import_ledgers(r->import, r->ledgers + l, r->n_ledgers - l, err);
}

static int by_place(const void *a, const void *b)
{
    const sy_reject *x = *(const sy_reject *const *)a, *y = *(const sy_reject *const *)b;
    if (x->table != y->table) return x->table < y->table ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static sy_slice heading_of(const run *r, const sy_reject *reject)
{
    const sy_intake_table *t = r->tables.items[reject->table];
    return reject->column < t->n_columns ? t->headings[reject->column] : (sy_slice){"", 0};
}

static sy_status write_rejects(run *r, sy_err *err)
{
    sy_reject_row *rows = sy_new_array(NULL, CHUNK, sizeof *rows);
    sy_status st = SY_OK;
    size_t n = 0;

    for (const sy_findings *f = r->shared.findings; f; f = f->next) r->n_rejects += f->n_rejects;
    r->rejects = sy_new_array(NULL, r->n_rejects, sizeof *r->rejects);
    if (!rows || !r->rejects) st = sy_fail_nomem(err);
    for (const sy_findings *f = r->shared.findings; f && st == SY_OK; f = f->next) {
        for (size_t i = 0; i < f->n_rejects; i++) r->rejects[n++] = &f->rejects[i];
    }
    if (st == SY_OK) qsort(r->rejects, n, sizeof *r->rejects, by_place);
    for (size_t i = 0, k = 0; i < r->n_rejects && st == SY_OK; i++) {
        const sy_reject *x = r->rejects[i];
        rows[k++] = (sy_reject_row){x->source, x->row, heading_of(r, x),
                                    sy_slice_of(sy_rule_id((sy_rule)x->rule)), x->value};
        if (k < CHUNK && i + 1 < r->n_rejects) continue;
        st = sy_import_rejects(r->import, rows, k, err);
        k = 0;
    }
    sy_drop(NULL, rows);
    return st;
}

static int by_ledger(const void *a, const void *b)
{
    const sy_cover_row *x = a, *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->ledger > y->ledger) - (x->ledger < y->ledger);
}

/* The days of each ledger in each source: first to last row, or the period
 * that the request named. */
static sy_status write_covers(run *r, sy_err *err)
{
    const bool stated = r->options->has_period && r->options->period_from <= r->options->period_to;
    sy_cover_row *rows;
    size_t n = 0, kept = 0;

    for (const sy_findings *f = r->shared.findings; f; f = f->next) n += f->n_spans;
    rows = sy_new_array(NULL, n, sizeof *rows);
    if (!rows) return sy_fail_nomem(err);
    n = 0;
    for (const sy_findings *f = r->shared.findings; f; f = f->next) {
        for (size_t i = 0; i < f->spans_size; i++) {
            const sy_span *s = &f->spans[i];
            if (s->source) rows[n++] = (sy_cover_row){s->source, s->ledger, s->from, s->to, stated};
        }
    }
    qsort(rows, n, sizeof *rows, by_ledger);
    for (size_t i = 0; i < n; i++) { /* several readers read one source */
        if (kept > 0 && by_ledger(&rows[kept - 1], &rows[i]) == 0) {
            if (rows[i].from_day < rows[kept - 1].from_day)
                rows[kept - 1].from_day = rows[i].from_day;
            if (rows[i].to_day > rows[kept - 1].to_day) rows[kept - 1].to_day = rows[i].to_day;
        } else {
            rows[kept++] = rows[i];
        }
    }
    for (size_t i = 0; i < kept && stated; i++) {
        rows[i].from_day = r->options->period_from;
        rows[i].to_day = r->options->period_to;
    }
    sy_status st = sy_import_covers(r->import, rows, kept, err);
    sy_drop(NULL, rows);
    return st;
}

/* A holder in a title gets a number, as if a row had named it: once confirmed it
 * is the ledger's. */
static sy_status number_holders(run *r, sy_err *err)
{
    sy_status st = SY_OK;
    uint32_t text;

    for (size_t i = 0; i < r->tables.n && st == SY_OK; i++) {
        const sy_slice name = r->tables.items[i]->titles[SY_TITLE_HOLDER].value;
        if (name.len > 0) st = sy_shared_value(&r->shared, name, SY_TEXT_PLAIN, &text, err);
    }
    return st;
}

/* The first title is that of the first account only: the rows say enough. */
static void forget_titles(sy_intake_table *t)
{
    for (int f = 0; f < SY_TITLE_FIELDS; f++) t->titles[f].value = (sy_slice){"", 0};
    if (!t->note) t->note = _("several accounts, each under a line of its own");
}

static sy_status write_titles(run *r, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < r->tables.n && st == SY_OK; i++) {
        sy_intake_table *t = r->tables.items[i];
        if (t->sections > 0) forget_titles(t);
        for (int f = 0; f < SY_TITLE_FIELDS && st == SY_OK; f++) {
            t->titles[f].source = t->source;
            if (t->titles[f].value.len > 0) st = sy_import_titles(r->import, &t->titles[f], 1, err);
        }
    }
    return st;
}

/* The only ledger of a source; 0: it has none, or several. */
static uint32_t only_ledger(const run *r, uint32_t source)
{
    uint32_t ledger = 0;

    for (const sy_findings *f = r->shared.findings; f; f = f->next) {
        for (size_t i = 0; i < f->spans_size; i++) {
            if (f->spans[i].source != source || f->spans[i].ledger == ledger) continue;
            if (ledger) return 0;
            ledger = f->spans[i].ledger;
        }
    }
    return ledger;
}

static sy_status write_totals(run *r, sy_err *err)
{
    sy_totals_row *rows = NULL;
    size_t n = 0;
    sy_status st = sy_aside_totals(&rows, &n, &r->tables, r->shared.findings, r->arena, err);

    for (size_t i = 0; i < n && st == SY_OK; i++) rows[i].ledger = only_ledger(r, rows[i].source);
    return st == SY_OK ? sy_import_totals(r->import, rows, n, err) : st;
}

static const char *kind_of(const sy_intake_table *t)
{
    return sy_source_kind_names[t->profile->kind];
}

static void copy_name(char *to, size_t size, const char *from)
{
    size_t n = strlen(from);
    if (n >= size) { /* cut at a character */
        n = size - 1;
        while (n > 0 && ((unsigned char)from[n] & 0xC0) == 0x80) n--;
    }
    memcpy(to, from, n);
    to[n] = '\0';
}

static sy_status write_sources(run *r, sy_err *err)
{
    sy_source *s = sy_new(NULL, sizeof *s);
    sy_status st = s ? SY_OK : sy_fail_nomem(err);

    for (size_t i = 0; i < r->tables.n && st == SY_OK; i++) {
        const sy_intake_table *t = r->tables.items[i];
        size_t at = 0;
        *s = (sy_source){.id = t->source,
                         .size = t->size,
                         .sheet = t->sheet,
                         .header_row = t->header_row,
                         .rows = t->rows,
                         .accepted = t->accepted,
                         .duplicate = t->duplicate,
                         .rejected = t->rejected};
        copy_name(s->path, sizeof s->path, t->path);
        memcpy(s->sha256, t->sha256, sizeof s->sha256);
        memcpy(s->archive, t->archive, sizeof s->archive);
        copy_name(s->sheet_name, sizeof s->sheet_name, t->sheet_name ? t->sheet_name : "");
        copy_name(s->encoding, sizeof s->encoding, t->encoding_name);
        copy_name(s->profile, sizeof s->profile, t->profile_id);
        copy_name(s->kind, sizeof s->kind, kind_of(t));
        for (uint32_t c = 0; c < t->n_columns && at + t->headings[c].len + 2 < sizeof s->header;
             c++) {
            if (c) s->header[at++] = '\t';
            memcpy(s->header + at, t->headings[c].ptr, t->headings[c].len);
            at += t->headings[c].len;
        }
        st = sy_import_source(r->import, s, err);
    }
    sy_drop(NULL, s);
    return st;
}

/* ---- the report ---- */

static char *keep(run *r, sy_slice text)
{
    return sy_arena_text(r->arena, text.ptr, text.len);
}

static sy_status report_rejects(run *r, sy_table_report *out, uint32_t table, size_t *at,
                                sy_err *err)
{
    size_t end = *at, n;

    while (end < r->n_rejects && r->rejects[end]->table == table) end++;
    n = end - *at < SY_MAX_REJECTS_SHOWN ? end - *at : SY_MAX_REJECTS_SHOWN;
    sy_reject_shown *shown = sy_arena_get(r->arena, n * sizeof *shown);
    if (!shown) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_reject *x = r->rejects[*at + i];
        shown[i] = (sy_reject_shown){x->row, keep(r, heading_of(r, x)),
                                     sy_rule_id((sy_rule)x->rule), keep(r, x->value)};
        if (!shown[i].column || !shown[i].value) return sy_fail_nomem(err);
    }
    out->rejects = shown;
    out->n_rejects = n;
    *at = end;
    return SY_OK;
}

/* What is in, and in no sum, is said at once. */
static bool note_of(run *r, sy_table_report *out, const sy_intake_table *t)
{
    char text[600], aside[200];

    out->note = t->note;
    if (t->uncounted == 0) return true;
    snprintf(aside, sizeof aside,
             t->profile->is_second_view
                 ? _("kept and in no sum: %llu (money that other rows move)")
                 : _("kept and in no sum: %llu (failed, closed, or neither in nor out)"),
             (unsigned long long)t->uncounted);
    snprintf(text, sizeof text, "%s%s%s", t->note ? t->note : "", t->note ? "; " : "", aside);
    out->note = keep(r, sy_slice_of(text));
    return out->note != NULL;
}

static sy_status report_table(run *r, sy_table_report *out, const sy_intake_table *t, sy_err *err)
{
    *out = (sy_table_report){.rows = t->rows,
                             .accepted = t->accepted,
                             .duplicate = t->duplicate,
                             .rejected = t->rejected,
                             .kind = kind_of(t),
                             .path = t->path,
                             .sheet = t->sheet_name,
                             .encoding = t->encoding_name,
                             .sheet_number = t->sheet,
                             .mapping = t->mapping,
                             .left = t->left,
                             .n_left = t->n_left};
    memcpy(out->titles, t->titles, sizeof out->titles);
    memcpy(out->decided, t->decided, sizeof out->decided);
    out->sha256 = keep(r, sy_slice_of(t->sha256));
    out->profile = keep(r, sy_slice_of(t->profile_id)); /* the profiles go before the report */
    if (!note_of(r, out, t)) return sy_fail_nomem(err);
    return out->sha256 && out->profile ? SY_OK : sy_fail_nomem(err);
}

static sy_status write_extract(run *r, sy_intake_table *t, sy_extract e, sy_err *err)
{
    char words[1200];

    snprintf(words, sizeof words,
             _("%llu of %llu rows kept, those of %s (%llu debtors); the file itself is not kept: "
               "load it again when there are more of them%s%s"),
             (unsigned long long)e.kept, (unsigned long long)e.rows, e.matching,
             (unsigned long long)e.people, t->note ? "; " : "", t->note ? t->note : "");
    e.sha256 = t->sha256;
    t->note = keep(r, sy_slice_of(words));
    return t->note ? sy_import_extract(r->import, &e, err) : sy_fail_nomem(err);
}

/* Each table of an extract is a file of its own, and bears the name that is shown. */
static sy_status write_extracts(run *r, size_t n, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < r->tables.n && st == SY_OK; k++) {
            sy_intake_table *t = r->tables.items[k];
            if (strcmp(t->path, r->options->shown[i]) != 0) continue;
            st = write_extract(r, t, r->options->extracts[i], err);
        }
    }
    return st;
}

static sy_status make_report(run *r, sy_import_report *report, sy_err *err)
{
    const size_t n = r->tables.n + r->tables.n_before;
    size_t at = 0;

    report->tables = sy_arena_get(r->arena, n * sizeof *report->tables);
    report->unrecognised =
        sy_arena_get(r->arena, r->tables.n_unknown * sizeof *report->unrecognised);
    if (!report->tables || !report->unrecognised) return sy_fail_nomem(err);
    for (size_t i = 0; i < r->tables.n; i++) {
        const sy_intake_table *t = r->tables.items[i];
        sy_table_report *out = &report->tables[report->n_tables++];
        sy_status st = report_table(r, out, t, err);
        if (st == SY_OK) st = report_rejects(r, out, (uint32_t)i, &at, err);
        if (st != SY_OK) return st;
        report->accepted += t->accepted;
        report->duplicate += t->duplicate;
        report->rejected += t->rejected;
    }
    for (size_t i = 0; i < r->tables.n_before; i++) {
        report->tables[report->n_tables++] = r->tables.before[i];
    }
    if (r->tables.n_unknown) {
        memcpy(report->unrecognised, r->tables.unknown,
               r->tables.n_unknown * sizeof *report->unrecognised);
    }
    report->n_unrecognised = r->tables.n_unknown;
    return SY_OK;
}

/* ---- the run ---- */

static sy_status load_data(run *r, const sy_profile **only, sy_err *err)
{
    char *data = NULL, *folder = NULL, *path = NULL;
    sy_status st = sy_profiles_load(&r->profiles, NULL, sy_workspace_path(r->ws), err);

    *only = NULL;
    if (st == SY_OK && r->options->profile) {
        *only = sy_profiles_find(r->profiles, r->options->profile);
        if (!*only) st = sy_fail(err, SY_EINVAL, N_("no profile \"%s\""), r->options->profile);
    }
    if (st == SY_OK) st = sy_data_folder(&data, err);
    if (st == SY_OK) {
        folder = sy_path_join(NULL, data, "dict");
        path = folder ? sy_path_join(NULL, folder, "counterparties.yaml") : NULL;
        st = path ? sy_counterparties_load(&r->words, NULL, path, NULL, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    sy_drop(NULL, data);
    return st;
}

static void count_rows(run *r)
{
    for (const sy_findings *f = r->shared.findings; f; f = f->next) {
        for (size_t i = 0; i < r->tables.n; i++) {
            r->tables.items[i]->rows += f->counts[i].rows;
            r->tables.items[i]->accepted += f->counts[i].accepted;
            r->tables.items[i]->rejected += f->counts[i].rejected;
            r->tables.items[i]->sections += f->counts[i].sections;
            r->tables.items[i]->uncounted += f->counts[i].uncounted;
        }
    }
}

static uint64_t expected_rows(const run *r)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < r->tables.n; i++) {
        if (r->tables.items[i]->plan) rows += r->tables.items[i]->plan->records;
    }
    return rows;
}

static sy_status read_rows(run *r, sy_err *err)
{
    const sy_entry_feed feed = {&r->shared, sy_reader_open, sy_reader_next, sy_reader_close};
    sy_progress progress;

    sy_progress_begin(&progress, _("importing"), expected_rows(r), SY_UNIT_ROWS);
    if (r->options->progress) r->shared.progress = &progress;
    sy_status st = sy_import_entries(r->import, &feed, err);
    sy_progress_end(&progress);
    r->shared.progress = NULL;
    return st;
}

static sy_status check_typed(run *r, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < r->tables.n && st == SY_OK; i++) {
        if (!r->tables.items[i]->profile->balances_checked) continue;
        st = sy_typed_check(r->tables.items[i], r->arena, err);
    }
    return st;
}

/* All rows of a sheet came before in another of the same workbook: WPS leaves
 * such copies, and so they are told of. */
static sy_status tell_of_copies(run *r, sy_err *err)
{
    for (size_t i = 0; i < r->tables.n; i++) {
        sy_intake_table *t = r->tables.items[i];
        const sy_intake_table *of = NULL;
        char words[600];
        for (size_t k = 0; k < r->tables.n && !of; k++) {
            const sy_intake_table *other = r->tables.items[k];
            if (k == i || strcmp(other->sha256, t->sha256) != 0 || !other->sheet_name) continue;
            if (other->rows == t->rows && other->accepted > 0) of = other;
        }
        if (!of || t->rows == 0 || t->duplicate + t->rejected < t->rows || t->duplicate == 0) {
            continue;
        }
        snprintf(words, sizeof words, _("the same table as sheet %s: counted once"),
                 of->sheet_name);
        t->note = sy_arena_text(r->arena, words, strlen(words));
        if (!t->note) return sy_fail_nomem(err);
    }
    return SY_OK;
}

/* What the whole files have decided by now is for the rows that waited. */
static sy_status read_again(run *r, sy_err *err)
{
    const sy_entry_feed feed = {&r->shared, sy_reader_open, sy_reader_next, sy_reader_close};
    bool any;
    sy_status st = sy_again_plan(&any, &r->tables, r->shared.findings, err);

    if (st != SY_OK || !any) return st;
    st = sy_shared_plan_again(&r->shared, err);
    if (st == SY_OK) st = sy_import_entries(r->import, &feed, err);
    sy_again_count(&r->tables, r->shared.findings);
    return st;
}

static sy_status import_tables(run *r, sy_err *err)
{
    sy_status st = sy_shared_init(&r->shared, NULL, expected_rows(r), err);

    r->is_shared = true;
    r->shared.words = r->words;
    if (st == SY_OK) st = sy_shared_load(&r->shared, r->ws, err);
    if (st == SY_OK) st = sy_shared_plan(&r->shared, &r->tables, err);
    if (st == SY_OK) st = read_rows(r, err);
    if (st == SY_OK) st = read_again(r, err);
    if (st == SY_OK) st = number_holders(r, err);
    if (st == SY_OK) st = sy_particulars_read(&r->shared, &r->tables, r->ws, r->import, err);
    if (st == SY_OK) st = sy_pool_rows_read(&r->shared, &r->tables, r->import, err);
    if (st == SY_OK) count_rows(r);
    if (st == SY_OK) st = list_accounts_and_ledgers(r, err);
    sy_debug("import: %zu tables read, %zu accounts, %zu ledgers", r->tables.n, r->n_accounts,
             r->n_ledgers);
    if (st == SY_OK) st = sy_repeats_find(&r->shared, r->import, &r->tables, err);
    sy_debug("import: repeats found");
    sy_shared_shrink(&r->shared);
    if (st == SY_OK) st = write_texts(r, err);
    if (st == SY_OK) st = write_accounts_and_ledgers(r, err);
    if (st == SY_OK) st = write_sources(r, err);
    if (st == SY_OK) st = write_rejects(r, err);
    if (st == SY_OK) st = write_covers(r, err);
    if (st == SY_OK) st = write_titles(r, err);
    if (st == SY_OK) st = write_totals(r, err);
    sy_debug("import: everything written");
    return st;
}

static void dispose(run *r)
{
    if (r->is_shared) sy_shared_dispose(&r->shared);
    sy_drop(NULL, r->accounts);
    sy_drop(NULL, r->ledgers);
    sy_drop(NULL, r->rejects);
    sy_found_tables_dispose(&r->tables);
    sy_counterparties_free(r->words);
    sy_profiles_free(r->profiles);
}

/* One import of all that is not spoiled. *spoiled: 1 + the table that could not be
 * read to its end; 0: the failure is another. */
static sy_status run_once(run *r, sy_import_report *report, const char *const *paths,
                          size_t n_paths, const sy_spoiled *without, size_t n_without,
                          uint32_t *spoiled, sy_err *err)
{
    const sy_import_options *options = r->options;
    sy_found_tables_options look = {.ask = options,
                                    .is_trial = options->dry_run,
                                    .progress = options->progress,
                                    .passwords = options->passwords,
                                    .n_passwords = options->n_passwords,
                                    .ask_password = options->ask_password,
                                    .ask_ctx = options->ask_ctx,
                                    .spoiled = without,
                                    .n_spoiled = n_without};

    *report = (sy_import_report){.tables = NULL};
    r->tables.arena = r->arena;
    sy_debug("import: begins");
    sy_status st = load_data(r, &look.only, err);
    look.profiles = r->profiles;
    if (st == SY_OK) st = sy_import_begin(&r->import, r->ws, err);
    if (st != SY_OK) return st;
    look.import = r->import;
    st = sy_found_tables_find(&r->tables, r->ws, paths, n_paths, &look, err);
    sy_debug("import: files read");
    if (st == SY_OK) st = check_typed(r, err);
    if (st == SY_OK && r->tables.n > 0) st = import_tables(r, err);
    if (r->is_shared) *spoiled = atomic_load(&r->shared.spoiled);
    if (st == SY_OK && r->tables.n > 0) {
        st = sy_preview_fill(&r->tables, &r->shared, r->import, r->arena, err);
    }
    if (st == SY_OK) st = tell_of_copies(r, err);
    if (st == SY_OK && options->extracts) st = write_extracts(r, n_paths, err);
    if (st == SY_OK) st = make_report(r, report, err);
    if (st == SY_OK && r->tables.n > 0 && !options->dry_run && options->delivery) {
        st = sy_import_delivery(r->import, options->delivery, err);
    }
    if (st == SY_OK && r->tables.n > 0 && !options->dry_run) {
        st = sy_import_commit(r->import, err);
        r->import = NULL;
        sy_debug("import: committed");
    }
    return st;
}

/* The table's place and what was wrong with it, for the next run. */
static sy_status note_spoiled(const run *r, uint32_t spoiled, sy_spoiled *out, const sy_err *why,
                              sy_err *err)
{
    const sy_intake_table *t = r->tables.items[spoiled - 1];
    const char *words = sy_words_without(sy_words_without(why->text, t->data_path), t->path);

    *out = (sy_spoiled){.path = sy_arena_text(r->arena, t->path, strlen(t->path)),
                        .sheet = t->sheet,
                        .why = sy_arena_text(r->arena, words, strlen(words))};
    return out->path && out->why ? SY_OK : sy_fail_nomem(err);
}

/* A table that cannot be read to its end is known only then: all is taken back, and
 * begun again without it. */
sy_status sy_intake_import(sy_import_report *report, sy_workspace *ws, const char *const *paths,
                           size_t n_paths, const sy_import_options *options, sy_arena *arena,
                           sy_err *err)
{
    sy_spoiled without[SY_MAX_SPOILED];
    size_t n = 0;

    for (;;) {
        run r = {.options = options, .ws = ws, .arena = arena};
        sy_err why = {0};
        uint32_t spoiled = 0;
        sy_status st = run_once(&r, report, paths, n_paths, without, n, &spoiled, &why);
        const bool again = st != SY_OK && spoiled && n < SY_MAX_SPOILED;
        if (again) {
            st = note_spoiled(&r, spoiled, &without[n++], &why, err);
        } else if (st != SY_OK) {
            st = sy_fail_at(err, st, why.line, "%s", why.text);
        }
        sy_import_abort(r.import); /* nothing to import, a dry run, a failure */
        dispose(&r);
        if (st != SY_OK) *report = (sy_import_report){.tables = NULL};
        if (st != SY_OK || !again) return st;
    }
}
