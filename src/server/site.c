/* site.c - files of the page have their hash in their name and never change; index.html is
 * made for each who asks, since its nonce must not be guessed. */
#include "server/site.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "base/file.h"

enum { MOST_FILE = 32 << 20, NONCE_TEXT = 25, POLICY = 512 };
#define PLACE "{{nonce}}"

typedef struct kept {
    const char *path;
    sy_answer *answer;
} kept;

struct sy_site {
    char *folder;
    kept *files;
    size_t n_files;
    char *index;
};

static const char *type_of(const char *path)
{
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
        {".ico", "image/x-icon"},
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (sy_slice_ends(sy_slice_of(path), sy_slice_of(types[i][0]))) return types[i][1];
    }
    return "application/octet-stream";
}

/* In its name, since Vite has put it there: other content has another address. */
static bool has_hash(const char *path)
{
    return strncmp(path, "assets/", 7) == 0;
}

static char *unpack(const sy_site_file *f)
{
    char *out = sy_new_array(NULL, f->len + 1, 1);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)f->packed, .avail_in = (uInt)f->packed_len};

    if (!out || inflateInit2(&z, 15 + 16) != Z_OK) {
        sy_drop(NULL, out);
        return NULL;
    }
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)f->len;
    const int end = inflate(&z, Z_FINISH);
    inflateEnd(&z);
    if (end == Z_STREAM_END && z.total_out == f->len) return out;
    sy_drop(NULL, out);
    return NULL;
}

static sy_status keep_files(sy_site *site, sy_err *err)
{
    site->files = sy_new_array(NULL, sy_site_n_files + 1, sizeof *site->files);
    if (!site->files) return sy_fail_nomem(err);
    for (size_t i = 0; i < sy_site_n_files; i++) {
        const sy_site_file *f = &sy_site_files[i];
        char *bytes = unpack(f);
        if (!bytes) return sy_fail_nomem(err);
        if (strcmp(f->path, "index.html") == 0) {
            site->index = bytes;
            continue;
        }
        sy_answer *a = sy_answer_new(MHD_HTTP_OK, type_of(f->path), bytes, f->len);
        if (!a) return sy_fail_nomem(err);
        a->never_changes = has_hash(f->path);
        site->files[site->n_files++] = (kept){f->path, a};
    }
    return SY_OK;
}

sy_status sy_site_open(sy_site **out, const char *folder, sy_err *err)
{
    sy_site *site = sy_new(NULL, sizeof *site);
    sy_status st = SY_OK;

    if (!site) return sy_fail_nomem(err);
    if (folder) {
        site->folder = sy_copy_text(NULL, folder, strlen(folder));
        if (!site->folder) st = sy_fail_nomem(err);
    } else {
        st = keep_files(site, err);
    }
    if (st == SY_OK)
        *out = site;
    else
        sy_site_close(site);
    return st;
}

void sy_site_close(sy_site *site)
{
    if (!site) return;
    for (size_t i = 0; i < site->n_files; i++) sy_answer_release(site->files[i].answer);
    sy_drop(NULL, site->files);
    sy_drop(NULL, site->index);
    sy_drop(NULL, site->folder);
    sy_drop(NULL, site);
}

/* ---- index.html ---- */

static char *with_nonce(const char *index, const char *nonce)
{
    sy_buf b;

    sy_buf_init(&b, NULL, MOST_FILE);
    for (const char *at; (at = strstr(index, PLACE)); index = at + sizeof PLACE - 1) {
        sy_buf_add(&b, index, (size_t)(at - index));
        sy_buf_text(&b, nonce);
    }
    sy_buf_text(&b, index);
    return sy_buf_take(&b);
}

static enum MHD_Result send_index(const char *index, sy_request *r)
{
    unsigned char bytes[16];
    char nonce[NONCE_TEXT], policy[POLICY];

    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(nonce, sizeof nonce, bytes, sizeof bytes, sodium_base64_VARIANT_ORIGINAL);
    snprintf(
        policy, sizeof policy,
        "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-%s'; img-src 'self' "
        "data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
        nonce);
    char *text = with_nonce(index, nonce);
    struct MHD_Response *response =
        text ? MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_COPY) : NULL;
    sy_drop(NULL, text);
    if (!response) return MHD_NO;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/html; charset=utf-8");
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header(response, "Content-Security-Policy", policy);
    return sy_send(r, MHD_HTTP_OK, response);
}

/* ---- files ---- */

static const char *path_of(sy_request *r)
{
    sy_buf b;

    sy_buf_init(&b, NULL, SY_MOST_BODY);
    for (size_t i = 0; i < r->n_segments; i++) {
        if (i) sy_buf_char(&b, '/');
        sy_buf_text(&b, r->segments[i]);
    }
    const char *path = sy_arena_text(&r->arena, b.ptr ? b.ptr : "", b.len);
    sy_buf_dispose(&b);
    return path;
}

static enum MHD_Result send_kept(sy_answer *a, sy_request *r)
{
    sy_answer_keep(a);
    return sy_send_answer(r, a);
}

static bool leaves_folder(const sy_request *r)
{
    for (size_t i = 0; i < r->n_segments; i++) {
        if (r->segments[i][0] == '.' || strchr(r->segments[i], '/')) return true;
    }
    return false;
}

static enum MHD_Result send_from_folder(const sy_site *site, const char *path, sy_request *r)
{
    const bool is_file = *path && !leaves_folder(r);
    char *name = sy_path_join(NULL, site->folder, is_file ? path : "index.html");
    char *bytes = NULL;
    size_t len = 0;
    sy_status st = name ? sy_file_read(NULL, &bytes, &len, name, MOST_FILE, &r->err) : SY_ENOMEM;
    enum MHD_Result sent;

    sy_drop(NULL, name);
    if (st != SY_OK && is_file && !has_hash(path)) {
        r->err = (sy_err){0};
        r->n_segments = 0;
        return send_from_folder(site, "", r);
    }
    if (st != SY_OK) return sy_send_error(r, &r->err);
    if (!is_file || strcmp(path, "index.html") == 0) {
        sent = send_index(bytes, r);
        sy_drop(NULL, bytes);
        return sent;
    }
    sy_answer *a = sy_answer_new(MHD_HTTP_OK, type_of(path), bytes, len);
    if (!a) return MHD_NO;
    a->never_changes = has_hash(path);
    return sy_send_answer(r, a);
}

enum MHD_Result sy_site_send(const sy_site *site, sy_request *r)
{
    const char *path = path_of(r);

    if (!path) return MHD_NO;
    if (site->folder) return send_from_folder(site, path, r);
    for (size_t i = 0; i < site->n_files; i++) {
        if (strcmp(site->files[i].path, path) == 0) return send_kept(site->files[i].answer, r);
    }
    if (has_hash(path))
        return sy_send_failure(r, MHD_HTTP_NOT_FOUND, "not-found", _("there is no such file"));
    return send_index(site->index, r);
}
