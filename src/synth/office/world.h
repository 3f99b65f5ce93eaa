/* world.h - the people, accounts and movements of a made-up office case, of any size.
 *
 * Everybody (life, schemes) posts movements in any order; closing the world puts them in
 * order of true time, drops what somebody could not have paid, and computes balances.
 *
 *     const uint32_t m = sy_world_move(w, from, to, at, 5000000, "转账", "");
 *     sy_world_pay(w, account, at, 1250, shop, "消费");
 *     sy_world_close(w);
 *
 * Times are true time; each bank's clock is wrong by its own seconds, and files show that
 * (files.h). Amounts in fen. Texts live in the world's arena. Out of memory is remembered
 * and reported by sy_world_close. */
#ifndef SY_SYNTH_OFFICE_WORLD_H
#define SY_SYNTH_OFFICE_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/err.h"
#include "base/money.h"
#include "synth/ids.h"
#include "synth/random.h"

#define SY_NOBODY (-1)
#define SY_YUAN 100
enum { SY_SHARED_MACHINE = 700 }; /* a carrier's address, behind which many are; no device */

/* ---- who ---- */

typedef struct sy_actor {
    const char *name, *phone, *address, *place; /* place: where he lives */
    const char *relation; /* to the debtor, as store/people.h names it; "" nobody enters one */
    const char *role;     /* a key of truth.json */
    bool is_company, is_restored; /* is_restored: its machine is not written anywhere */
    int born;                     /* year */
    char id[SY_ID_TEXT];          /* identity number or social credit code */
    int machine;                  /* number of his phone or computer: IP and MAC; 0: none */
} sy_actor;

typedef enum sy_account_kind {
    SY_KIND_CARD,
    SY_KIND_COMPANY,
    SY_KIND_WALLET,
    SY_KIND_POCKET
} sy_account_kind;

typedef struct sy_office_bank {
    const char *name;
    int skew;       /* its clock minus true time, in seconds */
    bool date_only; /* its statements have no clock */
} sy_office_bank;

typedef struct sy_office_account {
    int holder;
    sy_account_kind kind;
    const sy_office_bank *bank;
    const char *number;       /* by which others know it */
    const char *inner;        /* 交易账号; "" none */
    const char *pocket;       /* of SY_KIND_POCKET: what the rows call it */
    const char *phone;        /* given when it was opened */
    int agent;                /* who opened it for him, or SY_NOBODY */
    bool is_supplied;         /* its statement is among the files */
    int64_t from_day, to_day; /* of its statement, days since 1970 */
    int64_t opened_day;
    sy_minor opening; /* before its first movement */
    sy_minor balance; /* after the last one */
    uint32_t *moves;  /* after closing: those that touch it, in order */
    size_t n_moves;
} sy_office_account;

/* Somebody outside. */
typedef struct sy_office_payee {
    const char *name, *number, *bank, *merchant, *type;
    bool is_cash;
} sy_office_payee;

/* ---- what happens ---- */

enum {
    SY_MOVE_OPTIONAL = 1, /* not made when there is too little money */
    SY_MOVE_FAILED = 2,   /* 交易是否成功: no; moves nothing */
    SY_MOVE_DROPPED = 4,  /* after closing: was not made */
    SY_MOVE_KEEP = 8      /* its rows are never damaged: truth speaks of it */
};

/* Where a row stands; a row of two overlapping files stands twice. */
typedef struct sy_row_place {
    uint32_t table; /* of sy_office_files */
    uint32_t row;   /* 0: nowhere */
} sy_row_place;

typedef struct sy_office_move {
    int32_t from, to; /* accounts, SY_NOBODY: outside, that is payee */
    const sy_office_payee *payee;
    int64_t at;
    sy_minor amount, from_after, to_after; /* balances */
    const char *summary, *note;
    uint32_t order;
    int16_t machine; /* of the actor who did it; 0: not said */
    int16_t asset;   /* SY_NOBODY, or which */
    int8_t part;     /* of the asset: sy_part */
    uint8_t flags;
    int32_t sort; /* free for those who sort */
    sy_row_place from_place[2], to_place[2];
} sy_office_move;

/* ---- what is true ---- */

typedef enum sy_part {
    SY_PART_PRICE,   /* for the thing itself */
    SY_PART_TAX,     /* the tax on it: deed tax, purchase tax */
    SY_PART_UPKEEP,  /* fees, decoration, utilities, insurance of a car, fuel */
    SY_PART_RECEIPT, /* money that came in: income, rent, redemption */
    SY_PARTS
} sy_part;

typedef struct sy_asset {
    const char *kind, *item; /* class as `clues --json` names it */
    const char *payee;       /* the name to find it by */
    int holder, account;     /* whose account paid, or received */
    bool is_innocent;        /* bought by somebody with nothing but his own money */
    bool is_open;            /* too little to be called one, too much to be called wrong */
    bool is_restricted;      /* high consumption after the restriction */
    const char *own_number, *own_bank; /* of own accounts: which; NULL */
} sy_asset;

/* Somebody whose account the debtor uses, or who only looks like it. */
typedef struct sy_suspect {
    int holder;
    int account;
    const char *make; /* a key of truth.json: how it is used, or why it is innocent */
    bool is_proxy;
} sy_suspect;

/* Money that went somewhere through accounts: debtor's first, buyer's last. */
enum { SY_PATH_HOPS = 6 };
typedef struct sy_office_path {
    int asset, n;
    int accounts[SY_PATH_HOPS];
} sy_office_path;

enum { SY_WORLD_DAYS = 7 };
typedef struct sy_world {
    sy_arena arena;
    sy_random r;
    uint64_t seed;
    bool is_out_of_memory;
    uint32_t n_firms; /* named so far */
    sy_actor *actors;
    sy_office_account *accounts;
    sy_office_move *moves;
    sy_asset *assets;
    sy_suspect *suspects;
    sy_office_path *paths;
    size_t n_actors, n_accounts, n_moves, n_assets, n_suspects, n_paths;
    size_t room_actors, room_accounts, room_moves, room_assets, room_suspects, room_paths;
    int64_t from_day, to_day; /* of the statements */
    /* suit served, judgment, filed, report ordered, restricted, terminated, resumed; 0: not */
    int64_t days[SY_WORLD_DAYS];
    sy_minor claim;
} sy_world;

enum {
    SY_WD_SUIT,
    SY_WD_JUDGMENT,
    SY_WD_FILED,
    SY_WD_REPORT,
    SY_WD_RESTRICTED,
    SY_WD_TERMINATED,
    SY_WD_RESUMED
};

void sy_world_init(sy_world *w, uint64_t seed);
void sy_world_dispose(sy_world *w);
/* Order, balances, rows by account. Once. SY_ENOMEM. */
SY_MUST_USE sy_status sy_world_close(sy_world *w, sy_err *err);

/* ---- making ---- */

const char *sy_world_text(sy_world *w, const char *fmt, ...) SY_PRINTF(2, 3);
int sy_world_actor(sy_world *w, const sy_actor *a);
int sy_world_account(sy_world *w, const sy_office_account *a);
int sy_world_asset(sy_world *w, const sy_asset *a);
void sy_world_suspect(sy_world *w, const sy_suspect *s);
void sy_world_path(sy_world *w, int asset, const int *accounts, int n);
const sy_office_payee *sy_world_payee(sy_world *w, const sy_office_payee *p);

/* A movement between accounts, into the world, out of it. fen > 0. Returns it: good until
 * the next one is made. */
sy_office_move *sy_world_move(sy_world *w, int from, int to, int64_t at, sy_minor fen,
                              const char *summary, const char *note);
sy_office_move *sy_world_pay(sy_world *w, int from, int64_t at, sy_minor fen,
                             const sy_office_payee *to, const char *summary);
sy_office_move *sy_world_get(sy_world *w, int to, int64_t at, sy_minor fen,
                             const sy_office_payee *from, const char *summary);
/* Says that a movement is part of an asset. */
static inline void sy_world_mark(sy_office_move *m, int asset, sy_part part)
{
    m->asset = (int16_t)asset;
    m->part = (int8_t)part;
    m->flags |= SY_MOVE_KEEP;
}

/* ---- drawing ---- */

static inline uint32_t sy_below(sy_world *w, uint32_t n)
{
    return sy_random_below(&w->r, n);
}

static inline int64_t sy_between(sy_world *w, int64_t low, int64_t high)
{
    return sy_random_between(&w->r, low, high);
}

static inline bool sy_chance(sy_world *w, uint32_t percent)
{
    return sy_random_below(&w->r, 100) < percent;
}

/* One of a table of texts. */
#define SY_ONE_OF(w, table) ((table)[sy_below((w), (uint32_t)(sizeof(table) / sizeof *(table)))])

/* A time of day on a day, between two hours. */
static inline int64_t sy_clock(sy_world *w, int64_t day, int from_hour, int to_hour)
{
    return day * SY_DAY + sy_between(w, from_hour * 3600, to_hour * 3600 - 1);
}

/* low to high yuan, in steps: round sums as people like them. In fen. */
static inline sy_minor sy_round_sum(sy_world *w, int64_t low, int64_t high, int64_t step)
{
    return sy_between(w, low / step, high / step) * step * SY_YUAN;
}

/* The day with this day of month, months after a day; the 28th at most. */
int64_t sy_month_day(int64_t day, int months, int day_of_month);
/* How many months from one day's to another's. */
int sy_months_between(int64_t from_day, int64_t to_day);

#endif
