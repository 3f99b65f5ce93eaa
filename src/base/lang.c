/* lang.c - look-up in the table that the build makes from po/zh_CN.po. */
#include "base/lang.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/catalogue.h"

static atomic_int process_lang = SY_LANG_ZH;
static _Thread_local int thread_lang = -1;

void sy_lang_set(sy_lang lang)
{
    thread_lang = (int)lang;
    atomic_store(&process_lang, (int)lang);
}

sy_lang sy_lang_get(void)
{
    if (thread_lang < 0) thread_lang = atomic_load(&process_lang);
    return (sy_lang)thread_lang;
}

sy_lang sy_lang_from_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return strncmp(value, "en", 2) == 0 ? SY_LANG_EN : SY_LANG_ZH;
    }
    return SY_LANG_ZH;
}

static int compare(const void *key, const void *item)
{
    return strcmp(key, ((const sy_message *)item)->id);
}

const char *sy_tr_in(sy_lang lang, const char *msgid)
{
    if (lang == SY_LANG_EN) return msgid;
    const sy_message *m =
        bsearch(msgid, sy_catalogue_zh, sy_catalogue_zh_n, sizeof *m, compare);
    return m ? m->text : msgid;
}

const char *sy_tr(const char *msgid)
{
    return sy_tr_in(sy_lang_get(), msgid);
}
