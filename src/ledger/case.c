/* case.c - the workspace's index: is it there, is it of today, else build it. */
#include "ledger/case.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/log.h"
#include "flow/index.h"
#include "ledger/books.h"
#include "ledger/second_numbers.h"
#include "ledger/stamp.h"
#include "suyuan/limits.h"

struct sy_case {
    sy_workspace *ws;
    sy_index *index;
    const char *rebuilt;
    bool was_damaged;
    char reason[256];
    sy_second_numbers *numbers; /* NULL: not asked for yet */
};

static sy_status index_path(char out[SY_MAX_PATH], const sy_workspace *ws, sy_err *err)
{
    int n = snprintf(out, SY_MAX_PATH, "%s/index", sy_workspace_path(ws));

    if (n < 0 || n > (int)SY_MAX_PATH - 32)
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), out);
    sy_status st = sy_make_folder(out, err);
    if (st == SY_OK) snprintf(out + n, (size_t)((int)SY_MAX_PATH - n), "/ledgers.flow");
    return st;
}

typedef struct pieces {
    sy_case_tables *tables;
    sy_made_books *books;
} pieces;

/* What the builder has used makes room for what it makes. */
static void give_back(void *ctx, sy_spent what)
{
    pieces *p = ctx;

    switch (what) {
    case SY_SPENT_BALANCES:
        sy_drop(p->tables->al, p->tables->balance);
        p->tables->balance = NULL;
        break;
    case SY_SPENT_ORDERS:
        sy_books_give_back_orders(p->books);
        break;
    case SY_SPENT_ROWS:
        sy_books_give_back_rows(p->books);
        sy_case_tables_give_back_rows(p->tables);
        break;
    }
}

sy_status sy_case_build_index(sy_workspace *ws, sy_err *err)
{
    char path[SY_MAX_PATH];
    sy_case_tables tables = {0};
    sy_made_books books = {0};
    sy_built_flow *flow = NULL;
    sy_build_report report;
    uint64_t stamp = 0;
    sy_status st = index_path(path, ws, err);

    if (st == SY_OK) st = sy_case_stamp(&stamp, ws, err);
    if (st != SY_OK) return st;
    st = sy_case_tables_load(&tables, NULL, ws, err);
    sy_debug("index: %zu places loaded", tables.n);
    if (st == SY_OK) st = sy_books_make(&books, &tables, ws, err);
    sy_debug("index: %u ledgers in order, %zu pairs", books.books.n_ledgers,
             books.settled.n_matches);
    if (st == SY_OK) { /* names have been copied, pairs are in the rows */
        sy_case_tables_forget(&tables);
        sy_drop(books.al, books.settled.matches);
        books.settled.matches = NULL;
    }
    pieces p = {&tables, &books};
    books.rows.spent = give_back;
    books.rows.spent_ctx = &p;
    if (st == SY_OK) st = sy_flow_build(&flow, NULL, &books.rows, &books.books, &report, err);
    if (st == SY_OK) {
        sy_debug("index: %u transfers, %u matches undone", sy_built_flow_view(flow)->n_transfers,
                 report.undone_matches);
        st = sy_index_write(path, sy_built_flow_view(flow), stamp, err);
        sy_debug("index: written");
    }
    sy_built_flow_free(flow);
    sy_books_dispose(&books);
    sy_case_tables_dispose(&tables);
    return st;
}

/* Why the index there cannot be used; empty when it can. */
static sy_status try_index(sy_case *c, const char *path, sy_err *err)
{
    uint64_t stamp = 0;
    sy_err why = {0};
    sy_status st = sy_case_stamp(&stamp, c->ws, err);

    c->reason[0] = '\0';
    c->was_damaged = false;
    if (st != SY_OK) return st;
    if (access(path, F_OK) != 0) {
        snprintf(c->reason, sizeof c->reason, "%s", _("there was no ledger index yet"));
        return SY_OK;
    }
    if (sy_index_open(&c->index, path, &why) != SY_OK) {
        snprintf(c->reason, sizeof c->reason, "%.250s", why.text);
        c->was_damaged = true;
        return SY_OK;
    }
    if (sy_index_generation(c->index) == stamp) return SY_OK;
    sy_index_close(c->index);
    c->index = NULL;
    snprintf(c->reason, sizeof c->reason, "%s",
             _("files, decisions, dictionaries or the program have changed since the ledger index "
               "was built"));
    return SY_OK;
}

/* One program at a time builds; the others wait, and find it built. */
static sy_status lock_index(int *fd, const char *index, sy_err *err)
{
    char path[SY_MAX_PATH];
    int n = snprintf(path, sizeof path, "%s.lock", index);

    if (n < 0 || (size_t)n >= sizeof path)
        return sy_fail(err, SY_EINVAL, N_("%s: not a path"), index);
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (*fd < 0 || flock(*fd, LOCK_EX) != 0) return sy_fail_errno(err, path);
    return SY_OK;
}

static sy_status rebuild(sy_case *c, const char *index, sy_err *err)
{
    int fd = -1;
    sy_status st = lock_index(&fd, index, err);

    if (st == SY_OK) st = try_index(c, index, err);
    if (st == SY_OK && !c->index) {
        c->rebuilt = c->reason;
        st = sy_case_build_index(c->ws, err);
        if (st == SY_OK) st = sy_index_open(&c->index, index, err);
    }
    if (fd >= 0) close(fd);
    return st;
}

sy_status sy_case_open(sy_case **out, const char *path, sy_access access, sy_err *err)
{
    char index[SY_MAX_PATH];
    sy_case *c = sy_new(NULL, sizeof *c);
    sy_status st = c ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) st = sy_workspace_open(&c->ws, path, access, err);
    if (st == SY_OK) st = index_path(index, c->ws, err);
    if (st == SY_OK) st = try_index(c, index, err);
    if (st == SY_OK && !c->index) st = rebuild(c, index, err);
    if (st != SY_OK) {
        sy_case_close(c);
        return st;
    }
    *out = c;
    return SY_OK;
}

void sy_case_close(sy_case *c)
{
    if (!c) return;
    sy_second_numbers_free(c->numbers);
    sy_index_close(c->index);
    sy_workspace_close(c->ws);
    sy_drop(NULL, c);
}

uint32_t sy_case_second_number(const sy_case *c, const char *number)
{
    sy_case *mine = (sy_case *)(uintptr_t)c; /* what is looked up is kept; it changes no answer */

    /* Numbers that cannot be looked up are not known: the caller says so. */
    if (!c->numbers &&
        sy_second_numbers_make(&mine->numbers, c->ws, sy_case_flow(c), NULL) != SY_OK)
        return SY_NONE;
    return sy_second_numbers_find(c->numbers, number);
}

sy_workspace *sy_case_workspace(const sy_case *c)
{
    return c->ws;
}

const sy_flow *sy_case_flow(const sy_case *c)
{
    return sy_index_flow(c->index);
}

const char *sy_case_rebuilt(const sy_case *c)
{
    return c->rebuilt;
}

bool sy_case_index_was_damaged(const sy_case *c)
{
    return c->rebuilt && c->was_damaged;
}
