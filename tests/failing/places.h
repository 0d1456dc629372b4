/* What lies in the folder: nodes, open files, locks, and what a crash of the server would lose. */
#ifndef PLACES_H
#define PLACES_H
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int behind; /* the folder that really holds the files */

/* ------------------------------------------------------------------ nodes */

struct node {
    uint64_t id, lookups;
    char *path; /* below `behind`, "" for the folder itself; NULL when it was removed */
    struct node *next;
};
static struct node root = {1, 1, "", NULL};
static uint64_t next_id = 2;

static struct node *node_of(uint64_t id) {
    for (struct node *one = &root; one; one = one->next)
        if (one->id == id) return one;
    return NULL;
}

static struct node *node_at(const char *path) {
    for (struct node *one = &root; one; one = one->next)
        if (one->path && !strcmp(one->path, path)) return one;
    struct node *made = calloc(1, sizeof *made);
    made->id = next_id++;
    made->path = strdup(path);
    made->next = root.next;
    root.next = made;
    return made;
}

static void forget(uint64_t id, uint64_t lookups) {
    for (struct node **at = &root.next; *at; at = &(*at)->next)
        if ((*at)->id == id) {
            struct node *one = *at;
            if (one->lookups > lookups) {
                one->lookups -= lookups;
                return;
            }
            *at = one->next;
            free(one->path);
            free(one);
            return;
        }
}

static void path_gone(const char *path) {
    for (struct node *one = root.next; one; one = one->next)
        if (one->path && !strcmp(one->path, path)) {
            free(one->path);
            one->path = NULL;
        }
}

static void path_moved(const char *from, const char *to) {
    size_t length = strlen(from);
    path_gone(to);
    for (struct node *one = root.next; one; one = one->next)
        if (one->path && !strncmp(one->path, from, length) &&
            (!one->path[length] || one->path[length] == '/')) {
            char moved[PATH_MAX];
            snprintf(moved, sizeof moved, "%s%s", to, one->path + length);
            free(one->path);
            one->path = strdup(moved);
        }
}

static const char *or_here(const char *path) { return *path ? path : "."; }

static void join(char *into, const char *folder, const char *name) {
    snprintf(into, PATH_MAX, "%s%s%s", folder, *folder ? "/" : "", name);
}

/* ------------------------------------------------------------------ open files */

struct handle {
    int fd;
    uint64_t node;
    DIR *listing;
    struct handle *next;
    int wrote;
};
static struct handle *handles;

static struct handle *opened(int fd, uint64_t node, DIR *listing) {
    struct handle *one = calloc(1, sizeof *one);
    *one = (struct handle){fd, node, listing, handles, 0};
    return handles = one;
}

static void let_go(struct handle *which) {
    for (struct handle **at = &handles; *at; at = &(*at)->next)
        if (*at == which) {
            *at = which->next;
            if (which->listing) closedir(which->listing);
            else close(which->fd);
            free(which);
            return;
        }
}

static struct handle *open_on(uint64_t node) {
    for (struct handle *one = handles; one; one = one->next)
        if (one->node == node) return one;
    return NULL;
}

static int is_open(const char *path) {
    for (struct node *one = root.next; one; one = one->next)
        if (one->path && !strcmp(one->path, path)) return open_on(one->id) != NULL;
    return 0;
}

/* ------------------------------------------------------------------ locks */

struct lock {
    uint64_t node, owner, start, end;
    uint32_t type, pid;
    struct lock *next;
};
static struct lock *locks;

static struct lock *in_the_way(const struct lock *of) {
    for (struct lock *one = locks; one; one = one->next)
        if (one->node == of->node && one->owner != of->owner && one->start <= of->end &&
            of->start <= one->end && (one->type == F_WRLCK || of->type == F_WRLCK))
            return one;
    return NULL;
}

/* What this owner has in that range is now of this type, or nothing. */
static void put_lock(struct lock of) {
    for (struct lock **at = &locks; *at;) {
        struct lock *one = *at;
        if (one->node != of.node || one->owner != of.owner || one->start > of.end ||
            of.start > one->end) {
            at = &one->next;
            continue;
        }
        struct lock before = *one, after = *one;
        *at = one->next;
        free(one);
        before.end = of.start - 1, after.start = of.end + 1;
        if (before.start < of.start) {
            struct lock *left = malloc(sizeof *left);
            *left = before, left->next = locks, locks = left;
            at = &locks;
        }
        if (after.end > of.end) {
            struct lock *left = malloc(sizeof *left);
            *left = after, left->next = locks, locks = left;
            at = &locks;
        }
    }
    if (of.type == F_UNLCK) return;
    struct lock *made = malloc(sizeof *made);
    *made = of, made->next = locks, locks = made;
}

/* ------------------------------------------------------------------ what a crash loses */

struct unsafe {
    char *path, *before;
    off_t at;
    size_t length;
    off_t size; /* of the whole file */
    struct unsafe *next;
};
static struct unsafe *unsafe;
static int remembers;

static void about_to_change(int fd, const char *path, off_t at, size_t length) {
    struct stat now;
    if (!remembers || !path || fstat(fd, &now)) return;
    struct unsafe *one = calloc(1, sizeof *one);
    one->path = strdup(path), one->at = at, one->size = now.st_size;
    one->before = malloc(length ? length : 1);
    ssize_t got = pread(fd, one->before, length, at);
    one->length = got > 0 ? (size_t)got : 0;
    one->next = unsafe, unsafe = one;
}

static void is_durable(const char *path) {
    for (struct unsafe **at = &unsafe; *at;) {
        struct unsafe *one = *at;
        if (path && strcmp(one->path, path)) {
            at = &one->next;
            continue;
        }
        *at = one->next;
        free(one->path);
        free(one->before);
        free(one);
    }
}

/* The server starts anew: what was never made durable is as it was before. */
static void crash(void) {
    for (struct unsafe *one = unsafe; one; one = one->next) {
        int fd = openat(behind, one->path, O_RDWR);
        if (fd < 0) continue;
        if (pwrite(fd, one->before, one->length, one->at) < 0 || ftruncate(fd, one->size))
            perror("crash");
        close(fd);
    }
    is_durable(NULL);
}
#endif
