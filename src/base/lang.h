/* lang.h - the user's language: Chinese first, English complete.
 *
 *     puts(_("nothing was imported"));
 *
 * The English text is the message id; po/zh_CN.po holds the Chinese, and the
 * build turns it into a sorted table (tools/po2c.py). Why not gettext's run
 * time: it needs a locale installed on the machine and a file beside the
 * program, and it speaks one language a process, where the server needs both
 * (docs/decisions/0003). */
#ifndef SY_BASE_LANG_H
#define SY_BASE_LANG_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_lang { SY_LANG_ZH, SY_LANG_EN } sy_lang;

/* Marks a text for the catalogue where it is translated later. */
#define N_(text) text
#define _(text) sy_tr(text)

/* The language of this thread's messages; Chinese until it is set. A new
 * thread starts with the language that was set last in the process. */
void sy_lang_set(sy_lang lang);
sy_lang sy_lang_get(void);

/* zh or en from LC_ALL, LC_MESSAGES, LANG: English only where they name an
 * English locale, Chinese otherwise (C and POSIX included). */
sy_lang sy_lang_from_environment(void);

/* The text of msgid in the current language; msgid itself where there is no
 * translation. Never NULL; static storage. Cost: one binary search. */
const char *sy_tr(const char *msgid) __attribute__((format_arg(1)));
const char *sy_tr_in(sy_lang lang, const char *msgid) __attribute__((format_arg(2)));

#ifdef __cplusplus
}
#endif

#endif
