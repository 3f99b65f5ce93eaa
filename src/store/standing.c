/* standing.c - of the rows that are one row, the one that stands for all.
 *
 * An import stores which of its rows repeat which earlier one, so in the table
 * the row imported first stands, and it stays there: facts are written once.
 * Whoever reads is told of the row that is first by (SHA-256, sheet, row): the
 * same whatever was imported first (tracing.md 2.2). Only sets whose first row
 * is another one are turned round; there are few, so this costs one join more. */
#include "store/private.h"

/* firsts: for each set (of_source, of_row) that is turned round, its first row. */
#define FIRSTS                                                                                     \
    "WITH ranks AS (SELECT id, row_number() OVER (ORDER BY sha256, sheet)::UBIGINT << 32 AS base"  \
    " FROM sources),"                                                                              \
    " firsts AS (SELECT d.of_source, d.of_row, arg_min(d.source, r.base + d.\"row\") AS source,"   \
    " arg_min(d.\"row\", r.base + d.\"row\") AS \"row\" FROM duplicates d"                         \
    " JOIN ranks r ON r.id = d.source JOIN ranks o ON o.id = d.of_source"                          \
    " GROUP BY d.of_source, d.of_row, o.base"                                                      \
    " HAVING min(r.base + d.\"row\") < o.base + d.of_row)"

const char sy_sql_repeats[] = FIRSTS
    " SELECT if(s.is_first, d.of_source, d.source) AS source,"
    " if(s.is_first, d.of_row, d.\"row\") AS \"row\","
    " coalesce(f.source, d.of_source) AS of_source, coalesce(f.\"row\", d.of_row) AS of_row"
    " FROM duplicates d LEFT JOIN firsts f ON f.of_source = d.of_source AND f.of_row = d.of_row,"
    " LATERAL (SELECT coalesce(f.source = d.source AND f.\"row\" = d.\"row\", false) AS is_first) "
    "s";

const char sy_sql_sources[] = FIRSTS
    ", turned AS (SELECT source, sum(n)::BIGINT AS n FROM"
    " (SELECT source, 1 AS n FROM firsts UNION ALL SELECT of_source, -1 FROM firsts)"
    " GROUP BY source)"
    " SELECT s.* EXCLUDE (import) REPLACE ((s.accepted + coalesce(t.n, 0))::UBIGINT AS accepted,"
    " (s.duplicate - coalesce(t.n, 0))::UBIGINT AS duplicate), coalesce(a.sha256, ''), s.import"
    " FROM sources s LEFT JOIN archives a ON a.source = s.id LEFT JOIN turned t ON t.source = s.id"
    " ORDER BY s.sha256, s.sheet";
