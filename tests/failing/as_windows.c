/* A folder that behaves as one of a Windows server, for this process and its children: put before
 * libc by LD_PRELOAD, for where nothing can be mounted. The folder is named by TRENT_AS_WINDOWS.
 * What `windows.h` says of a mounted folder, this does; but it knows of no other program's files. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SCANNED_MS = 200, EVERY = 3, FILES = 65536, SCANS = 64 };
static unsigned char wrote[FILES];
static struct {
    char path[PATH_MAX];
    long long until;
} scans[SCANS];
static unsigned closed_files, next_scan;

#define REAL(name, type, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int is_there(const char *path) {
    static const char *place;
    if (!place && !(place = getenv("TRENT_AS_WINDOWS"))) place = "";
    size_t length = strlen(place);
    return length && path && !strncmp(path, place, length) && (!path[length] || path[length] == '/');
}

static int path_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return is_there(path);
}

static long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static const char *name_of(const char *path) { return strrchr(path, '/') + 1; }

static int is_below(const char *one, const char *path) {
    size_t length = strlen(path);
    return !strncmp(one, path, length) && (!one[length] || one[length] == '/');
}

static int is_scanned(const char *path) {
    for (int i = 0; i < SCANS; i++)
        if (scans[i].until > now_ms() && is_below(scans[i].path, path)) return 1;
    return 0;
}

/* Whether this process has it open, or anything below it. */
static int is_open(const char *path) {
    DIR *files = opendir("/proc/self/fd");
    int found = 0;
    if (!files) return 0;
    for (struct dirent *one; !found && (one = readdir(files));) {
        char open[PATH_MAX];
        struct stat is;
        int file = atoi(one->d_name);
        if (path_of(file, open) && is_below(open, path)) found = fstat(file, &is) || !S_ISDIR(is.st_mode);
    }
    closedir(files);
    return found;
}

static int is_reserved(const char *path) {
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    const char *name = name_of(path);
    size_t length = strlen(name), stem = strcspn(name, ".");
    if (!length) return 0;
    if (strpbrk(name, "<>:\"|?*\\") || name[length - 1] == '.' || name[length - 1] == ' ') return 1;
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (stem == strlen(devices[i]) && !strncasecmp(name, devices[i], stem)) return 1;
    return stem == 4 && isdigit(name[3]) && name[3] != '0' &&
           (!strncasecmp(name, "com", 3) || !strncasecmp(name, "lpt", 3));
}

/* The path as it is written there, in `into`: capitals make no other name. */
static const char *as_there(const char *path, char *into) {
    if (!is_there(path) || strlen(path) >= PATH_MAX || !access(path, F_OK)) return path;
    strcpy(into, path);
    char *name = strrchr(into, '/');
    *name++ = 0;
    DIR *listing = opendir(into);
    name[-1] = '/';
    if (!listing) return path;
    for (struct dirent *one; (one = readdir(listing));)
        if (!strcasecmp(one->d_name, name)) {
            strcpy(name, one->d_name);
            break;
        }
    closedir(listing);
    return into;
}

static int refused(int error) {
    errno = error;
    return -1;
}

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(#name, int, const char *, int, ...); \
        char there[PATH_MAX]; \
        mode_t mode = 0; \
        if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        path = as_there(path, there); \
        if (is_there(path)) { \
            if (is_scanned(path)) return refused(EACCES); \
            if ((flags & O_CREAT) && is_reserved(path)) return refused(EINVAL); \
        } \
        int file = real(path, flags, mode); \
        if (file >= 0 && file < FILES) wrote[file] = 0; \
        return file; \
    }
OPENING(open)
OPENING(open64)

ssize_t write(int file, const void *content, size_t size) {
    REAL("write", ssize_t, int, const void *, size_t);
    if (file >= 0 && file < FILES) wrote[file] = 1;
    return real(file, content, size);
}

int close(int file) {
    REAL("close", int, int);
    char path[PATH_MAX];
    int scanned = file >= 0 && file < FILES && wrote[file] && path_of(file, path) &&
                  strncmp(name_of(path), "school.db", 9) && ++closed_files % EVERY == 0;
    if (file >= 0 && file < FILES) wrote[file] = 0;
    int done = real(file);
    if (scanned) {
        strcpy(scans[next_scan % SCANS].path, path);
        scans[next_scan++ % SCANS].until = now_ms() + SCANNED_MS;
    }
    return done;
}

int fsync(int file) {
    REAL("fsync", int, int);
    char path[PATH_MAX];
    struct stat found;
    if (path_of(file, path) && !fstat(file, &found) && S_ISDIR(found.st_mode)) return refused(EINVAL);
    return real(file);
}

int rename(const char *from, const char *to) {
    REAL("rename", int, const char *, const char *);
    char one[PATH_MAX], other[PATH_MAX];
    from = as_there(from, one), to = as_there(to, other);
    if (is_there(to)) {
        if (is_reserved(to)) return refused(EINVAL);
        if (is_open(from) || is_open(to) || is_scanned(from) || is_scanned(to)) return refused(EACCES);
    }
    return real(from, to);
}

#define GOING(name) \
    int name(const char *path) { \
        REAL(#name, int, const char *); \
        char there[PATH_MAX]; \
        path = as_there(path, there); \
        if (is_there(path) && (is_open(path) || is_scanned(path))) return refused(EACCES); \
        return real(path); \
    }
GOING(unlink)
GOING(rmdir)

int mkdir(const char *path, mode_t mode) {
    REAL("mkdir", int, const char *, mode_t);
    char there[PATH_MAX];
    path = as_there(path, there);
    return is_there(path) && is_reserved(path) ? refused(EINVAL) : real(path, mode);
}

int chmod(const char *path, mode_t mode) {
    REAL("chmod", int, const char *, mode_t);
    return is_there(path) ? refused(EPERM) : real(path, mode);
}

int fchmod(int file, mode_t mode) {
    REAL("fchmod", int, int, mode_t);
    char path[PATH_MAX];
    return path_of(file, path) ? refused(EPERM) : real(file, mode);
}

#define STATTING(name, type) \
    int name(const char *path, type *into) { \
        REAL(#name, int, const char *, type *); \
        char there[PATH_MAX]; \
        path = as_there(path, there); \
        int done = real(path, into); \
        if (!done && is_there(path)) into->st_mtim.tv_sec &= ~1L, into->st_mtim.tv_nsec = 0; \
        return done; \
    }
STATTING(stat, struct stat)
STATTING(stat64, struct stat64)
STATTING(lstat, struct stat)
STATTING(lstat64, struct stat64)
