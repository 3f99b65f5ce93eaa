/* book.h - the accounts of a made-up case and what the banks booked on them.
 *
 * A story posts movements in any order; closing the book puts each account's
 * rows in order of booking, computes the balances, and fills in those amounts
 * that depend on them ("all but 60,000 goes out").
 *
 *     sy_book_move(b, MAIN, FRIEND, at, 5000000, "转账", "");   // both sides' rows
 *     sy_book_pay(b, MAIN, at, 1250, &noodle_shop);             // one row, out
 *     sy_book_close(b);
 *
 * All of it is fixed in size and owned by whoever owns the book; texts are
 * literals. Amounts in fen, times in seconds (base/civil.h). */
#ifndef SY_SYNTH_BOOK_H
#define SY_SYNTH_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/money.h"
#include "synth/ids.h"

enum { SY_BOOK_PEOPLE = 16, SY_BOOK_ACCOUNTS = 16, SY_BOOK_ROWS = 2048, SY_BOOK_NOBODY = -1 };

typedef struct sy_bank {
    const char *name;
    int skew;       /* its clock minus true time, in seconds */
    bool date_only; /* its statements have no clock */
} sy_bank;

typedef struct sy_person {
    const char *name, *role; /* role: a key of truth.json */
    bool is_company;
    char id[SY_ID_TEXT]; /* identity number or social credit code */
} sy_person;

typedef struct sy_book_account {
    int holder; /* person */
    const sy_bank *bank;
    char card[SY_CARD_TEXT];  /* "" for a company's account */
    char inner[24];           /* 交易账号 */
    sy_minor opening;         /* before its first posting */
    bool is_supplied;         /* its statement is among the files */
    int64_t from_day, to_day; /* the statement's period, days since 1970 */
    size_t first, n;          /* after closing: its rows in sy_book.rows */
} sy_book_account;

/* Somebody outside: a shop, an employer, a wallet, the bank itself. */
typedef struct sy_payee {
    const char *name, *number, *bank, *summary, *merchant, *type;
    bool is_cash;
} sy_payee;

typedef enum sy_damage {
    SY_UNDAMAGED,
    SY_DAMAGE_SCIENTIFIC, /* own card number as 6.29999E+18, no inner account */
    SY_DAMAGE_LETTER,     /* a letter O for the last zero of the amount */
    SY_DAMAGE_DATE        /* 1900-01-00 */
} sy_damage;

typedef struct sy_posting {
    int account;
    int other;             /* the other account, or SY_BOOK_NOBODY */
    const sy_payee *payee; /* where other is nobody */
    int64_t at;            /* by the bank's clock, seconds also where it shows none */
    sy_minor amount;       /* > 0 in, < 0 out */
    sy_minor balance;      /* after it; set by closing */
    const char *summary, *note;
    uint32_t order;   /* of posting: decides where times are equal */
    bool is_optional; /* left out when there is too little money */
    bool is_sweep;    /* the amount is what is there, less `leaves` */
    sy_minor leaves;
    bool has_failed; /* 交易是否成功: no; moves nothing */
    int machine;     /* 0: no address; else whose (person + 1) */
    sy_damage damage;
    int property; /* index of a planted payment, or -1 */
    struct {
        int table; /* of sy_statements; -1: nowhere */
        uint32_t row;
    } stands, repeated; /* where it counts, and where it is met again */
} sy_posting;

/* A payment for a flat, a car, a policy, and whose money it is: by rule, in
 * the order fifo, lifo, prorata, clean-first, taint-first. */
enum { SY_RULES_OF_TRUTH = 5, SY_PLANTED = 16 };
typedef struct sy_planted {
    const char *kind, *item; /* keys of truth.json */
    sy_minor amount, tainted[SY_RULES_OF_TRUTH];
} sy_planted;

typedef struct sy_book {
    sy_person people[SY_BOOK_PEOPLE];
    sy_book_account accounts[SY_BOOK_ACCOUNTS];
    sy_posting rows[SY_BOOK_ROWS];
    sy_planted planted[SY_PLANTED];
    int n_people, n_accounts, n_planted;
    size_t n_rows;
    uint32_t matches; /* after closing: transfers with both rows in statements,
                       * the one from an account to itself among them */
} sy_book;

/* The number by which others know an account: the card, else the account. */
const char *sy_book_number(const sy_book_account *a);

/* One movement, booked by both banks by their own clocks. fen > 0. Returns the
 * payer's row; the payee's follows it in rows. */
sy_posting *sy_book_move(sy_book *b, int from, int to, int64_t at, sy_minor fen,
                         const char *summary, const char *note);
/* A row whose other side is outside: out, or in. fen > 0. */
sy_posting *sy_book_pay(sy_book *b, int account, int64_t at, sy_minor fen, const sy_payee *to);
sy_posting *sy_book_get(sy_book *b, int account, int64_t at, sy_minor fen, const sy_payee *from);
/* Out goes what is there, less `leaves`; nothing where that is too little. */
sy_posting *sy_book_sweep(sy_book *b, int account, int64_t at, sy_minor leaves, const sy_payee *to);
/* Marks a row as a planted payment, all of it the debtor's money. */
sy_planted *sy_book_plant(sy_book *b, sy_posting *row, const char *kind, const char *item);

/* Orders, balances, counts matches. A balance below zero is a mistake of the
 * story and stops the program. Call once. */
void sy_book_close(sy_book *b);

/* Is the row in its account's statement? */
bool sy_book_is_shown(const sy_book *b, const sy_posting *p);

#endif
