/* backup_fuzz.c - any bytes as what stands inside a backup whose password is right: whoever knows
 * it can write them. What is called whole has as many files and bytes as came. */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "store/backup_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static sy_sealed s;
    sy_backup_told told;

    if (n > sizeof s.plain) return 0;
    memset(&s, 0, sizeof s);
    s.fd = open("/dev/null", O_RDONLY | O_CLOEXEC); /* nothing follows the one piece */
    s.path = "fuzz";
    s.is_last = s.has_begun = true;
    s.n = n;
    if (n) memcpy(s.plain, bytes, n);
    if (sy_backup_read_open(&s, "fuzz", NULL, &told, NULL) == SY_OK) {
        MUST(s.at == n && told.bytes <= n && told.files <= n);
        MUST(memchr(told.case_name, '\0', sizeof told.case_name));
        MUST(memchr(told.log_head, '\0', sizeof told.log_head));
    }
    close(s.fd);
    return 0;
}
