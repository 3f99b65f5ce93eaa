/* failure.c - statuses to exit codes; a status that is not listed is a bug. */
#include "cli/failure.h"

enum { DONE = 0, WRONG_USAGE = 2, BAD_INPUT = 3, SYSTEM = 4 };

int sy_exit_code(sy_status st)
{
    switch (st) {
    case SY_OK:
        return DONE;
    case SY_EINVAL:
        return WRONG_USAGE;
    case SY_EDATA:
    case SY_ELIMIT:
    case SY_ECONFLICT:
        return BAD_INPUT;
    case SY_ENOMEM:
    case SY_EIO:
    case SY_EENGINE:
    case SY_ECANCEL:
        return SYSTEM;
    }
    SY_ASSERT(false);
    return SYSTEM;
}

static const char *kind_of(sy_status st)
{
    switch (st) {
    case SY_EINVAL:
        return "usage";
    case SY_EDATA:
        return "input";
    case SY_ELIMIT:
        return "limit";
    case SY_ENOMEM:
        return "memory";
    case SY_EENGINE:
        return "engine";
    case SY_ECANCEL:
        return "cancelled";
    case SY_ECONFLICT:
        return "conflict";
    default:
        return "system";
    }
}

void sy_json_error(sy_json *j, const sy_err *err)
{
    sy_json_key(j, "error");
    sy_json_object(j);
    sy_json_key(j, "code");
    sy_json_int(j, sy_exit_code(err->status));
    sy_json_key(j, "kind");
    sy_json_string(j, kind_of(err->status));
    sy_json_key(j, "message");
    sy_json_string(j, err->text);
    sy_json_end(j);
}
