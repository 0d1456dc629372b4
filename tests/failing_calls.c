/* A share whose reading, opening or writing fails on command: put before libc by LD_PRELOAD. Chosen
 * calls on the files below one folder, or on one file and its journal, fail from the n-th on, once or
 * for ever. What `failing_share.c` does for calls that change files, by their places, this does for
 * kinds of calls. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { READ = 1, WRITE = 2, OPEN = 4, STAT = 8, LOCK = 16 };

static char place[4096];
static size_t length;
static int kinds, with, and_after, paused;
static long fails_at, seen;

void calls_arm(const char *path, int which, long at, int error, int on_and_on) {
    length = strlen(path);
    memcpy(place, path, length + 1);
    kinds = which;
    fails_at = at;
    with = error;
    and_after = on_and_on;
    seen = 0;
}

/* Let nothing fail, nor be counted, while this is not 0. */
void calls_pause(int on) { paused = on; }

/* Fail no more; how many calls of the chosen kinds there were. */
long calls_heal(void) {
    length = 0;
    return seen;
}

static int fails(int kind, const char *path) {
    if (!length || paused || !(kinds & kind) || strncmp(path, place, length)) return 0;
    char end = path[length];
    if (end && end != '/' && end != '-') return 0;
    seen++;
    if (fails_at && (seen == fails_at || (and_after && seen > fails_at))) {
        errno = with;
        return 1;
    }
    return 0;
}

static int fails_open(int kind, int file) {
    char link[64], path[4096];
    if (!length || !(kinds & kind)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return fails(kind, path);
}

#define REAL(name, type, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t read(int file, void *into, size_t size) {
    REAL("read", ssize_t, int, void *, size_t);
    return fails_open(READ, file) ? -1 : real(file, into, size);
}

ssize_t write(int file, const void *content, size_t size) {
    REAL("write", ssize_t, int, const void *, size_t);
    return fails_open(WRITE, file) ? -1 : real(file, content, size);
}

#define AT(name, kind, constant, offset_type) \
    ssize_t name(int file, constant void *content, size_t size, offset_type at) { \
        REAL(#name, ssize_t, int, constant void *, size_t, offset_type); \
        return fails_open(kind, file) ? -1 : real(file, content, size, at); \
    }
AT(pread, READ, , off_t)
AT(pread64, READ, , off64_t)
AT(pwrite, WRITE, const, off_t)
AT(pwrite64, WRITE, const, off64_t)

#define ON_FILE(name) \
    int name(int file) { \
        REAL(#name, int, int); \
        return fails_open(WRITE, file) ? -1 : real(file); \
    }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define CUT(name, offset_type) \
    int name(int file, offset_type size) { \
        REAL(#name, int, int, offset_type); \
        return fails_open(WRITE, file) ? -1 : real(file, size); \
    }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL("unlink", int, const char *);
    return fails(WRITE, path) ? -1 : real(path);
}

int rename(const char *from, const char *to) {
    REAL("rename", int, const char *, const char *);
    return fails(WRITE, to) ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode) {
    REAL("mkdir", int, const char *, mode_t);
    return fails(WRITE, path) ? -1 : real(path, mode);
}

/* Where only writing fails, as on a share that is read-only, so does opening to write. */
#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        REAL(#name, int, const char *, int, ...); \
        mode_t mode = 0; \
        if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (fails(OPEN, path)) return -1; \
        if ((flags & O_ACCMODE) != O_RDONLY && (with == EROFS || with == EACCES) && \
            fails(WRITE, path)) \
            return -1; \
        if ((flags & O_CREAT) && access(path, F_OK) && fails(WRITE, path)) return -1; \
        return real(path, flags, mode); \
    }
OPENING(open)
OPENING(open64)

#define STATTING(name, type) \
    int name(const char *path, type *into) { \
        REAL(#name, int, const char *, type *); \
        return fails(STAT, path) ? -1 : real(path, into); \
    }
STATTING(stat, struct stat)
STATTING(stat64, struct stat64)
STATTING(lstat, struct stat)
STATTING(lstat64, struct stat64)

#define FSTATTING(name, type) \
    int name(int file, type *into) { \
        REAL(#name, int, int, type *); \
        return fails_open(STAT, file) ? -1 : real(file, into); \
    }
FSTATTING(fstat, struct stat)
FSTATTING(fstat64, struct stat64)

#define CONTROL(name) \
    int name(int file, int order, ...) { \
        REAL(#name, int, int, int, ...); \
        va_list rest; \
        va_start(rest, order); \
        void *with_it = va_arg(rest, void *); \
        va_end(rest); \
        if ((order == F_SETLK || order == F_SETLKW) && fails_open(LOCK, file)) return -1; \
        return real(file, order, with_it); \
    }
CONTROL(fcntl)
CONTROL(fcntl64)
