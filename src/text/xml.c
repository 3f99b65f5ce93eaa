/* xml.c - expat, which neither nests nor expands without bound here: depth is
 * counted, and declarations of entities end the file. */
#include "text/xml.h"

#include <expat.h>
#include <string.h>

#include "base/lang.h"
#include "suyuan/limits.h"

typedef struct parse {
    XML_Parser parser;
    const sy_xml_handler *handler;
    const sy_xml_source *source;
    const char *path, *name;
    unsigned depth;
    sy_status status; /* of a handler */
    sy_err *err;
} parse;

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *sy_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        if (strcmp(local(attributes[0]), name) == 0) return attributes[1];
    }
    return NULL;
}

static void settle(parse *p, sy_status st)
{
    if (st == SY_OK || p->status != SY_OK) return;
    p->status = st;
    XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL on_start(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    parse *p = ctx;

    if (p->status != SY_OK) return;
    if (++p->depth > SY_MAX_XML_DEPTH) {
        settle(p, sy_fail(p->err, SY_ELIMIT, N_("%s: the part %s is nested too deeply"), p->path,
                          p->name));
    } else if (p->handler->start) {
        settle(p, p->handler->start(p->handler->ctx, local(name), attributes, p->err));
    }
}

static void XMLCALL on_end(void *ctx, const XML_Char *name)
{
    parse *p = ctx;

    p->depth--;
    if (p->status != SY_OK || !p->handler->end) return;
    settle(p, p->handler->end(p->handler->ctx, local(name), p->err));
}

static void XMLCALL on_text(void *ctx, const XML_Char *text, int n)
{
    parse *p = ctx;

    if (p->status != SY_OK || !p->handler->text) return;
    settle(p, p->handler->text(p->handler->ctx, text, (size_t)n, p->err));
}

static void XMLCALL on_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int has_subset)
{
    parse *p = ctx;

    (void)name, (void)system, (void)public;
    if (p->source->may_have_doctype && !has_subset) return;
    settle(p, sy_fail(p->err, SY_EDATA, N_("%s: the part %s has a DTD, which no workbook needs"),
                      p->path, p->name));
}

static sy_status parse_all(parse *p, sy_err *err)
{
    for (;;) {
        enum { CHUNK = 1 << 16 };
        size_t got = 0;
        void *bytes = XML_GetBuffer(p->parser, CHUNK);
        if (!bytes) return sy_fail_nomem(err);
        sy_status st = p->source->read(p->source->ctx, bytes, CHUNK, &got, err);
        if (st != SY_OK) return st;
        enum XML_Status parsed = XML_ParseBuffer(p->parser, (int)got, got < CHUNK);
        if (p->status != SY_OK) return p->status;
        if (parsed != XML_STATUS_OK) {
            return sy_fail(err, SY_EDATA, N_("%s: the part %s is not well-formed, line %lu: %s"),
                           p->path, p->name, XML_GetCurrentLineNumber(p->parser),
                           XML_ErrorString(XML_GetErrorCode(p->parser)));
        }
        if (got < CHUNK) return SY_OK;
    }
}

sy_status sy_xml_run(const char *path, const char *name, const sy_xml_source *source,
                     const sy_xml_handler *handler, sy_err *err)
{
    parse p = {.handler = handler, .source = source, .path = path, .name = name, .err = err};

    p.parser = XML_ParserCreate(NULL);
    if (!p.parser) return sy_fail_nomem(err);
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_start, on_end);
    XML_SetCharacterDataHandler(p.parser, on_text);
    XML_SetStartDoctypeDeclHandler(p.parser, on_doctype);
    sy_status st = parse_all(&p, err);
    XML_ParserFree(p.parser);
    return st;
}
