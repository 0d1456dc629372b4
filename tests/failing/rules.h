/* What fails, and when: the rules that a test gives, each counting the calls that it is about. */
#ifndef RULES_H
#define RULES_H
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { NO_CLASS = -1, STAT, OPEN, READ, WRITE, FSYNC, LOCK, UNLINK, CLOSE, RENAME, CLASSES };
static const char *const CLASS_NAMES[CLASSES] = {"stat", "open",   "read",  "write", "fsync",
                                                 "lock", "unlink", "close", "rename"};
enum { FAIL = 'f', TORN = 't', SWALLOW = 's', HOLD = 'h', UNPLUG = 'u' };

struct rule {
    int classes;    /* bits */
    char name[64];  /* how the file's name begins; "*" any, "?" any but the folder itself */
    int action, error;
    long ms;        /* how long HOLD holds; -1 until released */
    long first, times, seen;
};

static struct rule rules[32];
static int rule_count, counting;
static long hits; /* how many calls met a rule */
static char calls[1 << 21];
static size_t calls_length;

static int is_about(const struct rule *rule, int class, const char *name) {
    if (!(rule->classes & 1 << class)) return 0;
    if (rule->name[0] == '*') return 1;
    if (rule->name[0] == '?') return name[0] != 0;
    return !strncmp(name, rule->name, strlen(rule->name));
}

/* The rule that this call meets, or NULL; `name` is the last part of the path. */
static struct rule *met(int class, const char *name) {
    struct rule *found = NULL;
    if (class == NO_CLASS) return NULL;
    if (counting && calls_length + 160 < sizeof calls)
        calls_length += (size_t)snprintf(calls + calls_length, 160, "%s %.120s\n",
                                         CLASS_NAMES[class], name);
    for (int i = 0; i < rule_count; i++) {
        struct rule *rule = &rules[i];
        if (!is_about(rule, class, name)) continue;
        rule->seen++;
        if (rule->seen < rule->first || (rule->times && rule->seen >= rule->first + rule->times))
            continue;
        if (!found) {
            found = rule;
            hits++;
        }
    }
    return found;
}

/* "CLASSES NAME ACTION ERROR MS FIRST TIMES" as the test sends it. */
static int add_rule(const char *text) {
    struct rule rule = {0};
    char action;
    if (rule_count == (int)(sizeof rules / sizeof *rules) ||
        sscanf(text, "%d %63s %c %d %ld %ld %ld", &rule.classes, rule.name, &action, &rule.error,
               &rule.ms, &rule.first, &rule.times) != 7)
        return 0;
    rule.action = action;
    rules[rule_count++] = rule;
    return 1;
}

/* The classes in which a rule holds calls are held no more; the others stay. */
static void forget_holds(void) {
    int kept = 0;
    for (int i = 0; i < rule_count; i++)
        if (rules[i].action != HOLD) rules[kept++] = rules[i];
    rule_count = kept;
}

#endif
