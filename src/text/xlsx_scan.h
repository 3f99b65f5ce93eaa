/* xlsx_scan.h - tags and texts of a sheet's xml, one after the other, as slices
 * of a sliding window: several times faster than expat, which calls back for
 * every attribute. It knows as much xml as sheets use: no DTD, UTF-8 only.
 *
 *     while ((st = sy_scan_next(&s, &token, &err)) == SY_OK && token.kind != SY_XML_NOTHING) ...
 *
 * Private to this folder. */
#ifndef SY_TEXT_XLSX_SCAN_H
#define SY_TEXT_XLSX_SCAN_H

#include "base/alloc.h"
#include "base/buf.h"
#include "base/slice.h"
#include "text/xlsx_part.h"

typedef enum sy_token_kind {
    SY_XML_OPEN,     /* <row r="1"> */
    SY_XML_EMPTY,    /* <c r="A1"/> */
    SY_XML_CLOSE,    /* </row> */
    SY_XML_TEXT,     /* with entities; sy_xml_decode */
    SY_XML_VERBATIM, /* CDATA: without */
    SY_XML_NOTHING   /* the end of the part */
} sy_token_kind;

/* The slices are valid until the next token is asked for. */
typedef struct sy_token {
    sy_token_kind kind;
    sy_slice name;       /* without its prefix */
    sy_slice attributes; /* raw: sy_token_attribute */
    sy_slice text;
} sy_token;

typedef struct sy_scan {
    sy_part *part;
    const sy_alloc *al;
    char *bytes;
    size_t capacity, n, pos; /* the window holds n bytes, pos of them done */
    bool is_at_end, has_begun;
} sy_scan;

/* The part must be open, and stay so. */
void sy_scan_init(sy_scan *s, const sy_alloc *al, sy_part *part);
void sy_scan_dispose(sy_scan *s);
SY_MUST_USE sy_status sy_scan_next(sy_scan *s, sy_token *token, sy_err *err);

/* Takes the next attribute off *rest; false when there is none. */
bool sy_token_attribute(sy_slice *rest, sy_slice *name, sy_slice *value);

/* Appends text with its entities replaced and its line ends made LF. Unknown
 * entities stay as they are. */
void sy_xml_decode(sy_buf *out, sy_slice text);

/* Replaces _xHHHH_ in text[from ..) of a buffer, as OOXML writes what xml cannot. */
void sy_xml_unescape(sy_buf *text, size_t from);

#endif
