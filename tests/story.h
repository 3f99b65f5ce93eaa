/* story.h - a case told payment by payment: statements as a bank sends them, imported.
 *
 *     story s;
 *     story_begin(&s);
 *     const int bank = story_account(&s, "6222020000000000015", "李样二", "330699195111265380");
 *     story_row(&s, bank, (told){.day = 3, .yuan = 500, .name = "某公司", .summary = "货款"});
 *     story_open(&s, SY_READ);       // imported; facts and people entered before that
 *     ... s.c ...
 *     story_end(&s);
 *
 * A row above 0 comes in. Day 0 is 2022-01-01; every row is at 10:00 unless it says an
 * hour. Each account begins with half a million. */
#ifndef SY_STORY_H
#define SY_STORY_H

#include "base/civil.h"
#include "base/file.h"
#include "intake/import.h"
#include "ledger/case.h"
#include "scratch.h"
#include "store/people.h"
#include "test.h"

enum { STORY_ACCOUNTS = 40, STORY_ROWS = 6000, STORY_OPENING = 500000 };

typedef struct told {
    int day, hour;
    long yuan;
    const char *number, *name, *id, *summary, *note, *branch, *ip, *mac, *terminal;
    bool is_cash;
} told;

typedef struct story {
    char folder[SCRATCH], dir[SCRATCH + 16], workspace[SCRATCH + 16];
    struct {
        const char *number, *holder, *id;
    } accounts[STORY_ACCOUNTS];
    struct {
        int account;
        told r;
    } rows[STORY_ROWS];
    int n_accounts, n_rows;
    bool is_reversed; /* files are imported in the other order */
    sy_workspace *ws;
    sy_arena arena;
    sy_case *c;
} story;

static inline void story_begin(story *s)
{
    sy_err err = {0};

    memset(s, 0, sizeof *s);
    scratch_make(s->folder);
    sy_arena_init(&s->arena, NULL);
    snprintf(s->dir, sizeof s->dir, "%s/files", s->folder);
    snprintf(s->workspace, sizeof s->workspace, "%s/case.suyuan", s->folder);
    assert_ok(sy_make_folder(s->dir, &err), err);
    assert_ok(sy_workspace_create(s->workspace, &err), err);
    assert_ok(sy_workspace_open(&s->ws, s->workspace, SY_WRITE, &err), err);
}

static inline int story_account(story *s, const char *number, const char *holder, const char *id)
{
    assert_true(s->n_accounts < STORY_ACCOUNTS);
    s->accounts[s->n_accounts].number = number;
    s->accounts[s->n_accounts].holder = holder;
    s->accounts[s->n_accounts].id = id;
    return s->n_accounts++;
}

static inline void story_row(story *s, int account, told r)
{
    assert_true(s->n_rows < STORY_ROWS);
    s->rows[s->n_rows].account = account;
    s->rows[s->n_rows++].r = r;
}

/* Both sides: from one account to another, a minute later. */
static inline void story_move(story *s, int from, int to, told r)
{
    told out = r, in = r;

    out.yuan = -r.yuan;
    out.number = s->accounts[to].number;
    out.name = s->accounts[to].holder;
    in.number = s->accounts[from].number;
    in.name = s->accounts[from].holder;
    in.ip = in.mac = in.terminal = NULL;
    story_row(s, from, out);
    story_row(s, to, in);
}

/* A file of accounts or persons beside the statements. */
static inline void story_file(story *s, const char *name, const char *text)
{
    char path[SCRATCH * 2];
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/%s", s->dir, name);
    assert_ok(sy_file_write(path, text, strlen(text), &err), err);
}

static inline const char *story_text(const char *text)
{
    return text ? text : "";
}

/* When row i was: each at a second of its own. */
static inline int64_t story_at(const story *s, int i)
{
    const told *r = &s->rows[i].r;
    return (sy_days_from_civil(2022, 1, 1) + r->day) * SY_DAY + (r->hour ? r->hour : 10) * 3600L +
           i % 3000;
}

static inline void story_write(story *s, int account)
{
    char path[SCRATCH * 2];
    long balance = STORY_OPENING;

    snprintf(path, sizeof path, "%s/%02d.csv", s->dir, account);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,"
          "对手户名,对手身份证号,摘要说明,备注,现金标志,交易网点名称,IP地址,MAC地址,终端号\n",
          f);
    for (int day = -1000; day < 2000; day++) {
        for (int i = 0; i < s->n_rows; i++) {
            const told *r = &s->rows[i].r;
            char at[SY_TIME_TEXT];
            if (s->rows[i].account != account || r->day != day) continue;
            balance += r->yuan;
            sy_time_print(at, story_at(s, i), SY_SECOND);
            at[10] = ' ';
            fprintf(f, "%s,%s,%s,%s,%ld.00,%ld.00,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\n",
                    s->accounts[account].number, s->accounts[account].holder,
                    s->accounts[account].id, at, labs(r->yuan), balance, r->yuan > 0 ? "进" : "出",
                    story_text(r->number), story_text(r->name), story_text(r->id),
                    story_text(r->summary), story_text(r->note), r->is_cash ? "现金" : "",
                    story_text(r->branch), story_text(r->ip), story_text(r->mac),
                    story_text(r->terminal));
        }
    }
    fclose(f);
}

/* The case can be opened again after this: sy_case_open(&s->c, s->workspace, ...). */
static inline void story_import(story *s)
{
    const sy_import_options options = {0};
    sy_import_report report;
    sy_err err = {0};

    for (int a = 0; a < s->n_accounts; a++) story_write(s, a);
    if (!s->is_reversed) {
        const char *const paths[] = {s->dir};
        assert_ok(sy_intake_import(&report, s->ws, paths, 1, &options, &s->arena, &err), err);
    }
    for (int a = s->n_accounts; s->is_reversed && a-- > 0;) {
        char path[SCRATCH * 2];
        const char *const paths[] = {path};
        snprintf(path, sizeof path, "%s/%02d.csv", s->dir, a);
        assert_ok(sy_intake_import(&report, s->ws, paths, 1, &options, &s->arena, &err), err);
    }
}

static inline void story_open(story *s, sy_access access)
{
    sy_err err = {0};

    story_import(s);
    sy_workspace_close(s->ws);
    s->ws = NULL;
    assert_ok(sy_case_open(&s->c, s->workspace, access, &err), err);
}

static inline void story_end(story *s)
{
    sy_case_close(s->c);
    sy_workspace_close(s->ws);
    sy_arena_dispose(&s->arena);
    scratch_remove(s->folder);
}

#endif
