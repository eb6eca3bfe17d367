/*
 * The time of a unit of fuel: nanoseconds of processor time per unit, for each program, the most expensive first.
 *
 *   measure [--fuel N] [NAME...]      the programs of programs.h; those whose name holds NAME
 *   measure --folder FOLDER           every .lua file of a folder, such as the hostile corpus
 *   measure --search SEED COUNT       random programs, and the most expensive of them with their text
 *   measure --calls                   calls of one script a second: loaded for each call, and loaded once
 *
 * Each is run five times, and the fastest counts: other work of the machine is not part of its cost.
 */
#define _POSIX_C_SOURCE 200809L
#include "plumbline_sandbox.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct program {
  const char *name, *setup, *body, *tail;
} program;

#include "programs.h"
#include "texts.h"

enum { TIMES = 5, IN_ONE_LOOP = 16, LONGEST_SOURCE = 255 << 10, MOST_ROWS = 2000, SHOWN = 12 };

typedef struct row {
  char name[80];
  double ns; /* a unit */
  double whole_ms;
  plb_status status;
  uint64_t fuel;
  char message[64];
} row;

static row rows[MOST_ROWS];
static size_t row_count;
static uint64_t fuel_limit = 500000;
static char source[(256 << 10) + 1];

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* The fastest of several runs. */
static row take(const char *name, const char *text, size_t count, int times) {
  row r = {.ns = 1e18};
  snprintf(r.name, sizeof r.name, "%s", name);
  plb_limits limits = plb_default_limits();
  limits.fuel = fuel_limit;
  for (int i = 0; i < times; i++) {
    plb_result result;
    double start = now_ns();
    plb_load(&limits, "x.lua", (const uint8_t *)text, count, &result);
    double took = now_ns() - start;
    if (took / (double)(result.fuel_spent + 1) < r.ns) {
      r.ns = took / (double)(result.fuel_spent + 1);
      r.whole_ms = took / 1e6;
    }
    r.status = result.status;
    r.fuel = result.fuel_spent;
    snprintf(r.message, sizeof r.message, "%s", result.message);
    plb_result_free(&result);
  }
  return r;
}

static size_t used;

static void say(const char *text) {
  size_t count = strlen(text);
  if (used + count >= sizeof source) count = sizeof source - 1 - used;
  memcpy(source + used, text, count);
  used += count;
}

static void say_numbered(const char *text, unsigned number) {
  char digits[16], colliding[24];
  snprintf(digits, sizeof digits, "%u", number);
  snprintf(colliding, sizeof colliding, "%llu", (number + 4ull) * 32767);
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '#') say(digits);
    else if (*p == '@') say(colliding);
    else say((char[2]){*p, '\0'});
  }
}

static void make_loop(const program *p) {
  used = 0;
  say(p->setup);
  say("while true do ");
  for (int i = 0; i < IN_ONE_LOOP; i++) say(p->body);
  say("end\n");
}

/* As often as it fits, unless the parser takes fewer: then as often as it takes. */
static void make_text(const program *p, size_t most) {
  used = 0;
  say(p->setup);
  size_t tail = strlen(p->tail), body = strlen(p->body);
  for (unsigned i = 0; i < most && used + body + 10 + tail < LONGEST_SOURCE; i++) say_numbered(p->body, i);
  say(p->tail);
}

static bool is_wanted(const char *name, char **wanted, int count) {
  for (int i = 0; i < count; i++) {
    if (strstr(name, wanted[i]) != NULL) return true;
  }
  return count == 0;
}

static int by_price(const void *a, const void *b) {
  double x = ((const row *)a)->ns, y = ((const row *)b)->ns;
  return (x < y) - (x > y);
}

static void print_rows(size_t most) {
  static const char *const names[] = {"ok", "unknown", "syntax", "error", "fuel", "memory", "source", "string",
                                      "block", "depth", "width", "output", "deadline", "result", "request", "none"};
  qsort(rows, row_count, sizeof *rows, by_price);
  printf("ns/unit        ms      units  ends by   program\n");
  for (size_t i = 0; i < row_count && i < most; i++) {
    const row *r = &rows[i];
    printf("%7.1f %9.2f %10llu  %-8s  %s%s%s\n", r->ns, r->whole_ms, (unsigned long long)r->fuel, names[r->status], r->name,
           r->status == PLB_LIMIT_FUEL || r->status == PLB_OK ? "" : ": ",
           r->status == PLB_LIMIT_FUEL || r->status == PLB_OK ? "" : r->message);
  }
}

static void measure_programs(char **wanted, int count) {
  for (size_t i = 0; i < sizeof loops / sizeof *loops; i++) {
    if (!is_wanted(loops[i].name, wanted, count)) continue;
    make_loop(&loops[i]);
    rows[row_count++] = take(loops[i].name, source, used, TIMES);
  }
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char name[80];
    snprintf(name, sizeof name, "parsed: %s", texts[i].name);
    if (!is_wanted(name, wanted, count)) continue;
    row best = {.ns = -1};
    for (size_t most = SIZE_MAX; best.ns < 0 || most >= 64;) { /* limits of the parser may end it early */
      make_text(&texts[i], most);
      row r = take(name, source, used, 2);
      if (r.ns > best.ns) best = r;
      most = most == SIZE_MAX ? 40000 : most / 5;
    }
    rows[row_count++] = best;
  }
  print_rows(MOST_ROWS);
}

static void measure_folder(const char *folder) {
  DIR *directory = opendir(folder);
  if (directory == NULL) {
    fprintf(stderr, "measure: there is no folder %s\n", folder);
    exit(1);
  }
  for (struct dirent *entry; (entry = readdir(directory)) != NULL && row_count < MOST_ROWS;) {
    size_t length = strlen(entry->d_name);
    if (length < 5 || strcmp(entry->d_name + length - 4, ".lua") != 0) continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) continue;
    size_t count = fread(source, 1, sizeof source - 1, file);
    fclose(file);
    rows[row_count++] = take(entry->d_name, source, count, 3);
  }
  closedir(directory);
  print_rows(MOST_ROWS);
}

#include "search.h"

/* ---- Calls of one script ---- */

static const uint8_t facts[] = "\x01\0\0\0" "\x09\0\0\0patient.xi\x30\0\0\0\0\0\0\0";

static double call_often(plb_file *file, int times) {
  double start = now_ns();
  for (int i = 0; i < times; i++) {
    plb_result result;
    if (file != NULL) plb_file_run(file, 0, facts, sizeof facts - 1, &result);
    else plb_run(NULL, "x.lua", (const uint8_t *)source, used, 0, facts, sizeof facts - 1, &result);
    if (result.status != PLB_OK) {
      fprintf(stderr, "measure: the script fails: %s\n", result.message);
      exit(1);
    }
    plb_result_free(&result);
  }
  return times / ((now_ns() - start) / 1e9);
}

/* In files of one declaration and of a hundred. */
static void measure_calls(void) {
  for (int declarations = 1; declarations <= 100; declarations *= 10) {
    used = 0;
    say("script(function(facts) local x = facts.patient.x return x > 40 and x * 2 or 0 end)\n");
    for (int i = 0; i < declarations; i++)
      say("rule 'r' { when = all { fear.tsk_17 :above(37), pain.intensity :at_least(7.5) }, title = 'a title', rank = 1 }\n");
    plb_file *file = plb_file_new(NULL, "x.lua", (const uint8_t *)source, used);
    double read = 0, kept = 0;
    for (int i = 0; i < TIMES; i++) {
      double a = call_often(NULL, 500), b = call_often(file, 5000);
      if (a > read) read = a;
      if (b > kept) kept = b;
    }
    plb_file_free(file);
    printf("%3d declarations: %8.0f calls a second, read for each; %8.0f, read once; %.1f times as many\n", declarations,
           read, kept, kept / read);
  }
}

int main(int count, char **arguments) {
  int first = 1;
  if (first + 1 < count && strcmp(arguments[first], "--fuel") == 0) {
    fuel_limit = strtoull(arguments[first + 1], NULL, 10);
    first += 2;
  }
  if (first + 1 < count && strcmp(arguments[first], "--folder") == 0) measure_folder(arguments[first + 1]);
  else if (first + 2 < count && strcmp(arguments[first], "--search") == 0)
    search(strtoull(arguments[first + 1], NULL, 10), strtoul(arguments[first + 2], NULL, 10));
  else if (first < count && strcmp(arguments[first], "--calls") == 0) measure_calls();
  else measure_programs(arguments + first, count - first);
  return 0;
}
