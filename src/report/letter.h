/* letter.h - the text of a request for statements, for an office to check, complete and seal.
 *
 *     sy_letter l;
 *     st = sy_letter_write(&l, &facts, request, ground, is_payment_firm, &arena, &err);
 *     sy_letter_page(&page, &l, &err);    // or sy_letter_docx(path, ...), sy_letter_xlsx
 *
 * Two sheets: the letter itself, with blanks where only the office knows what to write, and
 * the form of approval, which stays in the file and says what must be looked at before it
 * goes out. Without a ground, an approver and two officers there is no text. */
#ifndef SY_REPORT_LETTER_H
#define SY_REPORT_LETTER_H

#include "base/buf.h"
#include "insight/grounds.h"
#include "store/requests.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_letter_part {
    SY_LETTER_TITLE,
    SY_LETTER_NUMBER, /* below the title */
    SY_LETTER_TO,     /* whom it is written to */
    SY_LETTER_TEXT,   /* a paragraph */
    SY_LETTER_FACT,   /* label: text; an empty text is a line to be filled in */
    SY_LETTER_ITEM,   /* one of a numbered list; label: its number */
    SY_LETTER_SIGN    /* at the right, below */
} sy_letter_part;

typedef struct sy_letter_line {
    sy_letter_part part;
    const char *label, *text; /* "" */
} sy_letter_line;

enum { SY_LETTER_PARTS = SY_LETTER_SIGN + 1 };
enum { SY_LETTER_LINES = 40 };
typedef struct sy_letter_sheet {
    const char *name;
    sy_letter_line lines[SY_LETTER_LINES];
    size_t n;
} sy_letter_sheet;

typedef struct sy_letter {
    sy_letter_sheet letter, approval;
} sy_letter;

/* SY_EDATA, with what is missing, where sy_request_lacks something; where the ground does
 * not reach this institution (a payment firm is no bank). Texts from the arena. */
SY_MUST_USE sy_status sy_letter_write(sy_letter *l, const sy_case_facts *facts, const sy_request *r,
                                      const sy_ground *ground, bool is_payment_firm,
                                      sy_arena *arena, sy_err *err);

/* One page for screen and for A4. */
SY_MUST_USE sy_status sy_letter_page(sy_buf *page, const sy_letter *l, sy_err *err);
/* The same for a word processor, in the layout of official documents (document.h); whole or not
 * there. */
SY_MUST_USE sy_status sy_letter_docx(const char *path, const sy_letter *l, sy_err *err);
/* The same as a workbook, whole or not there. */
SY_MUST_USE sy_status sy_letter_xlsx(const char *path, const sy_letter *l, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
