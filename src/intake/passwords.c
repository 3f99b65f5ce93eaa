/* passwords.c - a list that wipes itself. Chinese programs on Windows lock with
 * the bytes of GBK, others with UTF-8: one that is not ASCII is tried as both. */
#include "intake/passwords.h"

#include <iconv.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lang.h"

static sy_status keep(sy_passwords *p, const char *bytes, size_t n, sy_err *err)
{
    if (p->n == sizeof p->items / sizeof *p->items) {
        return sy_fail(err, SY_ELIMIT, N_("more than %u passwords"), SY_MAX_PASSWORDS);
    }
    p->items[p->n] = sy_copy_text(NULL, bytes, n);
    if (!p->items[p->n]) return sy_fail_nomem(err);
    p->n++;
    return SY_OK;
}

/* The bytes of GB18030; 0 when it has none for them. */
static size_t as_gb18030(char out[SY_MAX_PASSWORD * 2], const char *text)
{
    iconv_t cd = iconv_open("GB18030", "UTF-8");
    char *from = (char *)(uintptr_t)text, *to = out;
    size_t n = strlen(text), left = SY_MAX_PASSWORD * 2;

    if (cd == (iconv_t)-1) return 0;
    const size_t r = iconv(cd, &from, &n, &to, &left);
    iconv_close(cd);
    return r == (size_t)-1 ? 0 : (size_t)(to - out);
}

sy_status sy_passwords_add(sy_passwords *p, const char *text, sy_err *err)
{
    char other[SY_MAX_PASSWORD * 2];
    const size_t n = strlen(text);
    sy_status st;

    if (n == 0) return SY_OK;
    if (n > SY_MAX_PASSWORD) {
        return sy_fail(err, SY_ELIMIT, N_("a password is longer than %u bytes"), SY_MAX_PASSWORD);
    }
    st = keep(p, text, n, err);
    bool is_ascii = true;
    for (size_t i = 0; i < n; i++) is_ascii = is_ascii && (unsigned char)text[i] < 0x80;
    if (st != SY_OK || is_ascii) return st;
    const size_t m = as_gb18030(other, text);
    if (m > 0) st = keep(p, other, m, err);
    explicit_bzero(other, sizeof other);
    return st;
}

sy_status sy_passwords_ask(sy_passwords *p, const char *file, sy_err *err)
{
    char answer[SY_MAX_PASSWORD + 1] = "";
    sy_status st = SY_OK;

    if (p->was_asked || !p->ask) return SY_OK;
    p->was_asked = true;
    if (p->ask(p->ctx, file, answer, sizeof answer)) st = sy_passwords_add(p, answer, err);
    explicit_bzero(answer, sizeof answer);
    return st;
}

void sy_passwords_dispose(sy_passwords *p)
{
    for (size_t i = 0; i < p->n; i++) {
        explicit_bzero(p->items[i], strlen(p->items[i]));
        sy_drop(NULL, p->items[i]);
    }
    *p = (sy_passwords){.n = 0};
}
