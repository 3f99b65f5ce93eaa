/* site.h - the files of the page: those in the program, or a folder while developing. */
#ifndef SY_SERVER_SITE_H
#define SY_SERVER_SITE_H

#include "server/request.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_site sy_site;
/* folder NULL: what is built in. */
SY_MUST_USE sy_status sy_site_open(sy_site **out, const char *folder, sy_err *err);
void sy_site_close(sy_site *site);

/* A file of the page by its path; any other path is a view of it and gets index.html, with a
 * fresh nonce for its styles. */
enum MHD_Result sy_site_send(const sy_site *site, sy_request *r);

/* What tools/embed.py makes of the built page: sorted by path, gzip. */
typedef struct sy_site_file {
    const char *path; /* "index.html", "assets/index-1a2b.js" */
    const unsigned char *packed;
    size_t packed_len, len;
} sy_site_file;
extern const sy_site_file sy_site_files[];
extern const size_t sy_site_n_files;

#ifdef __cplusplus
}
#endif

#endif
