/* A share that fails on command: put before libc by LD_PRELOAD, it counts the calls that would
 * change the files below one folder, or one file and its journal (make, write, cut, make durable,
 * rename, remove), and lets the n-th fail, or everything from the n-th on, as a share does that
 * goes away or is full. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static size_t folder_length;
static long fails_at, seen;
static int with, and_after;
static char places[1 << 20];
static size_t written;

/* Count from now on; `at` 0 lets nothing fail. */
void share_arm(const char *path, long at, int error, int on_and_on) {
    folder_length = strlen(path);
    memcpy(folder, path, folder_length + 1);
    fails_at = at;
    with = error;
    and_after = on_and_on;
    seen = 0;
    written = 0;
    places[0] = 0;
}

/* Fail no more. */
void share_heal(void) { folder_length = 0; }

/* The calls counted, a line each: the call and the file's name. */
const char *share_places(void) { return places; }

static int fails(const char *call, const char *path) {
    if (!folder_length || strncmp(path, folder, folder_length)) return 0;
    char end = path[folder_length];
    if (end && end != '/' && end != '-') return 0;
    seen++;
    if (written + 300 < sizeof places)
        written += (size_t)snprintf(places + written, 300, "%s %.250s\n", call,
                                    strrchr(path, '/') + 1);
    if (fails_at && (seen == fails_at || (and_after && seen > fails_at))) {
        errno = with;
        return 1;
    }
    return 0;
}

static int fails_open(const char *call, int file) {
    char link[64], path[4096];
    if (!folder_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(call, path);
}

#define REAL(name, type, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* A write that fails has written half of it: as on a disk that is full. */
ssize_t write(int file, const void *content, size_t size) {
    REAL("write", ssize_t, int, const void *, size_t);
    if (fails_open("write", file)) {
        int error = errno;
        if (size > 1) (void)!real(file, content, size / 2);
        errno = error;
        return -1;
    }
    return real(file, content, size);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int file, const void *content, size_t size, offset_type at) { \
        REAL(#name, ssize_t, int, const void *, size_t, offset_type); \
        if (fails_open("write", file)) { \
            int error = errno; \
            if (size > 1) (void)!real(file, content, size / 2, at); \
            errno = error; \
            return -1; \
        } \
        return real(file, content, size, at); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FILE(name, said) \
    int name(int file) { \
        REAL(#name, int, int); \
        return fails_open(said, file) ? -1 : real(file); \
    }
ON_FILE(fsync, "sync")
ON_FILE(fdatasync, "sync")

#define TRUNCATE(name, offset_type) \
    int name(int file, offset_type size) { \
        REAL(#name, int, int, offset_type); \
        return fails_open("cut", file) ? -1 : real(file, size); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL("unlink", int, const char *);
    return fails("remove", path) ? -1 : real(path);
}

int rename(const char *from, const char *to) {
    REAL("rename", int, const char *, const char *);
    return fails("rename", to) ? -1 : real(from, to);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(#name, int, const char *, int, ...); \
        mode_t mode = 0; \
        if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        /* Only where it makes the file: opening changes nothing. */ \
        if ((flags & O_CREAT) && access(path, F_OK) && fails("make", path)) return -1; \
        return real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
