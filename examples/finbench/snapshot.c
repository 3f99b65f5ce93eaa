/* snapshot.c - cells between bars, line by line; the first line names them. */
#include "snapshot.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/civil.h"

enum { LINE = 4096, DECIMALS = 15, COLUMNS = 4 };

static _Noreturn void die(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("finbench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(3);
}

void *need(size_t n, size_t size)
{
    void *p = sy_new_array(NULL, n, size);

    if (!p) die("out of memory");
    return p;
}

void must(sy_status st, const sy_err *err)
{
    if (st != SY_OK) die("%s", err->text);
}

/* ---- cells ---- */

typedef struct sheet {
    char **cells; /* row by row, COLUMNS each; absent ones are "" */
    size_t rows;
} sheet;

static char *read_file(snapshot *s, const char *folder, const char *name)
{
    char path[LINE];
    FILE *in;
    long size;

    snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0)
        die("%s: cannot be read", path);
    rewind(in);
    char *text = s->texts[s->n_texts++] = need((size_t)size + 1, 1);
    if (fread(text, 1, (size_t)size, in) != (size_t)size) die("%s: cannot be read", path);
    fclose(in);
    return text;
}

static void cut_line(char *line, char **cells)
{
    for (int c = 0; c < COLUMNS; c++) {
        cells[c] = line;
        line += strcspn(line, "|\r");
        if (*line) *line++ = '\0';
    }
}

static sheet sheet_open(snapshot *s, const char *folder, const char *name)
{
    char *text = read_file(s, folder, name);
    sheet t = {0};
    size_t lines = 0;

    for (const char *p = text; *p; p++) lines += *p == '\n';
    t.cells = need((lines + 1) * COLUMNS, sizeof *t.cells);
    for (char *line = text + strcspn(text, "\n"); *line;) {
        *line++ = '\0'; /* the end of the line before; at first of the heading */
        const size_t length = strcspn(line, "\n");
        if (length == 0) break;
        char *end = line + length;
        const char was = *end;
        *end = '\0';
        cut_line(line, t.cells + t.rows++ * COLUMNS);
        *end = was;
        line = end;
    }
    return t;
}

static char **row(const sheet *t, size_t i)
{
    return t->cells + i * COLUMNS;
}

int64_t id_in(const char *text)
{
    char *end;
    const long long value = strtoll(text, &end, 10);

    if (end == text || *end) die("\"%s\" is not a whole number", text);
    return value;
}

money money_in(const char *text)
{
    money value = 0;
    int decimals = -1; /* before the point */

    for (const char *p = text; *p; p++) {
        if (*p == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (*p < '0' || *p > '9' || decimals == DECIMALS) die("\"%s\" is not an amount", text);
        value = value * 10 + (*p - '0');
        if (decimals >= 0) decimals++;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < DECIMALS; i++) value *= 10;
    return value;
}

/* "2020-06-29 02:33:46.538", also with fewer decimals or none. */
static int64_t ms_in(char *text)
{
    int64_t seconds;
    int ms = 0;
    sy_precision precision;
    char *point = strchr(text, '.');

    if (point) {
        *point++ = '\0';
        for (int i = 0; i < 3; i++) {
            ms = ms * 10 + (*point ? *point - '0' : 0);
            if (*point) point++;
        }
    }
    if (strlen(text) > 10) text[10] = 'T';
    if (!sy_time_parse_iso(&seconds, &precision, sy_slice_of(text))) die("\"%s\" is no time", text);
    return seconds * 1000 + ms;
}

/* ---- tables ---- */

static int by_id(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b; /* their first member */
    return (x > y) - (x < y);
}

uint32_t account_of(const snapshot *s, int64_t id)
{
    const int64_t *found = bsearch(&id, s->account_ids, s->n_accounts, sizeof id, by_id);

    if (!found) die("there is no account %" PRId64, id);
    return (uint32_t)(found - s->account_ids);
}

uint32_t loan_of(const snapshot *s, int64_t id)
{
    const loan *found = bsearch(&id, s->loans, s->n_loans, sizeof *s->loans, by_id);

    if (!found) die("there is no loan %" PRId64, id);
    return (uint32_t)(found - s->loans);
}

static void read_accounts(snapshot *s, const char *folder)
{
    sheet t = sheet_open(s, folder, "Account");

    s->account_ids = need(t.rows, sizeof *s->account_ids);
    s->n_accounts = t.rows;
    for (size_t i = 0; i < t.rows; i++) s->account_ids[i] = id_in(row(&t, i)[0]);
    qsort(s->account_ids, t.rows, sizeof *s->account_ids, by_id);
    sy_drop(NULL, t.cells);
}

static void read_loans(snapshot *s, const char *folder)
{
    sheet t = sheet_open(s, folder, "Loan");

    s->loans = need(t.rows, sizeof *s->loans);
    s->n_loans = t.rows;
    for (size_t i = 0; i < t.rows; i++) {
        char **c = row(&t, i);
        s->loans[i] = (loan){id_in(c[0]), money_in(c[1]), money_in(c[2])};
    }
    qsort(s->loans, s->n_loans, sizeof *s->loans, by_id);
    sy_drop(NULL, t.cells);
    t = sheet_open(s, folder, "LoanDepositAccount");
    s->deposits = need(t.rows, sizeof *s->deposits);
    s->n_deposits = t.rows;
    for (size_t i = 0; i < t.rows; i++) {
        char **c = row(&t, i);
        s->deposits[i] =
            (deposit){loan_of(s, id_in(c[0])), account_of(s, id_in(c[1])), ms_in(c[3])};
    }
    sy_drop(NULL, t.cells);
}

static int by_owner(const void *a, const void *b)
{
    const owner *x = a, *y = b;
    if (x->person != y->person) return x->person < y->person ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

static void read_owners(snapshot *s, const char *folder)
{
    sheet t = sheet_open(s, folder, "PersonOwnAccount");

    s->owners = need(t.rows, sizeof *s->owners);
    s->n_owners = t.rows;
    for (size_t i = 0; i < t.rows; i++) {
        char **c = row(&t, i);
        s->owners[i] = (owner){id_in(c[0]), account_of(s, id_in(c[1]))};
    }
    qsort(s->owners, s->n_owners, sizeof *s->owners, by_owner);
    sy_drop(NULL, t.cells);
}

static int by_account(const void *a, const void *b)
{
    const sign_in *x = a, *y = b;
    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    return (x->medium > y->medium) - (x->medium < y->medium);
}

static int by_first_cell(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_sign_ins(snapshot *s, const char *folder)
{
    sheet media = sheet_open(s, folder, "Medium");
    sheet t = sheet_open(s, folder, "MediumSignInAccount");

    qsort(media.cells, media.rows, COLUMNS * sizeof *media.cells, by_first_cell);
    s->sign_ins = need(t.rows, sizeof *s->sign_ins);
    for (size_t i = 0; i < t.rows; i++) {
        char **c = row(&t, i), **medium;
        medium = bsearch(c, media.cells, media.rows, COLUMNS * sizeof *media.cells, by_first_cell);
        if (!medium) die("there is no medium %s", c[0]);
        if (strcmp(medium[2], "true") != 0) continue;
        s->sign_ins[s->n_sign_ins++] =
            (sign_in){account_of(s, id_in(c[1])), ms_in(c[2]), id_in(c[0]), medium[1]};
    }
    qsort(s->sign_ins, s->n_sign_ins, sizeof *s->sign_ins, by_account);
    sy_drop(NULL, media.cells);
    sy_drop(NULL, t.cells);
}

/* Those of an account to itself first. */
static int by_time(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if ((x->from == x->to) != (y->from == y->to)) return x->from == x->to ? -1 : 1;
    return (x->ms > y->ms) - (x->ms < y->ms);
}

static void add_edges(snapshot *s, const char *folder, const char *name, bool are_withdrawals)
{
    sheet t = sheet_open(s, folder, name);
    edge *grown = need(s->n_edges + t.rows, sizeof *grown);

    if (s->n_edges) memcpy(grown, s->edges, s->n_edges * sizeof *grown);
    sy_drop(NULL, s->edges);
    s->edges = grown;
    for (size_t i = 0; i < t.rows; i++) {
        char **c = row(&t, i);
        s->edges[s->n_edges++] = (edge){.from = account_of(s, id_in(c[0])),
                                        .to = account_of(s, id_in(c[1])),
                                        .is_withdrawal = are_withdrawals,
                                        .ms = ms_in(c[3]),
                                        .amount = money_in(c[2])};
    }
    sy_drop(NULL, t.cells);
}

static void make_flow(snapshot *s)
{
    sy_listed *list = need(s->n_edges, sizeof *list);
    sy_err err = {0};
    int64_t rank = 0;

    for (size_t i = 0; i < s->n_edges; i++) {
        const edge *e = &s->edges[i];
        const int64_t fen = (int64_t)(e->amount / (MONEY_ONE / 100));
        if (i > 0 && e->ms != e[-1].ms) rank++;
        list[i] = (sy_listed){e->from, e->to, rank, fen > 0 ? fen : 1};
    }
    must(sy_list_build(&s->list, NULL, list, s->n_edges, (uint32_t)s->n_accounts, NULL, &err),
         &err);
    s->flow = sy_list_flow(s->list);
    must(sy_ways_new(&s->ways, NULL, s->flow, &err), &err);
    sy_drop(NULL, list);
}

void snapshot_open(snapshot *s, const char *folder, int with_withdrawals)
{
    *s = (snapshot){.texts = need(16, sizeof *s->texts)};
    read_accounts(s, folder);
    read_loans(s, folder);
    read_owners(s, folder);
    read_sign_ins(s, folder);
    add_edges(s, folder, "AccountTransferAccount", false);
    if (with_withdrawals) add_edges(s, folder, "AccountWithdrawAccount", true);
    qsort(s->edges, s->n_edges, sizeof *s->edges, by_time);
    make_flow(s);
}

void snapshot_close(snapshot *s)
{
    sy_ways_free(s->ways);
    sy_list_free(s->list);
    for (size_t i = 0; i < s->n_texts; i++) sy_drop(NULL, s->texts[i]);
    sy_drop(NULL, s->texts);
    sy_drop(NULL, s->account_ids);
    sy_drop(NULL, s->edges);
    sy_drop(NULL, s->loans);
    sy_drop(NULL, s->deposits);
    sy_drop(NULL, s->sign_ins);
    sy_drop(NULL, s->owners);
}

/* ---- questions and answers ---- */

bool next_question(char *words[], int n)
{
    static char line[LINE];

    if (!fgets(line, sizeof line, stdin)) return false;
    char *rest = line;
    for (int i = 0; i < n; i++) {
        words[i] = strtok_r(NULL, " \n", &rest);
        if (!words[i]) die("a question has %d numbers, not %d", n, i);
    }
    return true;
}

int64_t thousandths(money a, money b)
{
    return (int64_t)((a * 2000 + b) / (2 * b));
}

void print_thousandths(int64_t value)
{
    printf("%" PRId64 ".%03" PRId64, value / 1000, value % 1000);
}

void print_money(money value)
{
    print_thousandths(thousandths(value, MONEY_ONE));
}
