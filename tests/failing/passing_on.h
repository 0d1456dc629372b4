/* What each call does where nothing fails: it happens in the folder behind. */
#ifndef PASSING_ON_H
#define PASSING_ON_H
#include "windows.h"

#include <linux/fuse.h>
#include <sys/statvfs.h>
#include <sys/uio.h>

static int device, lies_about_locks;

/* A call to carry out after `wait_ms`: it stands in a row for a lock. */
static void wait_for_lock(const void *bytes, size_t size, int wait_ms);

/* ------------------------------------------------------------------ answers */

static void answer(uint64_t unique, int error, const void *content, size_t size) {
    struct fuse_out_header head = {(uint32_t)(sizeof head + (error ? 0 : size)), -error, unique};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)content, size}};
    if (writev(device, parts, error || !size ? 1 : 2) < 0 && errno != ENOENT && errno != ENODEV)
        perror("answer");
}

static void fill(struct fuse_attr *attr, const struct stat *of) {
    *attr = (struct fuse_attr){
        .ino = of->st_ino, .size = (uint64_t)of->st_size, .blocks = (uint64_t)of->st_blocks,
        .atime = (uint64_t)of->st_atim.tv_sec, .mtime = (uint64_t)of->st_mtim.tv_sec,
        .ctime = (uint64_t)of->st_ctim.tv_sec, .atimensec = (uint32_t)of->st_atim.tv_nsec,
        .mtimensec = (uint32_t)of->st_mtim.tv_nsec, .ctimensec = (uint32_t)of->st_ctim.tv_nsec,
        .mode = of->st_mode, .nlink = (uint32_t)of->st_nlink, .uid = of->st_uid, .gid = of->st_gid,
        .blksize = 4096};
    if (windows > 1) attr->mtime &= ~1ULL, attr->mtimensec = 0; /* every other second */
}

/* 0, or the error: an entry for what lies at a path. */
static int entry_at(const char *path, struct fuse_entry_out *entry) {
    struct stat found;
    if (fstatat(behind, or_here(path), &found, AT_SYMLINK_NOFOLLOW)) return errno;
    struct node *node = node_at(path);
    node->lookups++;
    /* The kernel keeps the name, since everybody comes by this way; what it is like, it asks. */
    *entry = (struct fuse_entry_out){.nodeid = node->id, .entry_valid = windows > 1 ? 0 : 3600};
    fill(&entry->attr, &found);
    return 0;
}

static int stat_of(struct node *node, struct stat *found) {
    struct handle *open = open_on(node->id);
    if (node->path) return fstatat(behind, or_here(node->path), found, 0) ? errno : 0;
    return !open ? ENOENT : fstat(open->fd, found) ? errno : 0;
}

/* ------------------------------------------------------------------ calls */

static int change(struct node *node, const struct fuse_setattr_in *in, struct stat *after) {
    struct handle *open = in->valid & FATTR_FH ? (struct handle *)in->fh : open_on(node->id);
    int fd = open ? open->fd : node->path ? openat(behind, or_here(node->path), O_RDWR) : -1;
    int error = 0;
    if (in->valid & FATTR_MODE && windows > 1) error = EPERM;
    else if (in->valid & FATTR_MODE && node->path && fchmodat(behind, or_here(node->path), in->mode, 0))
        error = errno;
    if (in->valid & FATTR_SIZE) {
        struct stat now = {0};
        if (fd < 0) error = EIO;
        else {
            fstat(fd, &now);
            if ((off_t)in->size < now.st_size)
                about_to_change(fd, node->path, (off_t)in->size, (size_t)now.st_size - in->size);
            if (ftruncate(fd, (off_t)in->size)) error = errno;
        }
    }
    if (in->valid & (FATTR_ATIME | FATTR_MTIME) && node->path) {
        struct timespec at[2] = {{(time_t)in->atime, in->atimensec}, {(time_t)in->mtime, in->mtimensec}};
        if (!(in->valid & FATTR_ATIME)) at[0].tv_nsec = UTIME_OMIT;
        if (!(in->valid & FATTR_MTIME)) at[1].tv_nsec = UTIME_OMIT;
        if (in->valid & FATTR_ATIME_NOW) at[0].tv_nsec = UTIME_NOW;
        if (in->valid & FATTR_MTIME_NOW) at[1].tv_nsec = UTIME_NOW;
        if (utimensat(behind, or_here(node->path), at, 0)) error = errno;
    }
    if (!open && fd >= 0) close(fd);
    return error ? error : stat_of(node, after);
}

static void list(uint64_t unique, struct handle *open, uint64_t from, size_t size) {
    static char listed[1 << 16];
    size_t length = 0;
    if (size > sizeof listed) size = sizeof listed;
    if (from) seekdir(open->listing, (long)from);
    else rewinddir(open->listing);
    for (struct dirent *one; (one = readdir(open->listing));) {
        size_t name = strlen(one->d_name);
        size_t whole = FUSE_DIRENT_ALIGN(FUSE_NAME_OFFSET + name);
        if (length + whole > size) break;
        struct fuse_dirent *entry = (struct fuse_dirent *)(listed + length);
        memset(entry, 0, whole);
        entry->ino = one->d_ino, entry->off = (uint64_t)telldir(open->listing);
        entry->namelen = (uint32_t)name, entry->type = one->d_type;
        memcpy(entry->name, one->d_name, name);
        length += whole;
    }
    answer(unique, 0, listed, length);
}

static void lock(const struct fuse_in_header *in, const struct fuse_lk_in *asked, size_t size) {
    struct lock of = {in->nodeid, asked->owner, asked->lk.start, asked->lk.end,
                      asked->lk.type, asked->lk.pid, NULL};
    struct lock *other = lies_about_locks ? NULL : in_the_way(&of);
    if (in->opcode == FUSE_GETLK) {
        struct fuse_lk_out out = {.lk = asked->lk};
        if (other) out.lk = (struct fuse_file_lock){other->start, other->end, other->type, other->pid};
        else out.lk.type = F_UNLCK;
        answer(in->unique, 0, &out, sizeof out);
    } else if (of.type == F_UNLCK || !other) {
        if (!lies_about_locks || of.type == F_UNLCK) put_lock(of);
        answer(in->unique, 0, NULL, 0);
    } else if (in->opcode == FUSE_SETLK) answer(in->unique, EAGAIN, NULL, 0);
    else wait_for_lock(in, size, 10);
}

static void open_file(const struct fuse_in_header *in, const char *path, int flags, mode_t mode) {
    struct {
        struct fuse_entry_out entry;
        struct fuse_open_out open;
    } out = {0};
    int makes = in->opcode == FUSE_CREATE;
    /* The pages of the kernel are not used: each read and write comes here. */
    int how = (flags & ~(O_APPEND | O_NOFOLLOW)) | (makes ? O_CREAT : 0);
    if ((how & O_ACCMODE) == O_WRONLY) how = (how & ~O_ACCMODE) | O_RDWR; /* a crash reads it */
    int refused = is_scanned(path) ? EACCES : makes && is_reserved(path) ? EINVAL : 0;
    int fd = refused ? -1 : openat(behind, or_here(path), how, mode);
    if (fd < 0) {
        answer(in->unique, refused ? refused : errno, NULL, 0);
        return;
    }
    if (makes) entry_at(path, &out.entry);
    out.open.fh = (uint64_t)opened(fd, makes ? out.entry.nodeid : in->nodeid, NULL);
    out.open.open_flags = FOPEN_DIRECT_IO;
    if (makes) answer(in->unique, 0, &out, sizeof out);
    else answer(in->unique, 0, &out.open, sizeof out.open);
}

static void move(uint64_t unique, const char *from, const char *to, unsigned flags) {
    int error = is_reserved(to) ? EINVAL
                : (windows && (is_open(to) || is_open(from))) || is_open_below(from) || is_scanned(from) || is_scanned(to) ? EACCES : 0;
    if (!error && renameat2(behind, from, behind, to, flags)) error = errno;
    if (!error) path_moved(from, to), is_durable(to);
    answer(unique, error, NULL, 0);
}

static void removed(uint64_t unique, const char *path, int how) {
    int error = (windows && is_open(path)) || is_scanned(path) ? EACCES : unlinkat(behind, path, how) ? errno : 0;
    if (!error) path_gone(path), is_durable(path);
    answer(unique, error, NULL, 0);
}

/* Do what is asked, after the rules have been asked. */
static void carry_out(const struct fuse_in_header *in, const void *body, size_t size, const char *path,
                      const char *second) {
    struct node *node = node_of(in->nodeid);
    struct fuse_entry_out entry;
    struct fuse_attr_out attr = {0};
    struct stat found;
    static char content[1 << 18];
    int error = 0;
    if (!node && in->nodeid) {
        answer(in->unique, ESTALE, NULL, 0);
        return;
    }
    switch (in->opcode) {
    case FUSE_INIT: {
        struct fuse_init_out out = {.major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION,
                                    .flags = FUSE_POSIX_LOCKS | FUSE_BIG_WRITES, .max_write = 1 << 17,
                                    .max_background = 16, .time_gran = 1};
        answer(in->unique, 0, &out, sizeof out);
        return;
    }
    case FUSE_LOOKUP: case FUSE_MKDIR:
        if (in->opcode == FUSE_MKDIR && is_reserved(path)) error = EINVAL;
        else if (in->opcode == FUSE_MKDIR && mkdirat(behind, path, ((const struct fuse_mkdir_in *)body)->mode))
            error = errno;
        if (!error) error = entry_at(path, &entry);
        answer(in->unique, error, &entry, sizeof entry);
        return;
    case FUSE_GETATTR:
        error = stat_of(node, &found);
        if (!error) fill(&attr.attr, &found);
        answer(in->unique, error, &attr, sizeof attr);
        return;
    case FUSE_SETATTR:
        error = change(node, body, &found);
        if (!error) fill(&attr.attr, &found);
        answer(in->unique, error, &attr, sizeof attr);
        return;
    case FUSE_ACCESS: answer(in->unique, node->path ? 0 : ENOENT, NULL, 0); return;
    case FUSE_STATFS: {
        struct statvfs room;
        fstatvfs(behind, &room);
        struct fuse_statfs_out out = {{room.f_blocks, room.f_bfree, room.f_bavail, room.f_files,
                                       room.f_ffree, (uint32_t)room.f_bsize, 255, (uint32_t)room.f_frsize, 0, {0}}};
        answer(in->unique, 0, &out, sizeof out);
        return;
    }
    case FUSE_OPEN: open_file(in, path, (int)((const struct fuse_open_in *)body)->flags, 0); return;
    case FUSE_CREATE: {
        const struct fuse_create_in *asked = body;
        open_file(in, path, (int)asked->flags, asked->mode);
        return;
    }
    case FUSE_OPENDIR: {
        int fd = openat(behind, or_here(path), O_RDONLY | O_DIRECTORY);
        struct fuse_open_out out = {0};
        if (fd < 0) error = errno;
        else out.fh = (uint64_t)opened(fd, in->nodeid, fdopendir(fd));
        answer(in->unique, error, &out, sizeof out);
        return;
    }
    case FUSE_READDIR: case FUSE_READ: {
        const struct fuse_read_in *asked = body;
        struct handle *open = (struct handle *)asked->fh;
        if (in->opcode == FUSE_READDIR) {
            list(in->unique, open, asked->offset, asked->size);
            return;
        }
        ssize_t got = pread(open->fd, content, asked->size, (off_t)asked->offset);
        answer(in->unique, got < 0 ? errno : 0, content, got < 0 ? 0 : (size_t)got);
        return;
    }
    case FUSE_WRITE: {
        const struct fuse_write_in *asked = body;
        struct handle *open = (struct handle *)asked->fh;
        about_to_change(open->fd, node->path, (off_t)asked->offset, asked->size);
        open->wrote = 1;
        ssize_t done = pwrite(open->fd, asked + 1, asked->size, (off_t)asked->offset);
        struct fuse_write_out out = {.size = done < 0 ? 0 : (uint32_t)done};
        answer(in->unique, done < 0 ? errno : 0, &out, sizeof out);
        return;
    }
    case FUSE_FSYNC: case FUSE_FSYNCDIR:
        if (in->opcode == FUSE_FSYNC && node->path) is_durable(node->path);
        answer(in->unique, in->opcode == FUSE_FSYNCDIR && windows > 1 ? EINVAL : 0, NULL, 0);
        return;
    case FUSE_GETLK: case FUSE_SETLK: case FUSE_SETLKW: lock(in, body, size); return;
    case FUSE_UNLINK: removed(in->unique, path, 0); return;
    case FUSE_RMDIR: removed(in->unique, path, AT_REMOVEDIR); return;
    case FUSE_RENAME: move(in->unique, path, second, 0); return;
    case FUSE_RENAME2: move(in->unique, path, second, ((const struct fuse_rename2_in *)body)->flags); return;
    case FUSE_FLUSH: answer(in->unique, 0, NULL, 0); return;
    case FUSE_RELEASE: case FUSE_RELEASEDIR:
        if (((struct handle *)((const struct fuse_release_in *)body)->fh)->wrote && node) was_written(node->path);
        let_go((struct handle *)((const struct fuse_release_in *)body)->fh);
        answer(in->unique, 0, NULL, 0);
        return;
    default: answer(in->unique, ENOSYS, NULL, 0);
    }
}

#endif
