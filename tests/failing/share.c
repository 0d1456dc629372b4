/* A folder that fails on command: a pass-through file system that speaks with /dev/fuse itself.
 *
 * share BEHIND MOUNTED: what is done in MOUNTED happens in BEHIND, unless a rule says otherwise.
 * Orders come on standard input, a line each, and each is answered. It ends, and takes its mount
 * away, when standard input ends or whoever started it dies. */
#include "passing_on.h"
#include "rules.h"

#include <poll.h>
#include <signal.h>
#include <sys/mount.h>
#include <time.h>

static const char *mounted;
static char request[1 << 18];

struct held {
    long long due; /* milliseconds; -1 until released */
    int waits_for_lock;
    struct held *next;
    size_t size;
    char bytes[];
};
static struct held *held;

static long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* ------------------------------------------------------------------ what is asked */

static int class_of(uint32_t opcode) {
    switch (opcode) {
    case FUSE_LOOKUP: case FUSE_GETATTR: case FUSE_ACCESS: case FUSE_STATFS: return STAT;
    case FUSE_OPEN: case FUSE_CREATE: case FUSE_OPENDIR: case FUSE_MKDIR: return OPEN;
    case FUSE_READ: case FUSE_READDIR: return READ;
    case FUSE_WRITE: case FUSE_SETATTR: return WRITE;
    case FUSE_FSYNC: case FUSE_FSYNCDIR: return FSYNC;
    case FUSE_GETLK: case FUSE_SETLK: case FUSE_SETLKW: return LOCK;
    case FUSE_UNLINK: case FUSE_RMDIR: return UNLINK;
    case FUSE_FLUSH: return CLOSE;
    case FUSE_RENAME: case FUSE_RENAME2: return RENAME;
    default: return NO_CLASS;
    }
}

/* The names that follow a request's fixed part: the path of the first, and of the second. */
static void paths_of(const struct fuse_in_header *in, const void *body, char *path, char *second) {
    struct node *node = node_of(in->nodeid);
    const char *folder = node && node->path ? node->path : "";
    const char *name = NULL;
    path[0] = second[0] = 0;
    switch (in->opcode) {
    case FUSE_LOOKUP: case FUSE_UNLINK: case FUSE_RMDIR: name = body; break;
    case FUSE_CREATE: name = (const char *)body + sizeof(struct fuse_create_in); break;
    case FUSE_MKDIR: name = (const char *)body + sizeof(struct fuse_mkdir_in); break;
    case FUSE_RENAME: name = (const char *)body + sizeof(struct fuse_rename_in); break;
    case FUSE_RENAME2: name = (const char *)body + sizeof(struct fuse_rename2_in); break;
    default: break;
    }
    if (!name) {
        snprintf(path, PATH_MAX, "%s", folder);
        return;
    }
    join(path, folder, name);
    as_there(path);
    if (in->opcode == FUSE_RENAME || in->opcode == FUSE_RENAME2) {
        struct node *into = node_of(*(const uint64_t *)body);
        join(second, into && into->path ? into->path : "", name + strlen(name) + 1);
        as_there(second);
    }
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void hold(const void *bytes, size_t size, long long due, int waits) {
    struct held *one = malloc(sizeof *one + size);
    *one = (struct held){due, waits, NULL, size};
    memcpy(one->bytes, bytes, size);
    struct held **at = &held;
    while (*at) at = &(*at)->next; /* in the order in which they came */
    *at = one;
}

static void wait_for_lock(const void *bytes, size_t size, int wait_ms) {
    hold(bytes, size, now_ms() + wait_ms, 1);
}

/* Half of it is written, and then the server fails. */
static void tear(const void *body) {
    const struct fuse_write_in *asked = body;
    struct handle *open = (struct handle *)asked->fh;
    if (pwrite(open->fd, asked + 1, asked->size / 2, (off_t)asked->offset) < 0) perror("tear");
}

/* It is said to be done, and was not. */
static void swallow(const struct fuse_in_header *in, const void *body) {
    if (in->opcode == FUSE_WRITE) {
        struct fuse_write_out out = {.size = ((const struct fuse_write_in *)body)->size};
        answer(in->unique, 0, &out, sizeof out);
    } else if (in->opcode == FUSE_SETATTR) {
        const struct fuse_setattr_in *wanted = body;
        struct fuse_attr_out out = {0};
        struct stat found;
        int error = stat_of(node_of(in->nodeid), &found);
        if (!error) fill(&out.attr, &found);
        if (wanted->valid & FATTR_SIZE) out.attr.size = wanted->size;
        answer(in->unique, error, &out, sizeof out);
    } else answer(in->unique, 0, NULL, 0);
}

/* The folder itself is there, and nothing is in it. */
static void unplugged(const struct fuse_in_header *in, int class, const char *name, const void *body,
                      size_t size, const char *path, const char *second) {
    int there = !*name && class != READ;
    if (there || class == CLOSE) carry_out(in, body, size, path, second);
    else if (in->opcode == FUSE_READDIR) answer(in->unique, 0, NULL, 0);
    else answer(in->unique, class == STAT || class == UNLINK || class == RENAME ? ENOENT
                            : class == OPEN && in->opcode == FUSE_OPEN ? ENOENT : EIO, NULL, 0);
}

static void asked(const char *bytes, size_t size, int by_rule) {
    const struct fuse_in_header *in = (const struct fuse_in_header *)bytes;
    const void *body = in + 1;
    char path[PATH_MAX], second[PATH_MAX];
    if (in->opcode == FUSE_FORGET) {
        forget(in->nodeid, ((const struct fuse_forget_in *)body)->nlookup);
        return;
    }
    if (in->opcode == FUSE_BATCH_FORGET) {
        const struct fuse_batch_forget_in *batch = body;
        const struct fuse_forget_one *one = (const struct fuse_forget_one *)(batch + 1);
        for (uint32_t at = 0; at < batch->count; at++) forget(one[at].nodeid, one[at].nlookup);
        return;
    }
    if (in->opcode == FUSE_INTERRUPT) { /* only who waits for a lock gives up */
        for (struct held **at = &held; *at; at = &(*at)->next) {
            struct held *one = *at;
            uint64_t unique = ((struct fuse_in_header *)one->bytes)->unique;
            if (!one->waits_for_lock || unique != ((const struct fuse_interrupt_in *)body)->unique) continue;
            *at = one->next;
            free(one);
            answer(unique, EINTR, NULL, 0);
            return;
        }
        return;
    }
    paths_of(in, body, path, second);
    /* Closing any handle of a file lets go of all the locks that its program has on it. */
    if (in->opcode == FUSE_FLUSH)
        put_lock((struct lock){in->nodeid, ((const struct fuse_flush_in *)body)->lock_owner, 0,
                               INT64_MAX, F_UNLCK, 0, NULL});
    int class = class_of(in->opcode);
    const char *name = last_part(*second ? second : path);
    struct rule *rule = by_rule ? met(class, name) : NULL;
    if (rule && rule->action == UNPLUG) unplugged(in, class, name, body, size, path, second);
    else if (!rule) carry_out(in, body, size, path, second);
    else if (rule->action == HOLD) hold(bytes, size, rule->ms < 0 ? -1 : now_ms() + rule->ms, 0);
    else if (rule->action == SWALLOW) swallow(in, body);
    else {
        if (rule->action == TORN && in->opcode == FUSE_WRITE) tear(body);
        answer(in->unique, rule->error, NULL, 0);
    }
}

/* Go on with what was held for long enough; how long until the next, at most a second. */
static int go_on(int release) {
    int wait = 1000;
    long long now = now_ms();
    struct held *before = held;
    held = NULL;
    for (struct held *one = before, *next; one; one = next) {
        next = one->next;
        if ((one->due >= 0 && one->due <= now) || (release && !one->waits_for_lock)) {
            asked(one->bytes, one->size, 0);
            free(one);
            continue;
        }
        one->next = NULL;
        struct held **at = &held;
        while (*at) at = &(*at)->next;
        *at = one;
    }
    for (struct held *one = held; one; one = one->next)
        if (one->due >= 0 && one->due - now < wait) wait = one->due > now ? (int)(one->due - now) : 0;
    return wait;
}

static void end(void) {
    umount2(mounted, MNT_DETACH);
    _exit(0);
}

static void order(char *line) {
    long stands = 0;
    for (struct held *one = held; one; one = one->next) stands += !one->waits_for_lock;
    if (!strncmp(line, "rule ", 5)) puts(add_rule(line + 5) ? "ok" : "bad rule");
    else if (!strcmp(line, "state")) printf("%ld %ld\n", stands, hits);
    else if (!strcmp(line, "count")) counting = 1, calls_length = 0, puts("ok");
    else if (!strcmp(line, "calls")) fwrite(calls, 1, calls_length, stdout), counting = 0, puts(".");
    else if (!strcmp(line, "release")) forget_holds(), go_on(1), puts("ok");
    else if (!strcmp(line, "heal"))
        rule_count = windows = lies_about_locks = remembers = 0, hits = 0, is_durable(NULL), go_on(1), puts("ok");
    else if (!strncmp(line, "windows ", 8)) windows = atoi(line + 8), puts("ok");
    else if (!strncmp(line, "unplug ", 7)) {
        char rule[64];
        snprintf(rule, sizeof rule, "%d * u 0 0 %ld 0", (1 << CLASSES) - 1, atol(line + 7));
        puts(add_rule(rule) ? "ok" : "bad rule");
    } else if (!strcmp(line, "lie")) lies_about_locks = 1, puts("ok");
    else if (!strcmp(line, "remember")) remembers = 1, puts("ok");
    else if (!strcmp(line, "crash")) crash(), puts("ok");
    else puts("unknown");
    fflush(stdout);
}

static void hear(void) {
    static char heard[1 << 14];
    static size_t length;
    ssize_t got = read(0, heard + length, sizeof heard - length - 1);
    if (got <= 0) end();
    length += (size_t)got;
    for (char *stop; (stop = memchr(heard, '\n', length));) {
        *stop = 0;
        order(heard);
        length -= (size_t)(stop + 1 - heard);
        memmove(heard, stop + 1, length);
    }
}

int main(int count, char **words) {
    if (count != 3) return 2;
    pid_t starter = getppid();
    char options[128], source[64];
    mounted = words[2];
    behind = open(words[1], O_RDONLY | O_DIRECTORY);
    device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (behind < 0 || device < 0) return perror("open"), 1;
    snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=0,group_id=0,allow_other", device);
    snprintf(source, sizeof source, "trent-failing-%d", getpid());
    umask(0);
    if (mount(source, mounted, "fuse.trent", MS_NOSUID | MS_NODEV, options)) return perror("mount"), 1;
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, (void (*)(int))(void (*)(void))end);
    puts("mounted");
    fflush(stdout);
    for (;;) {
        struct pollfd ears[2] = {{device, POLLIN, 0}, {0, POLLIN, 0}};
        if (poll(ears, 2, go_on(0)) < 0 && errno != EINTR) end();
        if (getppid() != starter) end();
        if (ears[1].revents) hear();
        if (ears[0].revents & POLLERR) _exit(0); /* somebody unmounted it */
        if (!(ears[0].revents & POLLIN)) continue;
        ssize_t got = read(device, request, sizeof request);
        if (got > 0) asked(request, (size_t)got, 1);
        else if (errno == ENODEV) _exit(0);
    }
}
