/* case_number.h - numbers of court cases (案号), new and old.
 *
 *     sy_case_number c;
 *     sy_case_number_read(&c, SY_TEXT("（2023）浙０６８３执恢００５６号之一"));
 *     sy_case_number_print(out, &c);     // "(2023)浙0683执恢56号之一"
 *
 * New (法〔2015〕137号, since 2016): year, code of the court, code of the kind of
 * case, number. Old: year, anything up to 字第, number: (2014)绍嵊执民字第1234号. */
#ifndef SY_IDENTIFIER_CASE_NUMBER_H
#define SY_IDENTIFIER_CASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SY_CASE_TEXT = 160,
    SY_CASE_COURT = 64, /* 最高法知, 浙0683; old: all up to 字第 */
    SY_CASE_TYPE = 16,  /* 执恢; old: empty */
    SY_CASE_PART = 16,  /* 一, of 之一; old: the number after the hyphen */
    SY_CASE_MOST = 1000 /* numbers of one range or list */
};

typedef struct sy_case_number {
    int year;
    bool is_old;
    char court[SY_CASE_COURT], type[SY_CASE_TYPE], part[SY_CASE_PART];
    uint32_t number;
} sy_case_number;

/* The whole text is one case number. */
bool sy_case_number_read(sy_case_number *out, sy_slice text);
/* Normal form; reads back the same. Returns out. */
char *sy_case_number_print(char out[SY_CASE_TEXT], const sy_case_number *c);

/* Case numbers anywhere in a text, lists (执1234、1235号) and ranges
 * (执1234-1240号) one by one, in their order. fn returns false to stop. Returns how
 * many were given; a range the wrong way round or of more than SY_CASE_MOST is none. */
typedef bool sy_case_number_fn(void *ctx, const sy_case_number *c);
size_t sy_case_numbers_in(sy_slice text, sy_case_number_fn *fn, void *ctx);

/* Numbers of the same case: the part (之一) apart. */
bool sy_case_number_same(const sy_case_number *a, const sy_case_number *b);

#ifdef __cplusplus
}
#endif

#endif
