/* How a Windows server, with a virus scanner beside it, differs from a folder of this computer. */
#ifndef WINDOWS_H
#define WINDOWS_H
#include "places.h"

#include <ctype.h>
#include <strings.h>
#include <time.h>

/* 1: what is open is neither renamed, removed nor replaced. 2: all of this file as well. */
static int windows;

enum { SCANNED_MS = 200, EVERY = 3 };
static struct {
    char path[PATH_MAX];
    long long until;
} scans[64];
static unsigned closed_files, next_scan;

static long long clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A file that was written is closed: every third is looked through by the scanner. Not what SQLite
 * keeps: its own part for Windows waits for scanners, and the one that runs here does not. */
static void was_written(const char *path) {
    if (windows < 2 || !path || !strncmp(name_of(path), "school.db", 9) || ++closed_files % EVERY) return;
    snprintf(scans[next_scan % 64].path, PATH_MAX, "%s", path);
    scans[next_scan++ % 64].until = clock_ms() + SCANNED_MS;
}

/* Whether the scanner has it, or anything below it. */
static int is_scanned(const char *path) {
    size_t length = strlen(path);
    if (windows < 2) return 0;
    for (int i = 0; i < 64; i++)
        if (scans[i].until > clock_ms() && !strncmp(scans[i].path, path, length) &&
            (!scans[i].path[length] || scans[i].path[length] == '/'))
            return 1;
    return 0;
}

/* Whether a file below this folder is open. */
static int is_open_below(const char *folder) {
    size_t length = strlen(folder);
    if (windows < 2) return 0;
    for (struct handle *one = handles; one; one = one->next) {
        struct node *node = one->listing ? NULL : node_of(one->node);
        if (node && node->path && !strncmp(node->path, folder, length) && node->path[length] == '/') return 1;
    }
    return 0;
}

/* Names that Windows does not have, and signs that no name has. */
static int is_reserved(const char *path) {
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    const char *name = name_of(path);
    size_t length = strlen(name), stem = strcspn(name, ".");
    if (windows < 2 || !length) return 0;
    if (strpbrk(name, "<>:\"|?*\\") || name[length - 1] == '.' || name[length - 1] == ' ') return 1;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (stem == strlen(devices[i]) && !strncasecmp(name, devices[i], stem)) return 1;
    return stem == 4 && isdigit(name[3]) && name[3] != '0' &&
           (!strncasecmp(name, "com", 3) || !strncasecmp(name, "lpt", 3));
}

/* The path as it is written there: capitals make no other name. */
static void as_there(char *path) {
    struct stat found;
    char folder[PATH_MAX], *name;
    if (windows < 2 || !*path || !fstatat(behind, path, &found, AT_SYMLINK_NOFOLLOW)) return;
    snprintf(folder, sizeof folder, "%s", path);
    name = strrchr(folder, '/');
    if (name) *name++ = 0;
    else name = path;
    int fd = openat(behind, name == path ? "." : folder, O_RDONLY | O_DIRECTORY);
    DIR *listing = fd < 0 ? NULL : fdopendir(fd);
    if (!listing) return;
    for (struct dirent *one; (one = readdir(listing));)
        if (!strcasecmp(one->d_name, name)) {
            strcpy(path + strlen(path) - strlen(name), one->d_name); /* as long as it was */
            break;
        }
    closedir(listing);
}
#endif
