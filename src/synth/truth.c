/* truth.json, key by key (docs/synth.md says what each means). Amounts and ids
 * are strings, as in all JSON of this program. */
#include "synth/truth.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/json.h"
#include "synth/story.h"

static const char *const rules[SY_RULES_OF_TRUTH] = {"fifo", "lifo", "prorata", "clean-first",
                                                     "taint-first"};

static void pair(sy_json *j, const char *key, const char *value)
{
    sy_json_key(j, key);
    sy_json_string(j, value);
}

static void count(sy_json *j, const char *key, uint64_t value)
{
    sy_json_key(j, key);
    sy_json_int(j, (int64_t)value);
}

static void money(sy_json *j, const char *key, sy_minor fen)
{
    sy_json_key(j, key);
    sy_json_minor(j, fen);
}

static void date(sy_json *j, const char *key, int64_t day)
{
    sy_json_key(j, key);
    sy_json_time(j, day * SY_DAY, SY_DATE);
}

static const char *holder_of(const sy_book *b, const sy_book_account *a)
{
    return b->people[a->holder].name;
}

static void put_account(sy_json *j, const sy_book *b, int account)
{
    pair(j, "account", sy_book_number(&b->accounts[account]));
    pair(j, "holder", holder_of(b, &b->accounts[account]));
}

static void put_time(sy_json *j, const sy_book *b, const sy_posting *p)
{
    const bool is_date = b->accounts[p->account].bank->date_only;

    sy_json_key(j, "time");
    sy_json_time(j, is_date ? sy_day_of(p->at) * SY_DAY : p->at, is_date ? SY_DATE : SY_SECOND);
}

/* Where a row stands; nothing for rows that no file shows. */
static void put_place(sy_json *j, const sy_statements *s, const sy_posting *p)
{
    if (p->stands.table < 0) return;
    const sy_sheet_truth *t = &s->sheets[p->stands.table];
    pair(j, "file", t->path);
    pair(j, "sheet", t->sheet_name[0] ? t->sheet_name : NULL);
    count(j, "row", p->stands.row);
}

/* Folder by folder, with the period that was asked for. */
static void put_imports(sy_json *j, const sy_book *b)
{
    const sy_story_case *c = &sy_story_facts;

    sy_json_key(j, "imports");
    sy_json_array(j);
    sy_json_object(j);
    pair(j, "folder", "statements");
    pair(j, "from", c->period_from);
    pair(j, "to", c->period_to);
    sy_json_end(j);
    sy_json_object(j);
    pair(j, "folder", "supplement");
    date(j, "from", b->accounts[SY_ACC_NEIGHBOUR].from_day);
    date(j, "to", b->accounts[SY_ACC_NEIGHBOUR].to_day);
    sy_json_end(j);
    sy_json_end(j);
}

static void put_case(sy_json *j, const sy_book *b)
{
    const sy_story_case *c = &sy_story_facts;

    sy_json_key(j, "case");
    sy_json_object(j);
    pair(j, "name", c->name);
    pair(j, "number", c->number);
    pair(j, "court", c->court);
    pair(j, "debtor", b->people[SY_DEBTOR].name);
    pair(j, "debtor_id", b->people[SY_DEBTOR].id);
    pair(j, "creditor", b->people[SY_CREDITOR].name);
    money(j, "claim", c->claim);
    pair(j, "suit_served", c->suit_served);
    pair(j, "judgment_effective", c->judgment_effective);
    pair(j, "enforcement_filed", c->enforcement_filed);
    pair(j, "report_ordered", c->report_ordered);
    pair(j, "consumption_restricted", c->consumption_restricted);
    pair(j, "terminated", c->terminated);
    sy_json_end(j);
    sy_json_key(j, "period");
    sy_json_object(j);
    pair(j, "from", c->period_from);
    pair(j, "to", c->period_to);
    sy_json_end(j);
    put_imports(j, b);
    sy_json_key(j, "trace");
    sy_json_object(j);
    sy_json_key(j, "from");
    sy_json_array(j);
    sy_json_string(j, sy_book_number(&b->accounts[SY_ACC_MAIN]));
    sy_json_string(j, sy_book_number(&b->accounts[SY_ACC_PAY]));
    sy_json_end(j);
    pair(j, "since", c->judgment_effective);
    sy_json_end(j);
}

static void put_people(sy_json *j, const sy_book *b)
{
    sy_json_key(j, "people");
    sy_json_array(j);
    for (int i = 0; i < b->n_people; i++) {
        sy_json_object(j);
        pair(j, "name", b->people[i].name);
        pair(j, "id", b->people[i].id);
        pair(j, "role", b->people[i].role);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* What the statement shows: balances before its first and after its last row. */
static void put_shown(sy_json *j, const sy_book *b, const sy_book_account *a)
{
    sy_minor opening = a->opening, closing = a->opening;
    uint64_t entries = 0; /* of its ledger: neither damaged nor refused */
    bool has_begun = false;

    for (size_t i = a->first; i < a->first + a->n; i++) {
        const sy_posting *p = &b->rows[i];
        if (!sy_book_is_shown(b, p)) {
            if (!has_begun) opening = p->balance;
            continue;
        }
        has_begun = true;
        if (!p->damage && !p->has_failed) entries++;
        closing = p->balance;
    }
    count(j, "entries", entries);
    money(j, "opening", opening);
    money(j, "closing", closing);
}

static void put_accounts(sy_json *j, const sy_book *b)
{
    sy_json_key(j, "accounts");
    sy_json_array(j);
    for (int i = 0; i < b->n_accounts; i++) {
        const sy_book_account *a = &b->accounts[i];
        sy_json_object(j);
        put_account(j, b, i);
        pair(j, "bank", a->bank->name);
        sy_json_key(j, "supplied");
        sy_json_bool(j, a->is_supplied);
        if (a->is_supplied) {
            date(j, "from", a->from_day);
            date(j, "to", a->to_day);
            pair(j, "precision", a->bank->date_only ? "day" : "second");
            put_shown(j, b, a);
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void put_rejects(sy_json *j, const sy_sheet_truth *t)
{
    sy_json_key(j, "rejects");
    sy_json_array(j);
    for (uint32_t i = 0; i < t->rejected; i++) {
        sy_json_object(j);
        count(j, "row", t->rejects[i].row);
        pair(j, "column", t->rejects[i].column);
        pair(j, "value", t->rejects[i].value);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void put_files(sy_json *j, const sy_book *b, const sy_statements *s)
{
    sy_json_key(j, "files");
    sy_json_array(j);
    for (int i = 0; i < s->n_sheets; i++) {
        const sy_sheet_truth *t = &s->sheets[i];
        sy_json_object(j);
        pair(j, "path", t->path);
        pair(j, "sheet", t->sheet_name[0] ? t->sheet_name : NULL);
        pair(j, "sha256", t->sha256);
        pair(j, "profile", t->profile);
        pair(j, "encoding", t->encoding);
        pair(j, "account", sy_book_number(&b->accounts[t->account]));
        count(j, "rows", t->rows);
        count(j, "accepted", t->accepted);
        count(j, "duplicate", t->duplicate);
        count(j, "rejected", t->rejected);
        put_rejects(j, t);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void put_property(sy_json *j, const sy_book *b, const sy_statements *s, const sy_posting *p)
{
    const sy_planted *planted = &b->planted[p->property];
    bool is_one_figure = true;

    sy_json_object(j);
    pair(j, "class", planted->kind);
    pair(j, "item", planted->item);
    pair(j, "payee", p->payee->name);
    pair(j, "summary", p->summary);
    put_account(j, b, p->account);
    put_time(j, b, p);
    money(j, "amount", planted->amount);
    pair(j, "source", sy_book_number(&b->accounts[SY_ACC_MAIN]));
    sy_json_key(j, "tainted");
    sy_json_object(j);
    for (int r = 0; r < SY_RULES_OF_TRUTH; r++) {
        money(j, rules[r], planted->tainted[r]);
        is_one_figure = is_one_figure && planted->tainted[r] == planted->tainted[0];
    }
    sy_json_end(j);
    sy_json_key(j, "same_under_all_rules");
    sy_json_bool(j, is_one_figure);
    put_place(j, s, p);
    sy_json_end(j);
}

static void put_properties(sy_json *j, const sy_book *b, const sy_statements *s)
{
    sy_json_key(j, "properties");
    sy_json_array(j);
    for (int k = 0; k < b->n_planted; k++) { /* in the order of the story */
        for (size_t i = 0; i < b->n_rows; i++) {
            if (b->rows[i].property == k) put_property(j, b, s, &b->rows[i]);
        }
    }
    sy_json_end(j);
}

static void put_proxies(sy_json *j, const sy_book *b)
{
    static const struct {
        int account;
        const char *buys;
    } proxies[] = {{SY_ACC_MOTHER, "real_estate"},
                   {SY_ACC_HIS_WIFE, "vehicle"},
                   {SY_ACC_COMPANY_2, "insurance"}};

    sy_json_key(j, "proxies");
    sy_json_array(j);
    for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++) {
        sy_json_object(j);
        put_account(j, b, proxies[i].account);
        pair(j, "relation", b->people[b->accounts[proxies[i].account].holder].role);
        pair(j, "buys", proxies[i].buys);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* Accounts without a statement that money of others' statements goes to. */
static void put_missing(sy_json *j, const sy_book *b)
{
    sy_json_key(j, "missing");
    sy_json_array(j);
    for (int i = 0; i < b->n_accounts; i++) {
        const sy_book_account *a = &b->accounts[i];
        sy_minor waiting = 0;

        if (a->is_supplied || a->n == 0) continue;
        for (size_t k = a->first; k < a->first + a->n; k++) waiting += b->rows[k].amount;
        sy_json_object(j);
        put_account(j, b, i);
        pair(j, "bank", a->bank->name);
        date(j, "from", sy_day_of(b->rows[a->first].at));
        date(j, "to", sy_day_of(b->rows[a->first + a->n - 1].at));
        money(j, "amount", waiting);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* Payments of a supplied account that reach another before its statement begins. */
static void put_early(sy_json *j, const sy_book *b, const sy_statements *s)
{
    sy_json_key(j, "before_statement");
    sy_json_array(j);
    for (size_t i = 0; i < b->n_rows; i++) {
        const sy_posting *p = &b->rows[i];
        if (p->amount > 0 || p->other == SY_BOOK_NOBODY || !sy_book_is_shown(b, p)) continue;
        const sy_book_account *to = &b->accounts[p->other];
        if (!to->is_supplied || sy_day_of(p->at) >= to->from_day) continue;
        sy_json_object(j);
        pair(j, "from", sy_book_number(&b->accounts[p->account]));
        pair(j, "to", sy_book_number(to));
        put_time(j, b, p);
        money(j, "amount", -p->amount);
        date(j, "statement_begins", to->from_day);
        put_place(j, s, p);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void put_totals(sy_json *j, const sy_book *b, const sy_statements *s)
{
    uint64_t rows = 0, accepted = 0, duplicate = 0, rejected = 0;

    for (int i = 0; i < s->n_sheets; i++) {
        rows += s->sheets[i].rows;
        accepted += s->sheets[i].accepted;
        duplicate += s->sheets[i].duplicate;
        rejected += s->sheets[i].rejected;
    }
    sy_json_key(j, "totals");
    sy_json_object(j);
    count(j, "files", s->n_files);
    count(j, "rows", rows);
    count(j, "accepted", accepted);
    count(j, "duplicate", duplicate);
    count(j, "rejected", rejected);
    count(j, "matches", b->matches);
    sy_json_end(j);
}

static sy_status write_json(const sy_book *b, const sy_statements *s, uint64_t seed,
                            const char *path, sy_err *err)
{
    FILE *out = fopen(path, "we");
    sy_status st;
    sy_json j;

    if (!out) return sy_fail_errno(err, path);
    sy_json_init(&j, out);
    sy_json_object(&j);
    count(&j, "format", 1);
    count(&j, "seed", seed);
    pair(&j, "size", "small");
    pair(&j, "note", "invented: no person, company, account or case in here is real");
    put_case(&j, b);
    put_people(&j, b);
    put_accounts(&j, b);
    put_files(&j, b, s);
    put_properties(&j, b, s);
    put_proxies(&j, b);
    put_missing(&j, b);
    put_early(&j, b, s);
    put_totals(&j, b, s);
    sy_json_end(&j);
    st = sy_json_finish(&j, err);
    if (fclose(out) != 0 && st == SY_OK) st = sy_fail_errno(err, path);
    return st;
}

static const char readme[] =
    "本文件夹是“溯源”程序生成的练习案例，全部内容均为虚构。\r\n"
    "\r\n"
    "案件、当事人、公司、银行账户、证件号码和交易都不是真的：证件号码使用未分配的区划 330699，\r\n"
    "卡号以 629999 开头，只有校验位是正确的。如与任何真实的人或账户相同，纯属巧合。\r\n"
    "\r\n"
    "statements/  各银行“发回”的交易明细\r\n"
    "supplement/  后来补调的一份，期间较短\r\n"
    "truth.json   事先埋好的答案：人物、账户、每个文件的行数、房车保险付款及其资金来源\r\n"
    "\r\n"
    "用法：suyuan init 案件.suyuan，然后 suyuan import 案件.suyuan statements supplement\r\n";

sy_status sy_truth_write(const sy_book *b, const sy_statements *s, uint64_t seed, const char *dir,
                         sy_err *err)
{
    char *note = sy_path_join(NULL, dir, "README.txt"),
         *json = sy_path_join(NULL, dir, "truth.json");
    sy_status st = note && json ? SY_OK : sy_fail_nomem(err);

    if (st == SY_OK) st = sy_file_write(note, readme, sizeof readme - 1, err);
    if (st == SY_OK) st = write_json(b, s, seed, json, err);
    sy_drop(NULL, note);
    sy_drop(NULL, json);
    return st;
}
