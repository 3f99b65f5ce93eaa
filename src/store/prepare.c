/* prepare.c - the engine of the facts, and the first steps of SQLite and OpenSSL. */
#include "store/prepare.h"

#include "base/digest.h"
#include "store/private.h"

void sy_store_prepare(void)
{
    sqlite3 *db = NULL;
    sy_digest d = {0};
    char hex[SY_DIGEST_TEXT];

    sy_duck_prepare();
    if (sqlite3_open(":memory:", &db) == SQLITE_OK)
        sqlite3_exec(db, "CREATE TABLE t(a); SELECT count(*) FROM t", NULL, NULL, NULL);
    sqlite3_close(db);
    if (sy_digest_begin(&d, SY_SHA256, NULL) == SY_OK) sy_digest_end(&d, hex);
    sy_digest_dispose(&d);
}
