/* said.c - JSON is written to memory first: an answer has its length, and one that could not be
 * made is none. */
#include "server/said.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool sy_said_begin(sy_said *s)
{
    *s = (sy_said){0};
    s->out = open_memstream(&s->text, &s->len);
    if (s->out) sy_json_init(&s->j, s->out);
    return s->out;
}

char *sy_said_take(sy_said *s)
{
    const sy_status st = sy_json_finish(&s->j, NULL);

    fclose(s->out);
    char *copy = st == SY_OK ? sy_copy_text(NULL, s->text, s->len) : NULL;
    free(s->text);
    *s = (sy_said){0};
    return copy;
}

enum MHD_Result sy_said_send(sy_said *s, sy_request *r, int status)
{
    return sy_send_json(r, status, sy_said_take(s));
}

enum MHD_Result sy_send_not_found(sy_request *r)
{
    return sy_send_failure(r, MHD_HTTP_NOT_FOUND, "not-found", _("there is no such address"));
}

enum MHD_Result sy_send_forbidden(sy_request *r)
{
    return sy_send_failure(r, MHD_HTTP_FORBIDDEN, "role", _("your role may not do that"));
}

/* attachment; filename*=UTF-8''%E7%8E%8B... (RFC 6266, 8187) */
static void name_file(struct MHD_Response *response, const char *name)
{
    char text[1024] = "attachment; filename*=UTF-8''";
    size_t n = strlen(text);

    for (const unsigned char *p = (const unsigned char *)name; *p && n + 4 < sizeof text; p++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%%%02X", *p);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, text);
}

enum MHD_Result sy_send_file(sy_request *r, const char *path, const char *type, const char *name)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat info;

    if (fd < 0 || fstat(fd, &info) != 0) {
        if (fd >= 0) close(fd);
        return sy_send_not_found(r);
    }
    struct MHD_Response *response = MHD_create_response_from_fd64((uint64_t)info.st_size, fd);
    if (!response) {
        close(fd);
        return MHD_NO;
    }
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    name_file(response, name);
    return sy_send(r, MHD_HTTP_OK, response);
}
