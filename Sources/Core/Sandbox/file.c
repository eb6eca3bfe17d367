/*
 * A file whose scripts are called for many patients: it is read and run once, and each call begins in the state that this left.
 *
 * Nothing is carried over between two calls by design, and nothing can be by mistake: a call begins when every
 * byte of the state has been written back (prepared.c). Concurrent calls each get their own state; a fixed
 * number of states is kept.
 */
#include "sandbox_internal.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 16 };

typedef struct ready {
  plb_arena arena; /* where it must lie */
  plb_kept *kept;
} ready;

struct plb_file {
  plb_limits limits;
  char name[LUA_IDSIZE];
  _Atomic(ready *) places[PLACES];
  size_t count;
  uint8_t source[];
};

plb_file *plb_file_new(const plb_limits *limits, const char *name, const uint8_t *source, size_t count) {
  if (source == NULL) count = 0;
  plb_file *made = malloc(sizeof *made + count);
  if (made == NULL) return NULL;
  made->limits = limits != NULL ? *limits : plb_script_limits();
  strncpy(made->name, name != NULL ? name : "?", sizeof made->name - 1);
  made->name[sizeof made->name - 1] = '\0';
  for (int i = 0; i < PLACES; i++) atomic_init(&made->places[i], NULL);
  made->count = count;
  if (count > 0) memcpy(made->source, source, count);
  return made;
}

static void discard(ready *r) {
  plb_arena_close_own(&r->arena);
  free(r->kept);
  free(r);
}

static ready *take(plb_file *file) {
  for (int i = 0; i < PLACES; i++) {
    ready *r = atomic_exchange(&file->places[i], NULL);
    if (r != NULL) return r;
  }
  return NULL;
}

static void give_back(plb_file *file, ready *r) {
  for (int i = 0; i < PLACES; i++) {
    ready *none = NULL;
    if (atomic_compare_exchange_strong(&file->places[i], &none, r)) return;
  }
  discard(r);
}

/* Reads and runs the file, and keeps the resulting state. NULL: it failed, or is too large to keep. */
static ready *load(plb_context *context, int *status) {
  plb_arena_open_own(&context->arena);
  *status = plb_load_protected(context);
  if (*status != LUA_OK || context->struck != PLB_OK) return NULL;
  ready *r = malloc(sizeof *r);
  if (r == NULL) return NULL;
  *r = (ready){.arena = context->arena, .kept = plb_keep(context)};
  if (r->kept != NULL) return r;
  free(r);
  return NULL;
}

void plb_file_run(plb_file *file, uint32_t script, const uint8_t *facts, size_t facts_count, plb_result *result) {
  memset(result, 0, sizeof *result);
  plb_context context;
  plb_prepare_context(&context, &file->limits, file->name, file->source, file->count, script);
  plb_start_clock(&context);
  int status = LUA_OK;
  ready *r = take(file);
  if (r != NULL) {
    context.arena = r->arena;
    plb_restore(r->kept, &context);
  } else {
    r = load(&context, &status);
  }
  plb_take_facts(&context, facts, facts_count);
  if (status == LUA_OK && context.struck == PLB_OK) status = plb_call_protected(&context);
  plb_finish(&context, status, result);
  if (r != NULL) give_back(file, r);
  else plb_arena_close_own(&context.arena);
}

void plb_file_free(plb_file *file) {
  if (file == NULL) return;
  for (ready *r = take(file); r != NULL; r = take(file)) discard(r);
  free(file);
}
