/*
 * The entry points: one context, one protected call, one result.
 *
 * Everything that can raise happens below a lua_pcall: building the environment inside `build`; parsing,
 * running and writing the document inside `load`; a script inside `call`. Outside there is only arithmetic
 * and free.
 */
#include "sandbox_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  DEEPEST = 160, /* an absolute cap: the walks recurse in C, and a thread may have only half a megabyte */
  LONGEST = 1 << 20,
};

plb_limits plb_default_limits(void) {
  return (plb_limits){
    .fuel = 5000000, .memory = 16u << 20, .source = 256u << 10, .string = 4096, .block = 1u << 20,
    .depth = 32, .width = 4096, .output = 4u << 20, .deadline = 60000};
}

plb_limits plb_script_limits(void) {
  plb_limits limits = plb_default_limits();
  limits.fuel = 200000;
  return limits;
}

const char *plb_lua_version(void) { return LUA_RELEASE; }

/* Unreachable: every call that can raise is protected. If it is reached after all, stopping is right. */
static int on_panic(lua_State *L) {
  (void)L;
  static const char message[] = "plumbline: unprotected error in the Lua sandbox\n";
  ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
  (void)ignored;
  abort();
}

/* Returns the environment. Depends on the limits, and on nothing else from the caller. */
static int build(lua_State *L) {
  plb_context *context = plb_context_of(L);
  context->scratch = plb_allocate(context, NULL, 0, context->limits.string);
  if (context->scratch == NULL) return plb_raise_struck(L);
  plb_push_environment(L);
  return 1;
}

/* Takes the environment; returns the table of the file's functions, or nil if none is wanted. */
static int load(lua_State *L) {
  plb_context *context = plb_context_of(L);
  context->phase = PHASE_LOADING;
  plb_load_source(L);
  lua_pushvalue(L, 1);
  lua_setupvalue(L, -2, 1);

  plb_forget_parser(context);
  context->phase = PHASE_RUNNING;
  plb_watch(context);
  lua_call(L, 0, 0);

  context->phase = PHASE_WRITING;
  plb_find_roots(L);
  plb_write_document(L);
  return 1;
}

/* Takes the table of functions. */
static int call(lua_State *L) {
  plb_context *context = plb_context_of(L);
  lua_rawgeti(L, 1, (lua_Integer)context->script + 1);
  if (lua_type(L, -1) != LUA_TFUNCTION) {
    plb_strike(context, PLB_BAD_REQUEST, 0, "there is no script with this number");
    plb_raise_struck(L);
  }
  if (!plb_read_facts(context)) {
    plb_strike(context, PLB_BAD_REQUEST, 0, "the facts are malformed");
    plb_raise_struck(L);
  }
  context->fuel_before = context->fuel_granted - context->fuel_left;
  context->fuel_granted = context->fuel_left = context->limits.fuel;
  context->phase = PHASE_CALLING;
  plb_push_facts(L);
  plb_watch(context);
  lua_call(L, 1, 1);
  plb_write_answer(L);
  return 0;
}

/* ---- One context, from nothing to nothing ---- */

static void use_limits(plb_context *context, const plb_limits *given, plb_limits otherwise) {
  context->limits = given != NULL ? *given : otherwise;
  if (context->limits.depth > DEEPEST) context->limits.depth = DEEPEST;
  if (context->limits.string > LONGEST) context->limits.string = LONGEST;
  /* A script's own fuel is granted when it is called; the load before it has the load's. */
  context->fuel_granted = context->wants_script ? plb_default_limits().fuel : context->limits.fuel;
  context->fuel_left = context->fuel_granted;
  context->price = context->step_price = 1;
}

static void use_source(plb_context *context, const char *name, const uint8_t *source, size_t count) {
  if (name == NULL) name = "?";
  size_t length = strlen(name);
  if (length >= sizeof context->name) length = sizeof context->name - 1; /* as Lua cuts it */
  memcpy(context->name, name, length);
  context->source = source != NULL ? (const char *)source : "";
  context->source_count = source != NULL ? count : 0;
}

static int build_protected(plb_context *context) {
  lua_State *L = lua_newstate(plb_allocate, context);
  if (L == NULL) {
    plb_strike(context, PLB_NO_MEMORY, 0, NULL);
    return LUA_ERRMEM;
  }
  *(plb_context **)lua_getextraspace(L) = context;
  lua_atpanic(L, on_panic);
  lua_setwarnf(L, NULL, NULL);
  lua_gc(L, LUA_GCSTOP); /* a run is short, and nothing a script does may start a collection */
  context->L = L;
  lua_pushcfunction(L, plb_on_error); /* light: neither needs memory */
  lua_pushcfunction(L, build);
  return lua_pcall(L, 0, 1, 1);
}

static int protect(plb_context *context, lua_CFunction step, int results) {
  lua_pushcfunction(context->L, step);
  lua_insert(context->L, -2);
  return lua_pcall(context->L, 1, results, 1);
}

int plb_load_protected(plb_context *context) {
  if (!plb_check_source(context)) return LUA_OK; /* struck */
  if (!plb_use_prepared(context)) {
    int status = build_protected(context);
    if (status != LUA_OK) return status;
    plb_keep_prepared(context);
  }
  return protect(context, load, 1);
}

int plb_call_protected(plb_context *context) { return protect(context, call, 0); }

/* What is known about a failed run: no roots, but the names that it read, which may explain the failure. */
static void keep_names(plb_context *context) {
  plb_status status = context->struck;
  context->struck = PLB_OK;
  if (!plb_write_empty(context) || !plb_write_names(context)) plb_output_reset(context);
  context->struck = status;
}

static void release(plb_context *context, void *block, size_t size) {
  if (block != NULL) plb_arena_free(&context->arena, block, size);
}

void plb_finish(plb_context *context, int status, plb_result *result) {
  plb_classify(context, status, result);
  result->fuel_spent = plb_fuel_spent(context);
  result->memory_peak = context->peak;
  if (result->status != PLB_OK) {
    plb_output_reset(context);
    if (context->phase >= PHASE_RUNNING && !context->wants_script) keep_names(context);
  }
  if (context->output_count > 0) {
    uint8_t *fitted = realloc(context->output, context->output_count); /* the caller may hold it for long */
    result->bytes = fitted != NULL ? fitted : context->output;
    result->count = context->output_count;
    context->output = NULL;
  }
  lua_State *L = context->L;
  context->L = NULL; /* a state that is being closed has no line, and nothing is charged */
  context->phase = PHASE_BUILDING;
  /* Closing a state frees its objects one by one, and does nothing else: there are no finalisers. */
  if (!plb_arena_holds_all(&context->arena)) {
    if (L != NULL) lua_close(L);
    release(context, context->scratch, context->limits.string);
    release(context, context->names, context->names_capacity * sizeof *context->names);
    release(context, context->keys, context->keys_capacity * sizeof *context->keys);
    release(context, context->marks, context->marks_capacity * sizeof *context->marks);
    release(context, context->facts, context->facts_count * sizeof *context->facts);
  }
  free(context->output);
  context->output = NULL;
}

void plb_load(const plb_limits *limits, const char *name, const uint8_t *source, size_t count, plb_result *result) {
  memset(result, 0, sizeof *result);
  plb_context context = {0};
  use_limits(&context, limits, plb_default_limits());
  use_source(&context, name, source, count);
  plb_start_clock(&context);
  plb_arena_open(&context.arena);
  plb_finish(&context, plb_load_protected(&context), result);
  plb_arena_close(&context.arena);
}

void plb_prepare_context(plb_context *context, const plb_limits *limits, const char *name, const uint8_t *source, size_t count,
                      uint32_t script) {
  *context = (plb_context){.wants_script = true, .script = script};
  use_limits(context, limits, plb_script_limits());
  use_source(context, name, source, count);
}

void plb_run(const plb_limits *limits, const char *name, const uint8_t *source, size_t count, uint32_t script,
             const uint8_t *facts, size_t facts_count, plb_result *result) {
  memset(result, 0, sizeof *result);
  plb_context context;
  plb_prepare_context(&context, limits, name, source, count, script);
  plb_take_facts(&context, facts, facts_count);
  plb_start_clock(&context);
  plb_arena_open(&context.arena);
  int status = plb_load_protected(&context);
  if (status == LUA_OK && context.struck == PLB_OK) status = plb_call_protected(&context);
  plb_finish(&context, status, result);
  plb_arena_close(&context.arena);
}

void plb_result_free(plb_result *result) {
  free(result->bytes);
  result->bytes = NULL;
  result->count = 0;
}
