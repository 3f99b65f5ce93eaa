/* standalone.c - runs a fuzz target over the files of folders, as a plain test:
 *
 *     csv_fuzz corpus/csv
 *
 * Stands in for libFuzzer where that is not linked (-Dfuzz=true links it). */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static int run_file(const char *path)
{
    char *text = NULL;
    size_t n = 0;
    sy_err err = {0};

    if (sy_file_read(NULL, &text, &n, path, 64u << 20, &err) != SY_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)text, n);
    sy_drop(NULL, text);
    return 0;
}

static int run_folder(const char *folder, unsigned *files)
{
    DIR *d = opendir(folder);
    int failed = 0;

    if (!d) {
        perror(folder);
        return 1;
    }
    for (struct dirent *entry = readdir(d); entry; entry = readdir(d)) {
        if (entry->d_name[0] == '.') continue;
        char *path = sy_path_join(NULL, folder, entry->d_name);
        failed |= !path || run_file(path);
        sy_drop(NULL, path);
        ++*files;
    }
    closedir(d);
    return failed;
}

int main(int argc, char **argv)
{
    unsigned files = 0;
    int failed = 0;

    for (int i = 1; i < argc; i++) failed |= run_folder(argv[i], &files);
    printf("%u files\n", files);
    return failed || files == 0;
}
