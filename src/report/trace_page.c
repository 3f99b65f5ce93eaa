/* trace_page.c - gathers, then writes section after section. */
#include "report/trace_page.h"

#include "base/lang.h"
#include "report/dossier.h"
#include "report/sections.h"

static sy_status write_page(sy_buf *b, const sy_dossier *d, sy_err *err)
{
    const char *name = d->facts.name && *d->facts.name ? d->facts.name : _("The way of the money");
    sy_page p;
    sy_status st;

    sy_page_open(&p, b, name);
    sy_section_head(&p, d);
    st = sy_section_picture(&p, d, err);
    if (st != SY_OK) return st;
    sy_section_destinations(&p, d);
    sy_section_rules(&p, d);
    sy_section_matched(&p, d);
    sy_section_inquiries(&p, d);
    st = sy_section_files(&p, d, err);
    if (st != SY_OK) return st;
    sy_section_quality(&p, d);
    sy_section_evidence(&p, d);
    sy_section_notes(&p, d);
    sy_page_close(&p);
    st = sy_buf_status(b);
    return st == SY_OK ? st : sy_fail(err, st, N_("the page grew too large"));
}

sy_status sy_trace_page(sy_buf *b, sy_case *c, const sy_asked *asked, sy_rule shown, sy_err *err)
{
    sy_dossier d;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_dossier_gather(&d, c, asked, shown, &arena, err);
    if (st == SY_OK) st = write_page(b, &d, err);
    sy_dossier_dispose(&d);
    sy_arena_dispose(&arena);
    return st;
}
