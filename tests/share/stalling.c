/* A share that stands still on command: put before libc by LD_PRELOAD. While the file STALLING_WHEN
 * names exists, the calls named in it (one word a line) on files below STALLING_BELOW wait until it
 * is gone, or for a minute. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

extern int __xstat(int, const char *, struct stat *);
extern int __xstat64(int, const char *, struct stat64 *);
extern int __lxstat64(int, const char *, struct stat64 *);

static int is_stalled(const char *call) {
    const char *flag = getenv("STALLING_WHEN");
    char words[512];
    if (!flag) return 0;
    int file = (int)syscall(SYS_openat, AT_FDCWD, flag, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = syscall(SYS_read, file, words, sizeof words - 1);
    syscall(SYS_close, file);
    if (length <= 0) return 0;
    words[length] = 0;
    for (char *word = strtok(words, " \n"); word; word = strtok(NULL, " \n"))
        if (!strcmp(word, call)) return 1;
    return 0;
}

static void heed(const char *call, const char *path) {
    const char *share = getenv("STALLING_BELOW");
    if (!share || !path || strncmp(path, share, strlen(share))) return;
    struct timespec moment = {0, 20 * 1000 * 1000};
    for (int turns = 0; turns < 3000 && is_stalled(call); turns++) nanosleep(&moment, NULL);
}

static void heed_file(const char *call, int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    heed(call, path);
}

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list more;
        va_start(more, flags);
        mode = va_arg(more, mode_t);
        va_end(more);
    }
    heed("open", path);
    return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list more;
        va_start(more, flags);
        mode = va_arg(more, mode_t);
        va_end(more);
    }
    heed("open", path);
    return REAL(open64)(path, flags, mode);
}

int stat(const char *path, struct stat *found) {
    heed("stat", path);
    return REAL(stat)(path, found);
}

int stat64(const char *path, struct stat64 *found) {
    heed("stat", path);
    return REAL(stat64)(path, found);
}

int lstat(const char *path, struct stat *found) {
    heed("stat", path);
    return REAL(lstat)(path, found);
}

int lstat64(const char *path, struct stat64 *found) {
    heed("stat", path);
    return REAL(lstat64)(path, found);
}

/* What wheels made for older systems call instead. */
int __xstat(int version, const char *path, struct stat *found) {
    heed("stat", path);
    return REAL(__xstat)(version, path, found);
}

int __xstat64(int version, const char *path, struct stat64 *found) {
    heed("stat", path);
    return REAL(__xstat64)(version, path, found);
}

int __lxstat64(int version, const char *path, struct stat64 *found) {
    heed("stat", path);
    return REAL(__lxstat64)(version, path, found);
}

ssize_t read(int file, void *bytes, size_t length) {
    heed_file("read", file);
    return REAL(read)(file, bytes, length);
}

ssize_t pread(int file, void *bytes, size_t length, off_t at) {
    heed_file("read", file);
    return REAL(pread)(file, bytes, length, at);
}

ssize_t pread64(int file, void *bytes, size_t length, off64_t at) {
    heed_file("read", file);
    return REAL(pread64)(file, bytes, length, at);
}

ssize_t write(int file, const void *bytes, size_t length) {
    heed_file("write", file);
    return REAL(write)(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    heed_file("write", file);
    return REAL(pwrite)(file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    heed_file("write", file);
    return REAL(pwrite64)(file, bytes, length, at);
}

int fsync(int file) {
    heed_file("fsync", file);
    return REAL(fsync)(file);
}

int fdatasync(int file) {
    heed_file("fsync", file);
    return REAL(fdatasync)(file);
}

int close(int file) {
    heed_file("close", file);
    return REAL(close)(file);
}

int unlink(const char *path) {
    heed("unlink", path);
    return REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
    heed("rename", to);
    return REAL(rename)(from, to);
}

static int locks(int what) { return what == F_SETLK || what == F_SETLKW || what == F_GETLK; }

int fcntl(int file, int what, ...) {
    va_list more;
    va_start(more, what);
    void *given = va_arg(more, void *);
    va_end(more);
    if (locks(what)) heed_file("lock", file);
    return REAL(fcntl)(file, what, given);
}

int fcntl64(int file, int what, ...) {
    va_list more;
    va_start(more, what);
    void *given = va_arg(more, void *);
    va_end(more);
    if (locks(what)) heed_file("lock", file);
    return REAL(fcntl64)(file, what, given);
}
