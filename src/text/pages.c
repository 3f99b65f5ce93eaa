/* pages.c - words of either kind of document, then the grid. */
#include "text/pages.h"

#include "base/lang.h"
#include "text/grid.h"
#include "text/ofd.h"
#include "text/pdf.h"

struct sy_pages {
    const sy_alloc *al;
    sy_grid *grid;
};

/* An error that does not name the file gets its name. */
static sy_status name_file(sy_err *err, const sy_err *why, sy_status st, const char *path)
{
    return st == SY_OK ? st : sy_fail(err, st, "%s: %s", path, why->text);
}

static sy_status make_grid(sy_pages *p, const sy_words *words, const char *path, sy_err *err)
{
    sy_err why = {0};

    if (words->n == 0) {
        return sy_fail(err, SY_EDATA,
                       N_("%s: its pages are pictures (scanned), nothing can be read: type the "
                          "figures into the sheet of \"suyuan template\""),
                       path);
    }
    return name_file(err, &why, sy_grid_make(&p->grid, p->al, words, &why), path);
}

sy_status sy_pages_open(sy_pages **out, const sy_alloc *al, const char *path, sy_file_kind kind,
                        sy_err *err)
{
    sy_pages *p = sy_new(al, sizeof *p);
    sy_words words;

    *out = NULL;
    if (!p) return sy_fail_nomem(err);
    p->al = al;
    sy_words_init(&words, al);
    sy_status st =
        kind == SY_FILE_PDF ? sy_pdf_words(&words, path, err) : sy_ofd_words(&words, path, err);
    if (st == SY_OK) st = make_grid(p, &words, path, err);
    sy_words_dispose(&words);
    if (st != SY_OK) {
        sy_pages_free(p);
        return st;
    }
    *out = p;
    return SY_OK;
}

bool sy_pages_next(sy_pages *p, sy_row *row)
{
    if (sy_grid_next(p->grid, row)) return true;
    sy_grid_rewind(p->grid);
    return false;
}

void sy_pages_free(sy_pages *p)
{
    if (!p) return;
    sy_grid_free(p->grid);
    sy_drop(p->al, p);
}
