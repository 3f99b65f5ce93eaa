/* xls_bytes.h - numbers as old office files store them: lowest byte first, on
 * any boundary. Private to this folder. */
#ifndef SY_TEXT_XLS_BYTES_H
#define SY_TEXT_XLS_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint32_t sy_little16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t sy_little32(const unsigned char *p)
{
    return sy_little16(p) | sy_little16(p + 2) << 16;
}

static inline uint64_t sy_little64(const unsigned char *p)
{
    return (uint64_t)sy_little32(p) | (uint64_t)sy_little32(p + 4) << 32;
}

/* Eight bytes of IEEE 754. */
static inline double sy_little_double(const unsigned char *p)
{
    const uint64_t bits = sy_little64(p);
    double d;

    memcpy(&d, &bits, sizeof d);
    return d;
}

#endif
