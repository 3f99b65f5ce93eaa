/* listening.c - addresses are numbers, never looked up: what is listened on is what was said. */
#include "server/listening.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"

enum { MOST_PEM = 1 << 20, USUAL_HTTP = 80, USUAL_HTTPS = 443 };

/* ---- the address ---- */

static sy_status read_address(sy_listening *l, const char *text, uint16_t port, bool *is_any,
                              bool *is_loopback, sy_err *err)
{
    struct sockaddr_in *four = (struct sockaddr_in *)&l->address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&l->address;

    if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
        const uint32_t number = ntohl(four->sin_addr.s_addr);
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        *is_any = number == INADDR_ANY;
        *is_loopback = number >> 24 == 127;
    } else if (inet_pton(AF_INET6, text, &six->sin6_addr) == 1) {
        l->is_ipv6 = true;
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        *is_any = IN6_IS_ADDR_UNSPECIFIED(&six->sin6_addr);
        *is_loopback = IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
    } else {
        return sy_fail(err, SY_EINVAL, N_("--listen \"%.60s\" is no address such as 192.168.1.20"),
                       text);
    }
    return SY_OK;
}

/* ---- names ---- */

static sy_status add_name(sy_listening *l, const char *name, sy_err *err)
{
    const size_t n = strlen(name);
    char *out = l->names[l->n_names];

    if (l->n_names == SY_MOST_NAMES)
        return sy_fail(err, SY_ELIMIT, N_("more than %d names"), SY_MOST_NAMES);
    if (n == 0 || n >= sizeof l->names[0] ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") != n)
        return sy_fail(err, SY_EINVAL,
                       N_("--name \"%.60s\" is no host name: letters, digits, dots, hyphens"), name);
    /* Browsers send it in small letters. */
    for (size_t i = 0; i <= n; i++)
        out[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];
    l->n_names++;
    return SY_OK;
}

static sy_status add_names(sy_listening *l, const sy_server_options *o, bool is_any, sy_err *err)
{
    sy_status st = SY_OK;

    if (!o->listen) {
        st = add_name(l, "127.0.0.1", err);
        if (st == SY_OK) st = add_name(l, "localhost", err);
    } else if (is_any && o->n_names == 0) {
        return sy_fail(err, SY_EINVAL,
                       N_("--listen %s is every address of this computer: say by which name it is "
                          "called, --name HOST"),
                       o->listen);
    } else if (!is_any && l->is_ipv6) {
        char text[INET6_ADDRSTRLEN]; /* the short form, which browsers send */
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&l->address)->sin6_addr, text, sizeof text);
        snprintf(l->names[l->n_names++], sizeof l->names[0], "[%s]", text);
    } else if (!is_any) {
        st = add_name(l, o->listen, err);
    }
    for (size_t i = 0; i < o->n_names && st == SY_OK; i++) st = add_name(l, o->names[i], err);
    return st;
}

/* ---- the certificate ---- */

/* As databases do it: the key of this account is open to nobody else; one that belongs to
 * root may be lent to a group. */
static sy_status check_key(const char *path, sy_err *err)
{
    struct stat info;

    if (stat(path, &info) != 0) return sy_fail_errno(err, path);
    const mode_t open_to = info.st_uid == 0 && geteuid() != 0 ? 037 : 077;
    if (info.st_mode & open_to)
        return sy_fail(err, SY_EDATA, N_("%s: others can read this key; chmod 600 closes it"), path);
    return SY_OK;
}

static sy_status read_certificate(sy_listening *l, const sy_server_options *o, sy_err *err)
{
    size_t n;
    sy_status st = sy_file_read(NULL, &l->certificate, &n, o->certificate, MOST_PEM, err);

    if (st == SY_OK) st = check_key(o->key, err);
    if (st == SY_OK) st = sy_file_read(NULL, &l->key, &n, o->key, MOST_PEM, err);
    return st;
}

sy_status sy_listening_read(sy_listening *l, const sy_server_options *o, sy_err *err)
{
    const char *text = o->listen ? o->listen : "127.0.0.1";
    bool is_any = false, is_loopback = false;

    memset(l, 0, sizeof *l);
    l->scheme = o->certificate ? "https://" : "http://";
    sy_status st = read_address(l, text, o->port, &is_any, &is_loopback, err);
    if (st == SY_OK && !is_loopback && !o->certificate)
        st = sy_fail(err, SY_EINVAL,
                     N_("--listen %s is beyond this computer: that needs --tls CERTIFICATE --key KEY, "
                        "and users (suyuan users)"),
                     text);
    if (st == SY_OK) st = add_names(l, o, is_any, err);
    if (st == SY_OK && o->certificate) st = read_certificate(l, o, err);
    return st;
}

void sy_listening_name(sy_listening *l, unsigned port)
{
    for (size_t i = 0; i < l->n_names; i++) {
        snprintf(l->hosts[l->n_hosts++], SY_HOST_TEXT, "%s:%u", l->names[i], port);
        if (port == (l->key ? USUAL_HTTPS : USUAL_HTTP))
            snprintf(l->hosts[l->n_hosts++], SY_HOST_TEXT, "%s", l->names[i]);
    }
}

void sy_listening_dispose(sy_listening *l)
{
    if (l->key) explicit_bzero(l->key, strlen(l->key));
    sy_drop(NULL, l->key);
    sy_drop(NULL, l->certificate);
    l->key = l->certificate = NULL;
}
