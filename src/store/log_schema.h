/* log_schema.h - the steps of schema.c that make the log (log.h). Private to schema.c; the table
 * itself is also that of folder_log.c.
 *
 * Every table of decisions is listed once: what the log says of one of its rows. From that come
 * the triggers that write the log in the same transaction as the row, and the view `logged`,
 * which says of all tables what the log must say: it fills the log of an older workspace, and
 * log.c compares both. */
#ifndef SY_STORE_LOG_SCHEMA_H
#define SY_STORE_LOG_SCHEMA_H

/* kind, ref, act, subject, field, text of a row; p: "NEW." in a trigger, "" in the view. */
#define VERDICT_OF(p) "CASE " p "verdict WHEN 1 THEN 'confirmed' ELSE 'rejected' END"
#define LOG_CASE(p) "'case', " p "id, coalesce(" p "change, " p "id), '', " p "field, " p "value"
#define LOG_MATCH(p)                                                                               \
    "'match', " p "id, coalesce(" p "bulk, " p "id), " p "out_entry || ' ' || " p "in_entry, " p   \
    "kind, " VERDICT_OF(p)
#define LOG_TITLE(p) "'title', " p "id, " p "id, " p "sha256, " p "sheet || '', " VERDICT_OF(p)
#define LOG_PARTY(p) "'party', " p "id, " p "id, " p "a || ' ' || " p "b, 'party', " VERDICT_OF(p)
#define LOG_PERSON(p)                                                                              \
    "'people', " p "id, coalesce(" p "change, " p "id), " p "name, " p "relation, trim(" p         \
    "identity || ' ' || " p "phone || ' ' || " p "address || ' ' || " p "note)"
#define LOG_FINDING(p)                                                                             \
    "'finding', " p "id, " p "id, " p "kind || ' ' || " p "finding, " VERDICT_OF(p) ", " p "note"
#define LOG_REQUEST(p)                                                                             \
    "'request', " p "id, " p "request * 1000000 + " p "step, " p "request || '', " p "field, " p   \
    "value"
#define LOG_IMPORT(p) "'import', " p "id, " p "id, " p "id || '', 'program', " p "program"
#define LOG_DELIVERY(p)                                                                            \
    "'delivery', d.import, d.import, d.import || '', d.medium,"                                    \
    " trim(d.ground || ' ' || d.number || ' ' || d.request || ' ' || d.received_by)"
/* Most imports say nothing of it. */
#define DELIVERY_SAYS "d.medium || d.ground || d.number || d.request || d.received_by <> ''"
#define LOG_REMOVAL(p) "'source', " p "id, " p "id, " p "path, 'removed', " p "sha256"
#define LOG_RELEASE(p) "'source', " p "id, " p "id, " p "path, 'released', " p "sha256"
#define LOG_SET(p) "'report', " p "id, " p "id, " p "file, 'terms', " p "terms"
#define LOG_RUN(p)                                                                                 \
    "'model', " p "id, " p "id, " p "model || ' ' || " p "version, 'leads', " p "leads || ''"
#define LOG_SHOWN(p) "'model-shown', " p "id, " p "id, " p "model, 'hash', " p "hash"
#define LOG_STEP(p) p "kind, " p "id, " p "act, " p "subject, '', ''"
#define LOG_WORD(p) "s.kind, w.step, s.act, s.subject, w.field, w.value"

#define LOG_COLUMNS "kind, ref, act, subject, field, text, verb, who, at"
#define LOG_INTO "INSERT INTO log(" LOG_COLUMNS ") SELECT "

#define LOG_ADDED(table, of, at)                                                                   \
    "CREATE TRIGGER log_" table " AFTER INSERT ON " table                                          \
    " BEGIN " LOG_INTO of("NEW.") ", 'add', NEW.who, NEW." at "; END;"
#define LOG_SET_LATER(table, of, column, at)                                                       \
    "CREATE TRIGGER log_" table " AFTER UPDATE OF " column " ON " table " WHEN NEW." column        \
    " IS NOT NULL BEGIN " LOG_INTO of("NEW.") ", 'add', NEW.who, NEW." at "; END;"
#define LOG_UNDONE(table, of)                                                                      \
    "CREATE TRIGGER log_" table "_undone AFTER UPDATE OF undone_at ON " table                      \
    " WHEN OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL BEGIN " LOG_INTO of(                \
        "NEW.") ", 'undo', NEW.undone_by, NEW.undone_at; END;"

#define PAST(table, of, at) "SELECT " of("") ", 'add', who, " at " FROM " table
#define PAST_UNDONE(table, of)                                                                     \
    " UNION ALL SELECT " of("") ", 'undo', undone_by, undone_at FROM " table                       \
                                " WHERE undone_at IS NOT NULL"
#define PAST_BOTH(table, of) PAST(table, of, "decided_at") PAST_UNDONE(table, of)
#define STEP_VERB(p) "CASE WHEN " p "takes_back IS NULL THEN 'add' ELSE 'undo' END"

#define LOG_TABLE                                                                                  \
    "CREATE TABLE log("                                                                            \
    " id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, ref INTEGER NOT NULL,"             \
    " act INTEGER NOT NULL, subject TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,"       \
    " verb TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,"                                    \
    " hash TEXT NOT NULL DEFAULT '') STRICT;"                                                      \
    "CREATE TRIGGER log_chain AFTER INSERT ON log BEGIN UPDATE log SET hash ="                     \
    " log_hash(coalesce((SELECT hash FROM log WHERE id = NEW.id - 1), ''), NEW.id, NEW.kind,"      \
    " NEW.ref, NEW.act, NEW.subject, NEW.field, NEW.text, NEW.verb, NEW.who, NEW.at)"              \
    " WHERE id = NEW.id; END;"                                                                     \
    "CREATE TRIGGER log_stays BEFORE UPDATE ON log WHEN OLD.hash <> ''"                            \
    " BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;"                                 \
    "CREATE TRIGGER log_remains BEFORE DELETE ON log"                                              \
    " BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;"

#define LOG_DECISIONS                                                                              \
    LOG_ADDED("case_facts", LOG_CASE, "decided_at")                                                \
    LOG_UNDONE("case_facts", LOG_CASE)                                                             \
    LOG_ADDED("match_decisions", LOG_MATCH, "decided_at")                                          \
    LOG_UNDONE("match_decisions", LOG_MATCH)                                                       \
    LOG_ADDED("title_decisions", LOG_TITLE, "decided_at")                                          \
    LOG_UNDONE("title_decisions", LOG_TITLE)                                                       \
    LOG_ADDED("party_decisions", LOG_PARTY, "decided_at")                                          \
    LOG_UNDONE("party_decisions", LOG_PARTY)

#define LOG_MORE_DECISIONS                                                                         \
    LOG_ADDED("people", LOG_PERSON, "decided_at")                                                  \
    LOG_UNDONE("people", LOG_PERSON)                                                               \
    LOG_ADDED("finding_decisions", LOG_FINDING, "decided_at")                                      \
    LOG_UNDONE("finding_decisions", LOG_FINDING)                                                   \
    LOG_ADDED("request_words", LOG_REQUEST, "decided_at")                                          \
    LOG_UNDONE("request_words", LOG_REQUEST)

#define LOG_WORK                                                                                   \
    LOG_SET_LATER("imports", LOG_IMPORT, "done_at", "done_at")                                     \
    LOG_SET_LATER("model_runs", LOG_RUN, "leads", "ran_at")                                        \
    LOG_ADDED("set_issues", LOG_SET, "made_at")                                                    \
    LOG_ADDED("models_shown", LOG_SHOWN, "shown_at")                                               \
    "CREATE TRIGGER log_deliveries AFTER INSERT ON deliveries BEGIN " LOG_INTO LOG_DELIVERY(       \
        "") ", 'add', i.who, i.begun_at FROM deliveries d JOIN imports i ON i.id = d.import"       \
            " WHERE d.import = NEW.import AND " DELIVERY_SAYS "; END;"                             \
            "CREATE TRIGGER log_steps AFTER INSERT ON steps BEGIN " LOG_INTO LOG_STEP(             \
                "NEW.") ", " STEP_VERB("NEW.") ", NEW.who, NEW.made_at; END;"                      \
                                               "CREATE TRIGGER log_step_words AFTER INSERT ON "    \
                                               "step_words BEGIN " LOG_INTO                        \
                                                   LOG_WORD("") ", " STEP_VERB(                    \
                                                       "s.") ", s.who, s.made_at FROM step_words " \
                                                             "w JOIN steps s ON s.id = w.step"     \
                                                             " WHERE w.id = NEW.id; END;"

#define LOG_VIEW_BODY                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                \
    "CREATE VIEW logged(" LOG_COLUMNS                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                \
    ") AS " PAST_BOTH("case_facts", LOG_CASE) " UNION ALL " PAST_BOTH("match_decisions", LOG_MATCH) " UNION ALL " PAST_BOTH(                                                                                                                                                                                                                                                                                                                                                                                                                         \
        "title_decisions",                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                           \
        LOG_TITLE) " UNION ALL " PAST_BOTH("party_decisions",                                                                                                                                                                                                                                                                                                                                                                                                                                                                                        \
                                           LOG_PARTY) " UNION ALL " PAST_BOTH("people", LOG_PERSON) " UNION ALL " PAST_BOTH("finding_decisions",                                                                                                                                                                                                                                                                                                                                                                                                     \
                                                                                                                            LOG_FINDING) " UNION ALL " PAST_BOTH("request_words", LOG_REQUEST) " UNION ALL " PAST("imports", LOG_IMPORT, "done_at") " WHERE done_at IS NOT NULL UNION ALL " PAST("model_runs", LOG_RUN, "ran_at") " WHERE leads IS NOT NULL UNION ALL " PAST("set_issues", LOG_SET, "made_at") " UNION ALL " PAST("models_shown",                                                                                                    \
                                                                                                                                                                                                                                                                                                                                                                                                                                  LOG_SHOWN,                                                                                                         \
                                                                                                                                                                                                                                                                                                                                                                                                                                  "shown_at") " UNION ALL "                                                                                          \
                                                                                                                                                                                                                                                                                                                                                                                                                                              "SELECT " LOG_DELIVERY("") ", 'add', i.who, i.begun_at"                                                \
                                                                                                                                                                                                                                                                                                                                                                                                                                                                         " FROM deliveries d JOIN imports i ON i.id = d.import WHERE " DELIVERY_SAYS \
                                                                                                                                                                                                                                                                                                                                                                                                                                                                         " UNION ALL "                                                               \
                                                                                                                                                                                                                                                                                                                                                                                                                                                                         "SELECT " LOG_STEP("") ", " STEP_VERB(                                      \
                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "") ", who, made_at FROM steps UNION ALL "                              \
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "SELECT " LOG_WORD("") ", " STEP_VERB("s.") ", s.who, s.made_at"    \
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                             " FROM step_words w JOIN steps s ON s.id = w.step"
#define LOG_VIEW LOG_VIEW_BODY ";"

/* Files that were taken out of the facts, and originals that were let go (removal.h). */
#define LOG_REMOVALS                                                                               \
    LOG_SET_LATER("removals", LOG_REMOVAL, "done_at", "done_at")                                   \
    "CREATE TRIGGER log_removals_released AFTER UPDATE OF released_at ON removals"                 \
    " WHEN NEW.released_at IS NOT NULL BEGIN " LOG_INTO LOG_RELEASE(                               \
        "NEW.") ", 'add', NEW.released_by, NEW.released_at; END;"
#define LOG_VIEW_OF_REMOVALS                                                                       \
    "DROP VIEW logged;" LOG_VIEW_BODY " UNION ALL " PAST(                                          \
        "removals", LOG_REMOVAL, "done_at") " WHERE done_at IS NOT NULL UNION ALL "                \
                                            "SELECT " LOG_RELEASE("") ", 'add', released_by, "     \
                                                                      "released_at FROM removals " \
                                                                      "WHERE released_at IS NOT "  \
                                                                      "NULL;"

/* What was done before there was a log, in the order of its time. A step stands before its
 * words, which have its time. */
#define LOG_PAST                                                                                   \
    "INSERT INTO log(" LOG_COLUMNS ") SELECT " LOG_COLUMNS " FROM logged"                          \
    " ORDER BY at, kind, act, verb, ref, field, text;"

#endif
