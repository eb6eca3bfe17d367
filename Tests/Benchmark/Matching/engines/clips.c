// clips FOLDER COUNT FACTS RULES: CLIPS as a program embeds it. A profile is one fact; it is asserted, the rules run, and it
// is retracted. FOLDER is what clips.py wrote, and is removed.
#include <clips/clips.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static long *found;
static long found_count;

static void matched(void *environment) { found[found_count++] = (long) EnvRtnLong(environment, 1); }

static int ascending(const void *a, const void *b) {
  long left = *(const long *) a, right = *(const long *) b;
  return (left > right) - (left < right);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

// The values are kept from garbage collection by a count, as CLIPS does for its own facts.
static struct field *read_profiles(void *environment, const char *path, long count, long facts) {
  struct field *values = calloc((size_t) (count * facts), sizeof *values);
  FILE *file = fopen(path, "r");
  char word[64];
  for (long index = 0; index < count * facts; index++) {
    char *end;
    if (file == NULL || fscanf(file, "%63s", word) != 1) exit(65);
    double number = strtod(word, &end);
    if (*end != 0) {
      values[index].type = SYMBOL;
      values[index].value = EnvAddSymbol(environment, word);
      IncrementSymbolCount(values[index].value);
    } else if (strchr(word, '.') != NULL) {
      values[index].type = FLOAT;
      values[index].value = EnvAddDouble(environment, number);
      IncrementFloatCount(values[index].value);
    } else {
      values[index].type = INTEGER;
      values[index].value = EnvAddLong(environment, (long long) number);
      IncrementIntegerCount(values[index].value);
    }
  }
  fclose(file);
  return values;
}

static void match(void *environment, void *template, const struct field *values, long facts) {
  found_count = 0;
  struct fact *fact = EnvCreateFact(environment, template);
  memcpy(fact->theProposition.theFields, values, (size_t) facts * sizeof *values);
  EnvAssert(environment, fact);
  EnvRun(environment, -1);
  EnvRetract(environment, fact);
}

int main(int argument_count, char **arguments) {
  if (argument_count != 5) return 64;
  const char *folder = arguments[1];
  long count = atol(arguments[2]), facts = atol(arguments[3]), rules = atol(arguments[4]);
  char path[4096], sum[65], command[32];
  found = calloc((size_t) rules, sizeof *found);

  void *environment = CreateEnvironment();
  EnvDefineFunction(environment, "matched", 'v', PTIEF matched, "matched");
  snprintf(path, sizeof path, "%s/rules.clp", folder);
  if (EnvLoad(environment, path) != 1) return 65;
  unlink(path);
  snprintf(path, sizeof path, "%s/profiles", folder);
  struct field *values = read_profiles(environment, path, count, facts);
  unlink(path);
  void *template = EnvFindDeftemplate(environment, "profile");
  EnvReset(environment);
  EnvRun(environment, -1);
  snprintf(path, sizeof path, "sha256sum >%s/sum", folder);

  setvbuf(stdout, NULL, _IOLBF, 0);
  puts("ready");
  while (fgets(command, sizeof command, stdin) != NULL) {
    if (strcmp(command, "run\n") == 0) {
      double start = now();
      long total = 0;
      for (long index = 0; index < count; index++) {
        match(environment, template, values + index * facts, facts);
        total += found_count;
      }
      printf("{\"seconds\":%.9f,\"matches\":%ld}\n", now() - start, total);
    } else if (strcmp(command, "check\n") == 0) {
      FILE *pipe = popen(path, "w");
      for (long index = 0; index < count; index++) {
        match(environment, template, values + index * facts, facts);
        qsort(found, (size_t) found_count, sizeof *found, ascending);
        fprintf(pipe, "%ld:", index);
        for (long each = 0; each < found_count; each++) fprintf(pipe, "%sR%05ld", each ? "," : "", found[each]);
        fputc('\n', pipe);
      }
      pclose(pipe);
      FILE *file = fopen(strchr(path, '>') + 1, "r");
      if (file == NULL || fscanf(file, "%64s", sum) != 1) return 74;
      fclose(file);
      unlink(strchr(path, '>') + 1);
      printf("{\"digest\":\"%s\"}\n", sum);
    }
  }
  rmdir(folder);
  return 0;
}
