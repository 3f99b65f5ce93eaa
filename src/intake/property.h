/* property.h - what the words of a row say about property: flats, cars, policies ...
 *
 *     sy_property_load(&d, NULL, "dict/property.yaml", &err);
 *     said = sy_property_judge(d, SY_TEXT("晴川县云栖置业有限公司"));
 *     d->signs[said.as_name.sign].name                         // "developer"
 *
 * The dictionary is a list of signs: a sign is a reason to think of one class of asset,
 * with its words, what voids them, how sure it is, and for which amounts it counts.
 * Words of property stand nowhere else: a trace that ends at a seller (intake/counterparty.h) and a clue (insight/clues.h) read the same file. */
#ifndef SY_INTAKE_PROPERTY_H
#define SY_INTAKE_PROPERTY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/money.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Classes in the order in which they are listed. */
typedef enum sy_asset_class {
    SY_ASSET_NONE, /* words that stand for nothing, whatever else the row says */
    SY_ASSET_REAL_ESTATE,
    SY_ASSET_VEHICLE,
    SY_ASSET_INSURANCE,
    SY_ASSET_OWN_ACCOUNT,
    SY_ASSET_INCOME,
    SY_ASSET_RECEIVABLE,
    SY_ASSET_SECURITIES,
    SY_ASSET_WEALTH,
    SY_ASSET_DEPOSIT,
    SY_ASSET_EQUITY,
    SY_ASSET_RENT,
    SY_ASSET_PRECIOUS_METAL,
    SY_ASSET_CRYPTO,
    SY_ASSET_OTHER,
    SY_ASSET_CONSUMPTION, /* no asset: spending that a restricted debtor may not do */
    SY_ASSET_CLASSES
} sy_asset_class;
const char *sy_asset_class_name(sy_asset_class c);  /* "real_estate", ...; "ordinary" */
const char *sy_asset_class_label(sy_asset_class c); /* translated: 不动产 */

/* What a row with this sign is to the asset. */
typedef enum sy_property_role {
    SY_BUYS,   /* pays for the thing itself */
    SY_TAXES,  /* a tax from which a price follows */
    SY_OWNS,   /* only an owner pays this: 维修基金, 车险 */
    SY_REPAYS, /* a loan for it */
    SY_FITS,   /* goes with a purchase, alone it says nothing: 装修, 中介费 */
    SY_USES,   /* whoever uses one pays this: 物业费, 加油 */
    SY_EARNS,  /* brings money in: 工资, 租金, 退保金 */
    SY_PROPERTY_ROLES
} sy_property_role;
const char *sy_property_role_name(sy_property_role r); /* "buys", ... */

typedef struct sy_property_sign {
    sy_asset_class asset;
    const char *name; /* as the dictionary calls it: "deed-tax" */
    const char *label; /* its 名称 in Chinese: 契税 */
    sy_property_role role;
    char grade;     /* 'A' to 'C': how sure alone */
    char confirmed; /* ... where name and words of one row say the same class */
    bool comes_in;  /* a row that pays in; else one that pays out */
    sy_asset_class ends; /* a trace ends there, as this class; SY_ASSET_NONE: it does not */
    bool joins;     /* counts only beside another payment to or from the same: 定金, 结算款 */
    bool is_apart;  /* another thing even of the same payee: a parking space */
    sy_minor least, most; /* fen, of one row; most: INT64_MAX */
} sy_property_sign;

#define SY_NO_SIGN UINT16_MAX

/* A sign in a text, by the word that decided. */
typedef struct sy_property_word {
    uint16_t sign; /* SY_NO_SIGN: none. Of class SY_ASSET_NONE: an ordinary thing */
    uint16_t term; /* its number in the dictionary: sy_property_term_text */
} sy_property_word;
typedef struct sy_property_said {
    sy_property_word as_name, as_words; /* as a payee's or merchant's name; as a summary or note */
} sy_property_said;

typedef struct sy_property_words {
    const sy_property_sign *signs; /* in the order of the file */
    size_t n_signs;
} sy_property_words;

/* Reads a dictionary; all that is wrong is said with line and column. */
SY_MUST_USE sy_status sy_property_load(sy_property_words **out, const sy_alloc *al,
                                       const char *path, sy_err *err);
/* dict/property.yaml of the program's data (base/file.h). */
SY_MUST_USE sy_status sy_property_load_default(sy_property_words **out, const sy_alloc *al,
                                               sy_err *err);
void sy_property_free(sy_property_words *d);

/* One text, read both ways. The longest word wins, of equal ones the later in the text,
 * then the earlier in the file. Exclusions win over words: a `not` of the sign wherever it
 * stands; an ordinary word in a summary likewise, in a name unless it ends before the
 * sign's word begins, for what a firm is stands last in its name (酒店置业 sells flats,
 * 置业酒店 rooms); neither where it is but a part of the sign's word. One thread at a time.
 * Cost: under 1 us; callers cache by text id. */
sy_property_said sy_property_judge(const sy_property_words *d, sy_slice text);

/* The word as the dictionary writes it. */
sy_slice sy_property_term_text(const sy_property_words *d, sy_property_word word);

/* What a row says all in all. name, merchant, summary, note: judgements of its texts. */
typedef struct sy_property_row {
    const sy_property_sign *sign; /* NULL: nothing, or only ordinary things */
    sy_slice term;                /* the word that decided, as the dictionary writes it */
    const char *field;            /* "name", "merchant", "summary", "note" */
    bool by_name;                 /* one of the first two */
    char grade;                   /* of this row */
    const sy_property_sign *other; /* the sign of the same class that name or words added; NULL */
} sy_property_row;
typedef struct sy_property_texts {
    sy_property_said name, merchant, summary, note;
} sy_property_texts;
/* comes_in: of the row. The name's sign goes before the words'. An ordinary thing or
 * words of the other direction void all; but a school may pay wages, and a hotel's room is
 * high consumption all the same. Amounts are not looked at. */
sy_property_row sy_property_of_row(const sy_property_words *d, const sy_property_texts *texts,
                                   bool comes_in);

#ifdef __cplusplus
}
#endif

#endif
