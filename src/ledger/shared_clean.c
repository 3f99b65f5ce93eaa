/* shared_clean.c - network addresses, devices and phones in one writing; what says
 * nothing of a person is empty. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/width.h"
#include "ledger/shared.h"

static const char *const names[SY_SHARED_KINDS] = {"mac", "device",  "phone", "agent",
                                                   "ip",  "address", "opened"};

const char *sy_trace_kind_name(sy_trace_kind k)
{
    return names[k];
}

/* Half width, lower case, without blanks; what does not fit is nothing. */
static size_t fold(char out[SY_TRACE_TEXT], sy_slice raw)
{
    size_t n = 0;

    for (size_t i = 0, step; i < raw.len; i += step) {
        uint32_t code = sy_half_width(sy_utf8_decode(raw.ptr + i, raw.len - i, &step));
        if (code == SY_NO_WIDTH || code <= ' ') continue;
        if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
        if (n + 5 > SY_TRACE_TEXT) return 0;
        n += sy_utf8_encode(out + n, code);
    }
    out[n] = '\0';
    return n;
}

/* RFC 1918, RFC 6598 (carriers), loopback, "this network", link-local, multicast and above. */
static bool is_open_v4(const unsigned char *a)
{
    if (a[0] == 0 || a[0] == 10 || a[0] == 127 || a[0] >= 224) return false;
    if (a[0] == 172 && a[1] >= 16 && a[1] < 32) return false;
    if (a[0] == 192 && a[1] == 168) return false;
    if (a[0] == 169 && a[1] == 254) return false;
    return !(a[0] == 100 && a[1] >= 64 && a[1] < 128);
}

static size_t clean_ip(char text[SY_TRACE_TEXT])
{
    unsigned char a[16];

    if (inet_pton(AF_INET, text, a) == 1) {
        if (!is_open_v4(a)) return 0;
        return inet_ntop(AF_INET, a, text, SY_TRACE_TEXT) ? strlen(text) : 0;
    }
    if (inet_pton(AF_INET6, text, a) != 1) return 0;
    if ((a[0] & 0xE0) != 0x20) return 0; /* only global unicast, 2000::/3 */
    return inet_ntop(AF_INET6, a, text, SY_TRACE_TEXT) ? strlen(text) : 0;
}

static size_t clean_mac(char text[SY_TRACE_TEXT])
{
    size_t n = 0;
    bool zeros = true, ones = true;

    for (const char *p = text; *p; p++) {
        if (*p == '-' || *p == ':' || *p == '.') continue;
        const bool is_digit = (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'f');
        if (!is_digit || n == 12) return 0;
        zeros = zeros && *p == '0';
        ones = ones && *p == 'f';
        text[n++] = *p;
    }
    text[n] = '\0';
    return n == 12 && !zeros && !ones ? n : 0;
}

/* Digits enough to be somebody's, and not one digit over and over. */
static size_t clean_number(char text[SY_TRACE_TEXT])
{
    size_t n = 0;
    bool same = true;

    for (const char *p = text; *p; p++) {
        if ((*p >= '0' && *p <= '9') || *p == 'x' || *p == '*') text[n++] = *p;
    }
    text[n] = '\0';
    for (size_t i = 1; i < n; i++) same = same && text[i] == text[0];
    return n >= 7 && !same && !memchr(text, '*', n) ? n : 0;
}

/* The day alone, as YYYYMMDD: its time of day says nothing. */
static size_t clean_day(char text[SY_TRACE_TEXT])
{
    size_t n = 0;

    for (const char *p = text; *p && n < 8; p++) {
        if (*p >= '0' && *p <= '9') text[n++] = *p;
    }
    text[n] = '\0';
    return n == 8 && memcmp(text, "0000", 4) != 0 ? n : 0;
}

static size_t clean_words(char text[SY_TRACE_TEXT], size_t n)
{
    static const char *const nothing[] = {"null", "none", "nan", "n/a", "-",
                                          "--",   "无",   "空",  "不详"};

    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        if (strcmp(text, nothing[i]) == 0) return 0;
    }
    return n >= 9 ? n : 0; /* three characters: "嵊州市" is no address yet, nor "-" a device */
}

sy_slice sy_trace_clean(char out[SY_TRACE_TEXT], sy_trace_kind kind, sy_slice raw)
{
    size_t n = fold(out, raw);

    if (n > 0) {
        switch (kind) {
        case SY_SHARED_IP:
            n = clean_ip(out);
            break;
        case SY_SHARED_OPENED:
            n = clean_day(out);
            break;
        case SY_SHARED_MAC:
            n = clean_mac(out);
            break;
        case SY_SHARED_PHONE:
        case SY_SHARED_AGENT:
            n = clean_number(out);
            break;
        default:
            n = clean_words(out, n);
            break;
        }
    }
    return (sy_slice){out, n};
}
