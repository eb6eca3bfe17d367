/*
 * Runs the hostile corpus: checks every .lua file of a folder against its first line, which says what should
 * happen, and against expected.tsv, to the unit of fuel and the byte of memory.
 *
 *   harness [--times] FOLDER          compare; exit 1 if anything differs
 *   harness --record FOLDER           rewrite expected.tsv (still exit 1 if a first line is not met)
 *   harness --fuzz SEED COUNT FOLDER  random programs, mutated cases and random facts
 *   harness --load COUNT FOLDER       that many loads, for a leak checker to watch
 *
 * A first line reads  -- expects: PLB_LIMIT_FUEL line 3  and may end in
 *   (below)     the case begins after this line, for bytes that no comment may precede
 *   (script N)  plb_run of function N, with the facts of `request` below
 */
#define _XOPEN_SOURCE 700
#include "plumbline_sandbox.h"

#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *const status_names[] = {
  "PLB_OK", "PLB_UNKNOWN", "PLB_SYNTAX", "PLB_ERROR", "PLB_LIMIT_FUEL", "PLB_LIMIT_MEMORY", "PLB_LIMIT_SOURCE",
  "PLB_LIMIT_STRING", "PLB_LIMIT_BLOCK", "PLB_LIMIT_DEPTH", "PLB_LIMIT_WIDTH", "PLB_LIMIT_OUTPUT",
  "PLB_LIMIT_DEADLINE", "PLB_BAD_RESULT", "PLB_BAD_REQUEST", "PLB_NO_MEMORY"};
enum { STATUSES = sizeof status_names / sizeof *status_names, MOST_CASES = 1000 };

/* age = 48, tsk_17 absent, primary = "function", intensity = 6.5, caffeine = true */
static const uint8_t request[] =
  "\x05\0\0\0" "\x0b\0\0\0patient.agei\x30\0\0\0\0\0\0\0" "\x0b\0\0\0fear.tsk_17A"
  "\x0c\0\0\0goal.primarys\x08\0\0\0function" "\x0e\0\0\0pain.intensityd\0\0\0\0\0\0\x1a\x40" "\x08\0\0\0caffeineT";
enum { REQUEST_COUNT = sizeof request - 1 };

typedef struct test_case {
  char *name;        /* the file */
  uint8_t *bytes;    /* all of it */
  size_t count;
  const uint8_t *source;
  size_t source_count;
  int status;
  uint32_t line;     /* 0: the first line names none */
  bool has_line;
  long script;       /* -1: plb_load */
} test_case;

static test_case cases[MOST_CASES];
static size_t case_count;
static const char *current = "nothing";

/* Seconds of processor time, so that a busy machine changes nothing; 0: not measured. */
static void watch(int seconds) {
  struct itimerval timer = {.it_value = {.tv_sec = seconds}};
  setitimer(ITIMER_PROF, &timer, NULL);
}

static void on_watch(int signal) {
  (void)signal;
  static const char text[] = ": ran for more than 20 seconds\n";
  ssize_t ignored = write(STDERR_FILENO, current, strlen(current));
  ignored = write(STDERR_FILENO, text, sizeof text - 1);
  (void)ignored;
  _exit(1);
}

static void fail_setup(const char *what, const char *name) {
  fprintf(stderr, "%s: %s\n", name, what);
  exit(1);
}

static uint8_t *read_all(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return NULL;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  uint8_t *bytes = malloc((size_t)size + 1);
  if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size) fail_setup("cannot be read", path);
  bytes[size] = 0;
  fclose(file);
  *count = (size_t)size;
  return bytes;
}

static void read_first_line(test_case *c) {
  char name[64] = "", rest[128] = "";
  c->script = -1;
  c->status = -1;
  c->source = c->bytes;
  c->source_count = c->count;
  if (sscanf((char *)c->bytes, "-- expects: %63[A-Z_]%127[^\n]", name, rest) < 1)
    fail_setup("has no `-- expects:` line", c->name);
  for (int i = 0; i < STATUSES; i++) {
    if (strcmp(name, status_names[i]) == 0) c->status = i;
  }
  if (c->status < 0) fail_setup("expects a status that does not exist", c->name);
  const char *at = strstr(rest, "line ");
  c->has_line = at != NULL;
  if (at != NULL) c->line = (uint32_t)strtoul(at + 5, NULL, 10);
  if ((at = strstr(rest, "(script ")) != NULL) c->script = strtol(at + 8, NULL, 10);
  if (strstr(rest, "(below)") != NULL) {
    c->source = memchr(c->bytes, '\n', c->count);
    c->source++;
    c->source_count = c->count - (size_t)(c->source - c->bytes);
  }
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const test_case *)a)->name, ((const test_case *)b)->name);
}

static void read_cases(const char *folder) {
  DIR *directory = opendir(folder);
  if (directory == NULL) fail_setup("no such folder", folder);
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    size_t length = strlen(entry->d_name);
    if (length < 5 || strcmp(entry->d_name + length - 4, ".lua") != 0) continue;
    if (case_count == MOST_CASES) fail_setup("too many cases", folder);
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    test_case *c = &cases[case_count++];
    c->name = strdup(entry->d_name);
    c->bytes = read_all(path, &c->count);
    if (c->bytes == NULL) fail_setup("cannot be read", path);
    read_first_line(c);
  }
  closedir(directory);
  qsort(cases, case_count, sizeof *cases, by_name);
}

static void run_case(const test_case *c, plb_result *result) {
  if (c->script < 0) plb_load(NULL, c->name, c->source, c->source_count, result);
  else plb_run(NULL, c->name, c->source, c->source_count, (uint32_t)c->script, request, REQUEST_COUNT, result);
}

/* Like run_case, but a script comes from a file that was loaded once and called before. */
static void run_case_again(const test_case *c, plb_result *result) {
  if (c->script < 0) {
    run_case(c, result);
    return;
  }
  plb_file *file = plb_file_new(NULL, c->name, c->source, c->source_count);
  plb_file_run(file, (uint32_t)c->script, request, REQUEST_COUNT, result);
  plb_result_free(result);
  plb_file_run(file, (uint32_t)c->script, request, REQUEST_COUNT, result);
  plb_file_free(file);
}

static bool same_result(const plb_result *a, const plb_result *b) {
  return a->status == b->status && a->line == b->line && strcmp(a->message, b->message) == 0 &&
         a->count == b->count && (a->count == 0 || memcmp(a->bytes, b->bytes, a->count) == 0) &&
         a->fuel_spent == b->fuel_spent && a->memory_peak == b->memory_peak;
}

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

#include "fuzzer.h"

static void load_benign(plb_result *result) {
  static const char source[] =
    "local high = any { fear.tsk_17 :above(37), pain.intensity :at_least(7.5) }\n"
    "rule \"benign\" { when = all { high, goal.primary :is \"function\" }, rank = 1, tags = { \"a\", \"b\" } }\n";
  plb_load(NULL, "benign.lua", (const uint8_t *)source, sizeof source - 1, result);
}

/* A case reads this name after a limit was struck: it must not get there. */
static bool went_on(const plb_result *result) {
  static const char name[] = "went_on";
  for (size_t i = 0; i + sizeof name - 1 <= result->count; i++) {
    if (memcmp(result->bytes + i, name, sizeof name - 1) == 0) return true;
  }
  return false;
}

/* Twice, with a benign load after each: neither run may leave anything behind. */
static bool check_case(const test_case *c, const plb_result *benign, plb_result *result, double *ms) {
  bool fine = true;
  plb_result again, other;
  current = c->name;
  watch(20);
  double start = now_ms();
  run_case(c, result);
  *ms = now_ms() - start;
  load_benign(&other);
  if (!same_result(&other, benign)) fine = false, printf("%s: the load after it is not what it was\n", c->name);
  plb_result_free(&other);
  run_case_again(c, &again);
  load_benign(&other);
  watch(0);
  if (!same_result(&other, benign)) fine = false, printf("%s: the load after it is not what it was\n", c->name);
  if (!same_result(&again, result)) {
    fine = false;
    printf("%s: two runs differ: fuel %llu and %llu, memory %llu and %llu\n", c->name,
           (unsigned long long)result->fuel_spent, (unsigned long long)again.fuel_spent,
           (unsigned long long)result->memory_peak, (unsigned long long)again.memory_peak);
  }
  plb_result_free(&other);
  plb_result_free(&again);
  if (went_on(result)) fine = false, printf("%s: went on after its end\n", c->name);
  if (result->status != (plb_status)c->status || (c->has_line && result->line != c->line)) {
    fine = false;
    printf("%s: expects %s line %u, was %s line %u: %s\n", c->name, status_names[c->status], c->line,
           status_names[result->status], result->line, result->message);
  }
  return fine;
}

/* The row of expected.tsv for this case, or NULL. */
static const char *find_row(const char *table, const char *name, size_t *count) {
  size_t length = strlen(name);
  for (const char *row = table; row != NULL && *row != '\0';) {
    const char *end = strchr(row, '\n');
    *count = end == NULL ? strlen(row) : (size_t)(end - row);
    if (strncmp(row, name, length) == 0 && row[length] == '\t') return row;
    row = end == NULL ? NULL : end + 1;
  }
  return NULL;
}

static int run_corpus(const char *folder, bool record, bool times) {
  char path[4096];
  snprintf(path, sizeof path, "%s/expected.tsv", folder);
  size_t table_count = 0, passed = 0, failed = 0;
  char *table = (char *)read_all(path, &table_count);
  FILE *out = record ? fopen(path, "wb") : NULL;
  if (record && out == NULL) fail_setup("cannot be written", path);
  if (record) fputs("file\tstatus\tline\tfuel_spent\tmemory_peak\tmessage\n", out);
  plb_result benign;
  load_benign(&benign);
  if (benign.status != PLB_OK) fail_setup("does not load", "the benign file");
  for (size_t i = 0; i < case_count; i++) {
    plb_result result;
    double ms = 0;
    bool fine = check_case(&cases[i], &benign, &result, &ms);
    char row[1024];
    int count = snprintf(row, sizeof row, "%s\t%d\t%u\t%llu\t%llu\t%s", cases[i].name, (int)result.status, result.line,
                         (unsigned long long)result.fuel_spent, (unsigned long long)result.memory_peak, result.message);
    size_t known_count = 0;
    const char *known = find_row(table, cases[i].name, &known_count);
    if (record) fprintf(out, "%s\n", row);
    else if (known == NULL || known_count != (size_t)count || memcmp(known, row, known_count) != 0) {
      fine = false;
      printf("%s: differs from expected.tsv\n  expected %.*s\n  was      %s\n", cases[i].name, (int)known_count,
             known == NULL ? "" : known, row);
    }
    if (times) printf("%9.2f ms  %-20s %s\n", ms, status_names[result.status], cases[i].name);
    plb_result_free(&result);
    if (fine) passed++;
    else failed++;
  }
  plb_result_free(&benign);
  if (out != NULL) fclose(out);
  free(table);
  printf("%zu passed, %zu failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

static int run_loads(size_t count) {
  for (size_t i = 0; i < count; i++) {
    plb_result result;
    run_case(&cases[i % case_count], &result);
    plb_result_free(&result);
  }
  printf("%zu loads\n", count);
  return 0;
}

int main(int count, char **arguments) {
  bool record = false, times = false, fuzz = false;
  unsigned long long seed = 0;
  size_t programs = 0, loads = 0;
  const char *folder = NULL;
  for (int i = 1; i < count; i++) {
    if (strcmp(arguments[i], "--record") == 0) record = true;
    else if (strcmp(arguments[i], "--times") == 0) times = true;
    else if (strcmp(arguments[i], "--load") == 0 && i + 1 < count) loads = strtoul(arguments[++i], NULL, 10);
    else if (strcmp(arguments[i], "--fuzz") == 0 && i + 2 < count) {
      fuzz = true;
      seed = strtoull(arguments[++i], NULL, 10);
      programs = strtoul(arguments[++i], NULL, 10);
    } else folder = arguments[i];
  }
  if (folder == NULL) fail_setup("give it the folder of the corpus", "harness");
  signal(SIGPROF, on_watch);
  read_cases(folder);
  int code = fuzz ? run_fuzzer(seed, programs) : loads > 0 ? run_loads(loads) : run_corpus(folder, record, times);
  for (size_t i = 0; i < case_count; i++) {
    free(cases[i].name);
    free(cases[i].bytes);
  }
  return code;
}
