/* fingerprints.c - pages of fingerprints. */
#include "intake/fingerprints.h"

void sy_fingerprints_dispose(sy_fingerprints *f)
{
    for (size_t i = 0; i < SY_FP_PARTS; i++) {
        while (f->parts[i]) {
            sy_fp_page *older = f->parts[i]->older;
            sy_drop(f->al, f->parts[i]);
            f->parts[i] = older;
        }
    }
}

bool sy_fingerprints_page(sy_fingerprints *f, unsigned part)
{
    sy_fp_page *p = sy_new(f->al, sizeof *p);

    if (!p) return false;
    p->older = f->parts[part];
    f->parts[part] = p;
    return true;
}
