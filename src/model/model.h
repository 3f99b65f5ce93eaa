/* model.h - supervision models: rules that screen data pools and yield leads.
 *
 * A model is a folder that people can read:
 *
 *     models/vehicle-two-files/
 *       model.yaml    what it is, on which law, what it needs, how a lead is worded
 *       query.sql     one SELECT; its columns are those of store/lead_row.h
 *       README.md     what a hit means, and what it does not
 *       test/NAME.test small pools and the leads expected of them (try.h)
 *
 *     sy_model *m;
 *     sy_model_load(&m, NULL, "models/vehicle-two-files", SY_MODEL_OF_PROGRAM, &err);
 *
 * What a model may claim is checked when it is read, not when it is run: only a breached
 * duty ("shall") of a court may be called 违法 or lead to a 检察建议; grade A needs every
 * condition and exception of the article as a column; what rests on a text that nobody has
 * at hand is a draft. */
#ifndef SY_MODEL_MODEL_H
#define SY_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/slice.h"
#include "model/files.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_model_object {
    SY_OBJECT_COURT_ACT,
    SY_OBJECT_COURT_OMISSION,
    SY_OBJECT_PROPERTY,
    SY_OBJECT_DEBTOR,
    SY_OBJECT_THIRD_PARTY,
    SY_OBJECT_OFFICER,
    SY_OBJECTS
} sy_model_object;
/* After the article's own words: 应当 or 不得, 可以, neither. */
typedef enum sy_model_duty { SY_DUTY_SHALL, SY_DUTY_MAY, SY_DUTY_NONE, SY_DUTIES } sy_model_duty;
/* What may become of a lead. */
typedef enum sy_model_exit {
    SY_EXIT_RECOMMENDATION,    /* 检察建议 */
    SY_EXIT_REMINDER,          /* 提示函 */
    SY_EXIT_PROPERTY_REFERRAL, /* 财产线索移送法院 */
    SY_EXIT_CREDITOR,          /* 告知申请执行人 */
    SY_EXIT_POLICE,            /* 移送公安机关 */
    SY_EXIT_DISCIPLINE,        /* 移送职务违法犯罪线索 */
    SY_EXIT_FILE,              /* 存查 */
    SY_EXITS
} sy_model_exit;
typedef enum sy_model_status {
    SY_MODEL_IN_FORCE,
    SY_MODEL_DRAFT_LAW,
    SY_MODEL_STATUSES
} sy_model_status;
typedef enum sy_model_severity {
    SY_SEVERITY_HIGH,
    SY_SEVERITY_MEDIUM,
    SY_SEVERITY_LOW,
    SY_SEVERITIES
} sy_model_severity;

/* What it is about: models are listed by it. */
typedef enum sy_model_family {
    SY_FAMILY_VEHICLE,
    SY_FAMILY_TERMINATION,
    SY_FAMILY_PASSIVE,
    SY_FAMILY_OVER_SEALING,
    SY_FAMILY_AUCTION,
    SY_FAMILY_AFTER_TERMINATION,
    SY_FAMILY_SHAM_SUIT,
    SY_FAMILY_REFUSAL,
    SY_FAMILY_NODES,
    SY_FAMILY_KEY_CASES,
    SY_FAMILY_OTHER,
    SY_FAMILIES
} sy_model_family;

/* The words of model.yaml: "court-act", "shall", "recommendation", "draft-law", "high". */
const char *sy_model_object_name(sy_model_object object);
const char *sy_model_duty_name(sy_model_duty duty);
const char *sy_model_exit_name(sy_model_exit way);
const char *sy_model_status_name(sy_model_status status);
const char *sy_model_severity_name(sy_model_severity severity);
const char *sy_model_family_name(sy_model_family family);
/* SY_FAMILIES where no family is called so. */
sy_model_family sy_model_family_of(sy_slice name);
/* The same for people, translated. */
const char *sy_model_object_title(sy_model_object object);
const char *sy_model_duty_title(sy_model_duty duty);
const char *sy_model_exit_title(sy_model_exit way);
const char *sy_model_family_title(sy_model_family family);

/* The same in both languages; en is zh where nothing else was given. */
typedef struct sy_words2 {
    const char *zh, *en;
} sy_words2;
const char *sy_model_words(const sy_words2 *w); /* in the current language */

#define SY_NO_END INT32_MAX /* still in force */

/* One article, as it stood from one day to another (days since 1970, both included). */
typedef struct sy_model_basis {
    const char *law, *number, *article, *words; /* words: the article's own; "" not at hand */
    sy_model_duty duty;
    int32_t from, until;
    bool is_at_hand;    /* somebody has read the text */
    const char **rules; /* ids of the rules that rest on it; none: every rule */
    size_t n_rules;
    unsigned line; /* of model.yaml */
} sy_model_basis;

typedef struct sy_model_data {
    const char *pool; /* or what the flow engine finds: store/findings.h */
    bool is_finding;
    bool is_linked; /* rows: linked; of a pool. The same leads whether it sees the rows that concern
                     * debtors or all (store/linked.h) */
    unsigned line; /* of model.yaml */
    /* Ids of its columns. A pool of which no column is needed may be empty. */
    const char **columns, **optional;
    size_t n_columns, n_optional;
} sy_model_data;

typedef enum sy_parameter_type {
    SY_PARAMETER_INTEGER,
    SY_PARAMETER_DATE,
    SY_PARAMETER_TEXT,
    SY_PARAMETER_TYPES
} sy_parameter_type;
typedef struct sy_model_parameter {
    const char *id, *unit;
    sy_words2 name;
    sy_parameter_type type;
    int64_t number, least, most; /* the default; days of a date; bounds of a number */
    const char *text;
} sy_model_parameter;

/* A condition or exception of the article, an exclusion, a question, a rule: an id that the
 * query uses, and words for people. */
typedef struct sy_model_item {
    const char *id;
    sy_words2 words;
    const char *pool, *column; /* of conditions: the column that says it; NULL: none does */
    const char **rules;        /* of conditions: whose it is; none: every rule's */
    size_t n_rules;
    char grade;         /* of rules: the best that a lead of it can get, */
    sy_model_duty duty; /* and its duty; the model's where nothing else was said */
} sy_model_item;
typedef struct sy_model_items {
    sy_model_item *items;
    size_t n;
} sy_model_items;

typedef enum sy_model_origin {
    SY_MODEL_OF_PROGRAM,
    SY_MODEL_OF_USER,
    SY_MODEL_OF_WORKSPACE,
    SY_MODEL_OF_FILE /* lies anywhere, in a folder or a pack */
} sy_model_origin;

typedef struct sy_model {
    const char *folder, *id, *version, *maker;
    sy_model_origin origin;
    sy_words2 name, purpose, next;
    sy_model_status status;
    sy_model_object object;
    sy_model_duty duty;
    sy_model_severity severity;
    sy_model_family family;
    char grade;     /* the best that a lead can get: 'A', 'B', 'C' */
    unsigned exits; /* bits 1 << sy_model_exit */
    const sy_model_basis *basis;
    const sy_model_data *data;
    const sy_model_parameter *parameters;
    size_t n_basis, n_data, n_parameters;
    sy_model_items conditions, exclusions, questions, rules, verify;
    const char *sql, *sql_path;
    size_t sql_len;
    char hash[SY_DIGEST_TEXT]; /* of all its files */
} sy_model;

/* SY_EDATA with file:line:column of what is wrong, several at once. SY_ELIMIT past
 * SY_MAX_MODEL_BYTES or SY_MAX_MODEL_FILES. */
SY_MUST_USE sy_status sy_model_load(sy_model **out, const sy_alloc *al, const char *folder,
                                    sy_model_origin origin, sy_err *err);
/* A folder or a pack (pack.h) that lies anywhere: SY_MODEL_OF_FILE. */
SY_MUST_USE sy_status sy_model_open(sy_model **out, const sy_alloc *al, const char *path,
                                    sy_err *err);
/* Of files that were read; title stands in messages. The bytes may go afterwards. */
SY_MUST_USE sy_status sy_model_of_files(sy_model **out, const sy_alloc *al,
                                        const sy_model_files *files, const char *title,
                                        sy_err *err);
/* Of model.yaml and query.sql as texts; no files, no hash. */
SY_MUST_USE sy_status sy_model_parse(sy_model **out, const sy_alloc *al, const char *name,
                                     sy_slice yaml, sy_slice sql, sy_err *err);
void sy_model_free(sy_model *m);

/* Nothing that a terminal obeys and nothing that turns the direction of writing: whoever looks
 * at a model before it runs sees what is there. */
bool sy_model_text_is_plain(sy_slice text);
/* The byte of the first character that is not; text.len where there is none. */
size_t sy_model_text_trick(sy_slice text);

const sy_model_item *sy_model_item_of(const sy_model_items *list, sy_slice id); /* NULL */
/* Of an article or a condition: is it one of this rule? */
bool sy_model_concerns(const char *const *rules, size_t n_rules, const sy_model_item *rule);
const sy_model_parameter *sy_model_parameter_of(const sy_model *m, sy_slice id);

#ifdef __cplusplus
}
#endif

#endif
