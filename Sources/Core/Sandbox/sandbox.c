/*
 * The entry points: one room, one protected call, one result.
 *
 * Everything that can raise happens below a lua_pcall: building the environment inside `build`; parsing,
 * running and writing the document inside `load`; a script inside `call`. What is left outside is arithmetic
 * and free.
 */
#include "sandbox_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  DEEPEST = 160, /* whatever is asked for: the walks recurse in C, and a thread may have half a megabyte */
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

/* Gives the environment. Depends on the limits, and on nothing else that the caller gave. */
static int build(lua_State *L) {
  plb_room *room = plb_room_of(L);
  room->scratch = plb_allocate(room, NULL, 0, room->limits.string);
  if (room->scratch == NULL) return plb_raise_struck(L);
  plb_push_environment(L);
  return 1;
}

/* Takes the environment; gives the table of the file's functions, or nil where none is wanted. */
static int load(lua_State *L) {
  plb_room *room = plb_room_of(L);
  room->phase = PHASE_LOADING;
  plb_load_source(L);
  lua_pushvalue(L, 1);
  lua_setupvalue(L, -2, 1);

  plb_forget_parser(room);
  room->phase = PHASE_RUNNING;
  plb_watch(room);
  lua_call(L, 0, 0);

  room->phase = PHASE_WRITING;
  plb_find_roots(L);
  plb_write_document(L);
  return 1;
}

/* Takes the table of functions. */
static int call(lua_State *L) {
  plb_room *room = plb_room_of(L);
  lua_rawgeti(L, 1, (lua_Integer)room->script + 1);
  if (lua_type(L, -1) != LUA_TFUNCTION) {
    plb_strike(room, PLB_BAD_REQUEST, 0, "there is no script with this number");
    plb_raise_struck(L);
  }
  if (!plb_read_facts(room)) {
    plb_strike(room, PLB_BAD_REQUEST, 0, "the facts are malformed");
    plb_raise_struck(L);
  }
  room->fuel_before = room->fuel_granted - room->fuel_left;
  room->fuel_granted = room->fuel_left = room->limits.fuel;
  room->phase = PHASE_CALLING;
  plb_push_facts(L);
  plb_watch(room);
  lua_call(L, 1, 1);
  plb_write_answer(L);
  return 0;
}

/* ---- One room, from nothing to nothing ---- */

static void use_limits(plb_room *room, const plb_limits *given, plb_limits otherwise) {
  room->limits = given != NULL ? *given : otherwise;
  if (room->limits.depth > DEEPEST) room->limits.depth = DEEPEST;
  if (room->limits.string > LONGEST) room->limits.string = LONGEST;
  /* A script's own fuel is granted when it is called; the load before it has the load's. */
  room->fuel_granted = room->wants_script ? plb_default_limits().fuel : room->limits.fuel;
  room->fuel_left = room->fuel_granted;
  room->price = room->step_price = 1;
}

static void use_source(plb_room *room, const char *name, const uint8_t *source, size_t count) {
  if (name == NULL) name = "?";
  size_t length = strlen(name);
  if (length >= sizeof room->name) length = sizeof room->name - 1; /* as Lua cuts it */
  memcpy(room->name, name, length);
  room->source = source != NULL ? (const char *)source : "";
  room->source_count = source != NULL ? count : 0;
}

static int build_protected(plb_room *room) {
  lua_State *L = lua_newstate(plb_allocate, room);
  if (L == NULL) {
    plb_strike(room, PLB_NO_MEMORY, 0, NULL);
    return LUA_ERRMEM;
  }
  *(plb_room **)lua_getextraspace(L) = room;
  lua_atpanic(L, on_panic);
  lua_setwarnf(L, NULL, NULL);
  lua_gc(L, LUA_GCSTOP); /* a run is short, and nothing a script does may start a collection */
  room->L = L;
  lua_pushcfunction(L, plb_on_error); /* light: neither needs memory */
  lua_pushcfunction(L, build);
  return lua_pcall(L, 0, 1, 1);
}

static int protect(plb_room *room, lua_CFunction step, int results) {
  lua_pushcfunction(room->L, step);
  lua_insert(room->L, -2);
  return lua_pcall(room->L, 1, results, 1);
}

int plb_load_protected(plb_room *room) {
  if (!plb_check_source(room)) return LUA_OK; /* struck */
  if (!plb_use_prepared(room)) {
    int status = build_protected(room);
    if (status != LUA_OK) return status;
    plb_keep_prepared(room);
  }
  return protect(room, load, 1);
}

int plb_call_protected(plb_room *room) { return protect(room, call, 0); }

/* What is known of a run that failed: no roots, but the names it read, which may explain the failure. */
static void keep_names(plb_room *room) {
  plb_status status = room->struck;
  room->struck = PLB_OK;
  if (!plb_write_empty(room) || !plb_write_names(room)) plb_output_reset(room);
  room->struck = status;
}

static void release(plb_room *room, void *block, size_t size) {
  if (block != NULL) plb_arena_free(&room->arena, block, size);
}

void plb_finish(plb_room *room, int status, plb_result *result) {
  plb_classify(room, status, result);
  result->fuel_spent = plb_fuel_spent(room);
  result->memory_peak = room->peak;
  if (result->status != PLB_OK) {
    plb_output_reset(room);
    if (room->phase >= PHASE_RUNNING && !room->wants_script) keep_names(room);
  }
  if (room->output_count > 0) {
    uint8_t *fitted = realloc(room->output, room->output_count); /* the caller may hold it for long */
    result->bytes = fitted != NULL ? fitted : room->output;
    result->count = room->output_count;
    room->output = NULL;
  }
  lua_State *L = room->L;
  room->L = NULL; /* a state that is being closed has no line to ask for, and nothing is charged */
  room->phase = PHASE_BUILDING;
  /* Closing a state frees its objects one by one. Nothing else would happen: there are no finalisers. */
  if (!plb_arena_holds_all(&room->arena)) {
    if (L != NULL) lua_close(L);
    release(room, room->scratch, room->limits.string);
    release(room, room->names, room->names_capacity * sizeof *room->names);
    release(room, room->keys, room->keys_capacity * sizeof *room->keys);
    release(room, room->marks, room->marks_capacity * sizeof *room->marks);
    release(room, room->facts, room->facts_count * sizeof *room->facts);
  }
  free(room->output);
  room->output = NULL;
}

void plb_load(const plb_limits *limits, const char *name, const uint8_t *source, size_t count, plb_result *result) {
  memset(result, 0, sizeof *result);
  plb_room room = {0};
  use_limits(&room, limits, plb_default_limits());
  use_source(&room, name, source, count);
  plb_start_clock(&room);
  plb_arena_open(&room.arena);
  plb_finish(&room, plb_load_protected(&room), result);
  plb_arena_close(&room.arena);
}

void plb_prepare_room(plb_room *room, const plb_limits *limits, const char *name, const uint8_t *source, size_t count,
                      uint32_t script) {
  *room = (plb_room){.wants_script = true, .script = script};
  use_limits(room, limits, plb_script_limits());
  use_source(room, name, source, count);
}

void plb_run(const plb_limits *limits, const char *name, const uint8_t *source, size_t count, uint32_t script,
             const uint8_t *facts, size_t facts_count, plb_result *result) {
  memset(result, 0, sizeof *result);
  plb_room room;
  plb_prepare_room(&room, limits, name, source, count, script);
  plb_take_facts(&room, facts, facts_count);
  plb_start_clock(&room);
  plb_arena_open(&room.arena);
  int status = plb_load_protected(&room);
  if (status == LUA_OK && room.struck == PLB_OK) status = plb_call_protected(&room);
  plb_finish(&room, status, result);
  plb_arena_close(&room.arena);
}

void plb_result_free(plb_result *result) {
  free(result->bytes);
  result->bytes = NULL;
  result->count = 0;
}
