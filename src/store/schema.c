/* schema.c - the tables of both stores.
 *
 * Each store counts the steps that made it; an older one gets the missing
 * steps, in one transaction. A step that was released is never changed: a new
 * one is added below it. Facts have no keys and no indexes (a primary key
 * makes an import 1.6 times slower); each row names its import instead, which
 * is how the rest of a cut-off import is found. */
#include "store/private.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "store/log_schema.h"

static const char *const decision_steps[] = {
    "CREATE TABLE imports("
    " id INTEGER PRIMARY KEY AUTOINCREMENT," /* never used twice, even after a cut-off one */
    " program TEXT NOT NULL, who TEXT NOT NULL,"
    " begun_at TEXT NOT NULL, done_at TEXT, cleared_at TEXT) STRICT;"
    "CREATE TABLE case_facts(" /* the newest row of a field holds */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " field TEXT NOT NULL, value TEXT NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL) STRICT;"
    "CREATE TABLE match_decisions("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " out_entry TEXT NOT NULL, in_entry TEXT NOT NULL, verdict INTEGER NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL, undone_by TEXT, undone_at TEXT) STRICT;",
    "CREATE TABLE title_decisions(" /* of one table of a file: is its title right? */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " sha256 TEXT NOT NULL, sheet INTEGER NOT NULL, verdict INTEGER NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL, undone_by TEXT, undone_at TEXT) STRICT;",
    "CREATE TABLE deliveries(" /* where the files of an import came from */
    " import INTEGER PRIMARY KEY, medium TEXT NOT NULL, ground TEXT NOT NULL,"
    " number TEXT NOT NULL, request TEXT NOT NULL, received_by TEXT NOT NULL) STRICT;",
    "CREATE TABLE party_decisions(" /* are two parties one person? By their keys */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " a TEXT NOT NULL, b TEXT NOT NULL, verdict INTEGER NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL, undone_by TEXT, undone_at TEXT) STRICT;",
    /* What is decided upon: before, always the two sides of one transfer. */
    "ALTER TABLE match_decisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'sides';"
    "ALTER TABLE match_decisions ADD COLUMN bulk INTEGER;" /* NULL: decided alone */
    "CREATE INDEX match_decisions_on ON match_decisions(kind, out_entry, in_entry);",
    "CREATE TABLE people(" /* who is what to the debtor */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " relation TEXT NOT NULL, name TEXT NOT NULL, identity TEXT NOT NULL, phone TEXT NOT NULL,"
    " address TEXT NOT NULL, note TEXT NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL, undone_by TEXT, undone_at TEXT) STRICT;"
    "CREATE TABLE finding_decisions(" /* is a finding true? By its kind and id */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " kind TEXT NOT NULL, finding TEXT NOT NULL, verdict INTEGER NOT NULL, note TEXT NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL, undone_by TEXT, undone_at TEXT) STRICT;",
    "CREATE TABLE request_words(" /* what was said of requests for statements, step by step */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " request INTEGER NOT NULL, step INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,"
    " who TEXT NOT NULL, decided_at TEXT NOT NULL, undone_by TEXT, undone_at TEXT) STRICT;",
    /* What sets said (sets.h). */
    "CREATE TABLE set_editions("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, name TEXT NOT NULL,"
    " accounts TEXT NOT NULL, who TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;"
    "CREATE TABLE set_lines("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, edition INTEGER NOT NULL, cut TEXT NOT NULL,"
    " key TEXT NOT NULL, title TEXT NOT NULL, n_in INTEGER NOT NULL, n_out INTEGER NOT NULL,"
    " sum_in INTEGER NOT NULL, sum_out INTEGER NOT NULL) STRICT;"
    "CREATE INDEX set_lines_of ON set_lines(edition, id);"
    "CREATE TABLE set_issues("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, terms TEXT NOT NULL,"
    " who TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;"
    "CREATE TABLE set_parts("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, issue INTEGER NOT NULL, edition INTEGER NOT NULL,"
    " name TEXT NOT NULL) STRICT;",
    /* What was said of the case at once, and is taken back at once. NULL: before there was. */
    "ALTER TABLE case_facts ADD COLUMN change INTEGER;"
    "ALTER TABLE case_facts ADD COLUMN undone_by TEXT;"
    "ALTER TABLE case_facts ADD COLUMN undone_at TEXT;"
    "ALTER TABLE people ADD COLUMN change INTEGER;",
    "CREATE TABLE model_runs(" /* whole or not there */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " model TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL, as_of TEXT NOT NULL,"
    " parameters TEXT NOT NULL, pools TEXT NOT NULL, leads INTEGER, ms INTEGER,"
    " program TEXT NOT NULL, who TEXT NOT NULL, ran_at TEXT NOT NULL) STRICT;"
    "CREATE TABLE leads(" /* an edition of a lead: what it said from one run to another */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " lead TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL,"
    " first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, grade TEXT NOT NULL,"
    " rule TEXT NOT NULL, case_number TEXT NOT NULL, court TEXT NOT NULL, amount INTEGER,"
    " rank INTEGER NOT NULL, body TEXT NOT NULL) STRICT;"
    "CREATE INDEX leads_of ON leads(lead, last_run);"
    "CREATE TABLE models_shown(" /* a model from elsewhere was looked at, by its hash */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " model TEXT NOT NULL, hash TEXT NOT NULL, who TEXT NOT NULL, shown_at TEXT NOT NULL) STRICT;",
    "CREATE TABLE steps(" /* what people did with leads and key cases (steps.h) */
    " id INTEGER PRIMARY KEY AUTOINCREMENT," /* act: the first of those taken at once */
    " act INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, edition INTEGER,"
    " takes_back INTEGER, who TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;"
    "CREATE INDEX steps_of ON steps(kind, subject, id);"
    "CREATE UNIQUE INDEX steps_taken_back ON steps(takes_back) WHERE takes_back IS NOT NULL;"
    "CREATE TABLE step_words("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL,"
    " field TEXT NOT NULL, value TEXT NOT NULL) STRICT;"
    "CREATE INDEX step_words_of ON step_words(step, id);",
    /* A run of one model need not pass the bodies of all others. */
    "CREATE INDEX leads_of_model ON leads(model, lead, first_run, last_run);",
    /* '': not known. The parentheses tell clang that no comma is missing. */
    ("ALTER TABLE leads ADD COLUMN act_date TEXT NOT NULL DEFAULT '';"
     "UPDATE leads SET act_date = coalesce(json_extract(body, '$.act_date'), '');"),
    "CREATE TABLE extracts(" /* what a file was taken from that was kept in part (extracts.h) */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " import INTEGER NOT NULL, sha256 TEXT NOT NULL, pool TEXT NOT NULL, name TEXT NOT NULL,"
    " of_sha256 TEXT NOT NULL, matching TEXT NOT NULL, of_size INTEGER NOT NULL,"
    " rows INTEGER NOT NULL, kept INTEGER NOT NULL, people INTEGER NOT NULL) STRICT;",
    /* What many leads say is stored once, what lists do not show stands apart (lead_text.h);
     * lead_part() and lead_says() are in lead_older.c. */
    "CREATE TABLE lead_texts(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"
    "INSERT INTO lead_texts(text) SELECT DISTINCT lead_part(body, 'common') FROM leads;"
    "INSERT OR IGNORE INTO lead_texts(text)"
    " SELECT p.value FROM leads, json_each(lead_part(body, 'places')) p;"
    "CREATE TABLE lead_bodies(" /* places: numbers of texts, with blanks between them */
    " edition INTEGER PRIMARY KEY, common INTEGER NOT NULL, places TEXT NOT NULL,"
    " body TEXT NOT NULL) STRICT;"
    "INSERT INTO lead_bodies SELECT l.id, t.id,"
    " coalesce((SELECT group_concat(id, ' ') FROM (SELECT x.id FROM"
    " json_each(lead_part(l.body, 'places')) p JOIN lead_texts x ON x.text = p.value"
    " ORDER BY p.key)), ''), lead_part(l.body, 'body')"
    " FROM leads l JOIN lead_texts t ON t.text = lead_part(l.body, 'common') ORDER BY l.id;"
    "ALTER TABLE leads RENAME TO whole_leads;"
    "CREATE TABLE leads(" /* an edition of a lead: what it said from one run to another */
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " lead TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL,"
    " born_run INTEGER NOT NULL,"                    /* of the lead's first edition */
    " first_run INTEGER NOT NULL, last_run INTEGER," /* NULL: the model's last run gave it */
    " is_newest INTEGER NOT NULL, says TEXT NOT NULL, grade TEXT NOT NULL,"
    " rule TEXT NOT NULL, case_number TEXT NOT NULL, court TEXT NOT NULL, amount INTEGER,"
    " rank INTEGER NOT NULL, act_date TEXT NOT NULL, key TEXT NOT NULL,"
    " parties TEXT NOT NULL) STRICT;"
    "INSERT INTO leads SELECT l.id, l.lead, l.model, l.version,"
    " min(l.first_run) OVER (PARTITION BY l.lead), l.first_run,"
    " nullif(l.last_run, (SELECT max(id) FROM model_runs r WHERE r.model = l.model)),"
    " l.id = max(l.id) OVER (PARTITION BY l.lead),"
    " lead_says(l.grade, l.rule, l.case_number, l.court, coalesce(l.amount, ''), b.common,"
    " b.places, b.body), l.grade, l.rule, l.case_number, l.court, l.amount, l.rank, l.act_date,"
    " lead_part(l.body, 'key'), lead_part(l.body, 'parties')"
    " FROM whole_leads l JOIN lead_bodies b ON b.edition = l.id ORDER BY l.id;"
    "DROP TABLE whole_leads;"
    "CREATE INDEX leads_newest ON leads(model) WHERE is_newest = 1;",
    /* The log of all of it (log.h). */
    LOG_TABLE LOG_DECISIONS,
    LOG_MORE_DECISIONS,
    LOG_WORK,
    LOG_VIEW LOG_PAST,
    "CREATE TABLE removals(" /* files that were taken out of the facts again (removal.h) */
    " id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL, archive TEXT NOT NULL,"
    " path TEXT NOT NULL, rows INTEGER NOT NULL, who TEXT NOT NULL, begun_at TEXT NOT NULL,"
    " done_at TEXT, released_by TEXT, released_at TEXT) STRICT;" LOG_REMOVALS,
    LOG_VIEW_OF_REMOVALS,
    /* What a file that was taken out had been read as: import, sheet, sheet_name, profile, rows. */
    "ALTER TABLE removals ADD COLUMN tables TEXT NOT NULL DEFAULT '[]';",
};

static const char *const fact_steps[] = {
    "CREATE TABLE texts(import UINTEGER, id UINTEGER, text VARCHAR);"
    "CREATE TABLE accounts(import UINTEGER, id UINTEGER, number VARCHAR);"
    "CREATE TABLE ledgers(import UINTEGER, id UINTEGER, account UINTEGER, sub VARCHAR,"
    " currency VARCHAR);"
    "CREATE TABLE sources(import UINTEGER, id UINTEGER, path VARCHAR, sha256 VARCHAR,"
    " size UBIGINT, sheet UINTEGER, sheet_name VARCHAR, encoding VARCHAR, profile VARCHAR,"
    " kind VARCHAR, header_row UINTEGER, header VARCHAR, rows UBIGINT, accepted UBIGINT,"
    " duplicate UBIGINT, rejected UBIGINT);"
    "CREATE TABLE rejects(import UINTEGER, source UINTEGER, \"row\" UINTEGER, \"column\" VARCHAR,"
    " rule VARCHAR, value VARCHAR);"
    "CREATE TABLE duplicates(import UINTEGER, source UINTEGER, \"row\" UINTEGER,"
    " of_source UINTEGER, of_row UINTEGER);"
    "CREATE TABLE covers(import UINTEGER, source UINTEGER, ledger UINTEGER, from_day INTEGER,"
    " to_day INTEGER, stated BOOLEAN);"
    "CREATE TABLE entries(import UINTEGER, source UINTEGER, \"row\" UINTEGER, ledger UINTEGER,"
    " other_account UINTEGER, \"at\" BIGINT, amount BIGINT, balance BIGINT, flags UTINYINT,"
    " fingerprint UBIGINT, serial VARCHAR, holder UINTEGER, holder_id UINTEGER,"
    " own_card UINTEGER, own_account UINTEGER, own_bank UINTEGER, other_number UINTEGER,"
    " other_name UINTEGER, other_id UINTEGER, other_bank UINTEGER, summary UINTEGER,"
    " note UINTEGER, merchant UINTEGER, entry_type UINTEGER, branch UINTEGER, place UINTEGER,"
    " ip UINTEGER, mac UINTEGER, teller UINTEGER, terminal UINTEGER);",

    "CREATE TABLE particulars(import UINTEGER, source UINTEGER, \"row\" UINTEGER,"
    " \"column\" UINTEGER, what VARCHAR, value VARCHAR);",

    "CREATE TABLE titles(import UINTEGER, source UINTEGER, \"row\" UINTEGER, field UINTEGER,"
    " place UINTEGER, value VARCHAR);"
    "CREATE TABLE totals(import UINTEGER, source UINTEGER, \"row\" UINTEGER, ledger UINTEGER,"
    " stated UINTEGER, account VARCHAR, currency VARCHAR, from_day INTEGER, to_day INTEGER,"
    " \"count\" UBIGINT, count_in UBIGINT, count_out UBIGINT, sum_in BIGINT, sum_out BIGINT,"
    " opening BIGINT, closing BIGINT);",

    /* Of sources that came in an archive: the hash of the outermost one. */
    "CREATE TABLE archives(import UINTEGER, source UINTEGER, sha256 VARCHAR);",
};

const sy_fact_table sy_fact_tables[] = {
    {"entries", "source"}, {"texts", NULL},           {"accounts", NULL},
    {"ledgers", NULL},     {"sources", "id"},         {"rejects", "source"},
    {"totals", "source"},  {"duplicates", "source"},  {"covers", "source"},
    {"titles", "source"},  {"particulars", "source"}, {"archives", "source"},
    {NULL, NULL}};

#define NUMBER DUCKDB_TYPE_UINTEGER
#define BIGINT DUCKDB_TYPE_BIGINT
const sy_column sy_entry_columns[SY_ENTRY_COLUMNS] = {
    {"source", NUMBER},
    {"row", NUMBER},
    {"ledger", NUMBER},
    {"other_account", NUMBER},
    {"at", BIGINT},
    {"amount", BIGINT},
    {"balance", BIGINT},
    {"flags", DUCKDB_TYPE_UTINYINT},
    {"fingerprint", DUCKDB_TYPE_UBIGINT},
    {"serial", DUCKDB_TYPE_VARCHAR},
    {"holder", NUMBER},
    {"holder_id", NUMBER},
    {"own_card", NUMBER},
    {"own_account", NUMBER},
    {"own_bank", NUMBER},
    {"other_number", NUMBER},
    {"other_name", NUMBER},
    {"other_id", NUMBER},
    {"other_bank", NUMBER},
    {"summary", NUMBER},
    {"note", NUMBER},
    {"merchant", NUMBER},
    {"entry_type", NUMBER},
    {"branch", NUMBER},
    {"place", NUMBER},
    {"ip", NUMBER},
    {"mac", NUMBER},
    {"teller", NUMBER},
    {"terminal", NUMBER},
};

enum {
    DECISION_STEPS = sizeof decision_steps / sizeof *decision_steps,
    FACT_STEPS = sizeof fact_steps / sizeof *fact_steps
};

static sy_status judge(sy_schema_state *state, uint64_t have, uint64_t know, sy_err *err)
{
    if (have > know) {
        return sy_fail(err, SY_EINVAL,
                       N_("the workspace was made by a newer version of this program"));
    }
    *state = have == know ? SY_SCHEMA_CURRENT : SY_SCHEMA_OLDER;
    return SY_OK;
}

static sy_status decisions_version(sqlite3 *db, uint64_t *have, sy_err *err)
{
    int64_t version = 0;
    sy_status st = sy_sqlite_number(db, &version, "PRAGMA user_version", err);
    *have = (uint64_t)version;
    return st;
}

/* The version lies in a table of one row, made with the first step. To ask whether it is there
 * takes longer than to read it. */
static sy_status facts_version(duckdb_connection con, uint64_t *have, sy_err *err)
{
    if (sy_duck_number(con, have, NULL, "SELECT step FROM version") == SY_OK) return SY_OK;
    sy_status st = sy_duck_number(con, have, err,
                                  "SELECT count(*)::UBIGINT FROM duckdb_tables()"
                                  " WHERE NOT temporary AND table_name = 'version'");
    if (st != SY_OK || *have == 0) return st;
    return sy_duck_number(con, have, err, "SELECT step FROM version");
}

sy_status sy_schema_of_decisions(sqlite3 *db, sy_schema_state *state, sy_err *err)
{
    uint64_t have;
    sy_status st = decisions_version(db, &have, err);
    return st == SY_OK ? judge(state, have, DECISION_STEPS, err) : st;
}

sy_status sy_schema_of_facts(duckdb_connection con, sy_schema_state *state, sy_err *err)
{
    uint64_t have;
    sy_status st = facts_version(con, &have, err);
    return st == SY_OK ? judge(state, have, FACT_STEPS, err) : st;
}

sy_status sy_schema_migrate_decisions(sqlite3 *db, sy_err *err)
{
    char set_version[64];
    uint64_t have;
    sy_status st = decisions_version(db, &have, err);

    if (st != SY_OK || have >= DECISION_STEPS) return st;
    st = sy_lead_functions(db, err);
    if (st == SY_OK) st = sy_sqlite_run(db, "BEGIN IMMEDIATE", err);
    for (; st == SY_OK && have < DECISION_STEPS; have++) {
        st = sy_sqlite_run(db, decision_steps[have], err);
    }
    snprintf(set_version, sizeof set_version, "PRAGMA user_version = %d; COMMIT", DECISION_STEPS);
    if (st == SY_OK) st = sy_sqlite_run(db, set_version, err);
    if (st != SY_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

sy_status sy_schema_migrate_facts(duckdb_connection con, sy_err *err)
{
    uint64_t have;
    sy_status st = facts_version(con, &have, err);

    if (st != SY_OK || have >= FACT_STEPS) return st;
    st = sy_duck_run(con, "BEGIN; CREATE OR REPLACE TABLE version(step UBIGINT)", err);
    for (; st == SY_OK && have < FACT_STEPS; have++) st = sy_duck_run(con, fact_steps[have], err);
    if (st == SY_OK) {
        st = sy_duck_runf(con, err, "INSERT INTO version VALUES (%d); COMMIT", FACT_STEPS);
    }
    if (st != SY_OK) duckdb_query(con, "ROLLBACK", NULL);
    return st;
}
