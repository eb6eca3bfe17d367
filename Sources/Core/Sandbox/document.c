/*
 * The document: what a run declared, as bytes. The format is in plumbline_sandbox.h.
 *
 * Everything that is written has been checked: strings are valid, numbers are finite, keys are in order. A
 * table that several nodes share is written for each of them, so the caps on depth, width and output, and
 * the fuel, bound the walk.
 */
#include "sandbox_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char scripts_key; /* of plb_run: the table of the functions that were found */

/* ---- Bytes ---- */

/* Not charged to the memory budget: it is the caller's, and has its own cap. */
static bool grow(plb_context *context, size_t count) {
  /* A document is about as long as its source: most never have to move. */
  size_t capacity = context->output_capacity;
  if (capacity == 0) capacity = 512 + context->source_count + context->source_count / 4;
  while (capacity < context->output_count + count) capacity *= 2;
  uint8_t *grown = realloc(context->output, capacity);
  if (grown == NULL) {
    plb_strike(context, PLB_NO_MEMORY, 0, NULL);
    return false;
  }
  context->output = grown;
  context->output_capacity = capacity;
  return true;
}

/* Reserves space for `count` bytes, which count as written; NULL: struck. */
static inline uint8_t *extend(plb_context *context, size_t count) {
  if (count > context->limits.output || context->output_count > context->limits.output - count) {
    plb_strike(context, PLB_LIMIT_OUTPUT, plb_line(context), NULL);
    return NULL;
  }
  if (context->output_count + count > context->output_capacity && !grow(context, count)) return NULL;
  uint8_t *start = context->output + context->output_count;
  context->output_count += count;
  return start;
}

static bool append(plb_context *context, const void *bytes, size_t count) {
  if (count == 0) return true;
  uint8_t *out = extend(context, count);
  if (out != NULL) memcpy(out, bytes, count);
  return out != NULL;
}

static inline void store(uint8_t *out, uint64_t value, size_t width) {
  for (size_t i = 0; i < width; i++) out[i] = (uint8_t)(value >> (8 * i));
}

static bool append_u32(plb_context *context, uint32_t value) {
  uint8_t *out = extend(context, 4);
  if (out != NULL) store(out, value, 4);
  return out != NULL;
}

void plb_output_reset(plb_context *context) { context->output_count = 0; }

static void put(lua_State *L, const void *bytes, size_t count) {
  plb_charge(L, 1 + count / 32);
  if (!append(plb_context_of(L), bytes, count)) plb_raise_struck(L);
}

/* A few bytes cost one unit. */
static inline uint8_t *put_few(lua_State *L, size_t count) {
  plb_context *context = plb_context_of(L);
  uint8_t *out = plb_spend(context, 1) ? extend(context, count) : NULL;
  if (out == NULL) plb_raise_struck(L);
  return out;
}

static inline void put_tag(lua_State *L, char tag) { *put_few(L, 1) = (uint8_t)tag; }
static inline void put_number(lua_State *L, uint64_t value, size_t width) { store(put_few(L, width), value, width); }

/* ---- Refusals ---- */

static void refuse(lua_State *L, uint32_t line, const char *what) {
  plb_strike(plb_context_of(L), PLB_BAD_RESULT, line, "%s", what);
  plb_raise_struck(L);
}

static void refuse_limit(lua_State *L, plb_status status, uint32_t line) {
  plb_strike(plb_context_of(L), status, line, NULL);
  plb_raise_struck(L);
}

/* ---- Values ---- */

static void put_string(lua_State *L, const char *bytes, size_t count, uint32_t line, const char *what) {
  plb_charge(L, count / 32);
  plb_text fault = plb_check_text((const uint8_t *)bytes, count, NULL);
  if (fault != TEXT_OK) {
    plb_strike(plb_context_of(L), PLB_BAD_RESULT, line, "%s %s", what, plb_text_fault(fault));
    plb_raise_struck(L);
  }
  put_number(L, count, 4);
  put(L, bytes, count);
}

static void put_float(lua_State *L, double value, uint32_t line) {
  if (!isfinite(value)) refuse(L, line, "a number that is infinite or not a number");
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof bits);
  put_tag(L, 'd');
  put_number(L, bits, 8);
}

static void put_value(lua_State *L, uint32_t depth, uint32_t line);

/* A list has the keys 1 to n and no other; they are sorted, so checking both ends is enough. */
static char shape(const plb_key *keys, size_t count, size_t integers) {
  if (count == 0) return 'L';
  if (integers == 0) return 'M';
  return keys[0].integer == 1 && keys[count - 1].integer == (lua_Integer)count ? 'L' : 'K';
}

static void put_table(lua_State *L, uint32_t depth, uint32_t line) {
  plb_context *context = plb_context_of(L);
  int index = lua_gettop(L);
  size_t integers = 0, count = plb_collect_keys(L, index, context->limits.width, &integers);
  if (count == SIZE_MAX) refuse(L, line, "a table's keys may only be strings and whole numbers");
  if (integers != 0 && integers != count)
    refuse(L, line, "a table mixes list entries with named fields; put one of them in a table of its own");
  char tag = shape(context->keys + context->keys_count - count, count, integers);
  put_tag(L, tag);
  put_number(L, count, 4);
  for (size_t i = 0; i < count; i++) {
    plb_key key = context->keys[context->keys_count - count + i];
    if (tag == 'K') put_number(L, (uint64_t)key.integer, 8);
    if (tag == 'M') put_string(L, key.bytes, key.count, line, "the name of a field");
    plb_push_value(L, index, &key);
    put_value(L, depth + 1, line);
    lua_pop(L, 1);
  }
  plb_release_keys(context, count);
}

static void put_node(lua_State *L, uint32_t depth) {
  int index = lua_gettop(L);
  plb_thing *node = plb_thing_at(L, index);
  plb_context_of(L)->node_line = node->line;
  put_tag(L, 'N');
  put_number(L, node->line, 4);
  lua_getiuservalue(L, index, UV_CALLEE);
  put_value(L, depth + 1, node->line);
  lua_pop(L, 1);
  put_number(L, node->count, 4);
  for (uint32_t i = 0; i < node->count; i++) {
    lua_getiuservalue(L, index, UV_ARGUMENTS + (int)i);
    put_value(L, depth + 1, node->line);
    lua_pop(L, 1);
  }
}

static void put_thing(lua_State *L, uint32_t depth, uint32_t line) {
  plb_thing *thing = plb_thing_at(L, -1);
  if (thing->kind == KIND_NODE) {
    put_node(L, depth);
  } else if (thing->kind == KIND_REFERENCE) {
    size_t count = 0;
    lua_getiuservalue(L, -1, UV_PATH);
    const char *path = lua_tolstring(L, -1, &count);
    put_tag(L, 'R');
    put_number(L, thing->line, 4);
    put_string(L, path, count, line, "a name");
    lua_pop(L, 1);
  } else {
    refuse(L, line, "a library is not data");
  }
}

static void put_function(lua_State *L, uint32_t line) {
  plb_context *context = plb_context_of(L);
  if (lua_iscfunction(L, -1)) refuse(L, line, "a library function is not data; write function ... end around it");
  if (context->wants_script) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &scripts_key);
    lua_pushvalue(L, -2);
    lua_rawseti(L, -2, (lua_Integer)context->functions + 1);
    lua_pop(L, 1);
  }
  put_tag(L, 'X');
  put_number(L, context->functions++, 4);
}

/* The value on top of the stack. */
static void put_value(lua_State *L, uint32_t depth, uint32_t line) {
  plb_context *context = plb_context_of(L);
  int type = lua_type(L, -1);
  if (type == LUA_TTABLE || type == LUA_TUSERDATA) {
    /* a reference adds no depth: only what can hold other values counts */
    bool holds = type == LUA_TTABLE || ((plb_thing *)lua_touserdata(L, -1))->kind == KIND_NODE;
    if (holds && depth > context->limits.depth) refuse_limit(L, PLB_LIMIT_DEPTH, line);
    if (!lua_checkstack(L, 12)) refuse_limit(L, PLB_LIMIT_DEPTH, line);
  }
  size_t count = 0;
  const char *bytes = NULL;
  switch (type) {
    case LUA_TBOOLEAN: put_tag(L, lua_toboolean(L, -1) ? 'T' : 'F'); return;
    case LUA_TNUMBER:
      if (!lua_isinteger(L, -1)) {
        put_float(L, lua_tonumber(L, -1), line);
        return;
      }
      put_tag(L, 'i');
      put_number(L, (uint64_t)lua_tointeger(L, -1), 8);
      return;
    case LUA_TSTRING:
      bytes = lua_tolstring(L, -1, &count);
      put_tag(L, 's');
      put_string(L, bytes, count, line, "a string");
      return;
    case LUA_TTABLE: put_table(L, depth, line); return;
    case LUA_TUSERDATA: put_thing(L, depth, line); return;
    case LUA_TFUNCTION: put_function(L, line); return;
    case LUA_TNIL: refuse(L, line, "an argument is nil; check that its name is in its table"); return;
    default: refuse(L, line, "a value of a kind that is not data"); return;
  }
}

/* ---- The whole ---- */

static int compare_names(const void *left, const void *right) {
  const plb_name *a = left, *b = right;
  uint32_t least = a->count < b->count ? a->count : b->count;
  int order = memcmp(a->bytes, b->bytes, least);
  return order != 0 ? order : (a->count > b->count) - (a->count < b->count);
}

bool plb_write_names(plb_context *context) {
  if (context->names_count > 1) qsort(context->names, context->names_count, sizeof *context->names, compare_names);
  bool fine = append_u32(context, (uint32_t)context->names_count);
  for (size_t i = 0; fine && i < context->names_count; i++) {
    const plb_name *name = &context->names[i];
    fine = append_u32(context, name->line) && append_u32(context, name->count) && append(context, name->bytes, name->count);
  }
  return fine;
}

bool plb_write_empty(plb_context *context) {
  plb_output_reset(context);
  return append(context, "PLB1", 4) && append_u32(context, 0);
}

void plb_write_document(lua_State *L) {
  plb_context *context = plb_context_of(L);
  uint32_t roots = 0;
  if (context->wants_script) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &scripts_key);
  }
  if (!plb_write_empty(context)) plb_raise_struck(L);
  bool any = plb_push_first_node(L);
  while (any && !lua_isnil(L, -1)) {
    plb_thing *node = plb_thing_at(L, -1);
    plb_charge(L, 1);
    if (!node->used) {
      roots++;
      put_value(L, 1, node->line);
    }
    lua_getiuservalue(L, -1, UV_NEXT);
    lua_remove(L, -2);
  }
  store(context->output + 4, roots, 4);
  for (size_t i = 0; i < context->names_count; i++) plb_charge_bytes(L, context->names[i].count);
  if (!plb_write_names(context)) plb_raise_struck(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &scripts_key);
}

void plb_write_answer(lua_State *L) {
  plb_output_reset(plb_context_of(L));
  put(L, "PLB1", 4);
  switch (lua_type(L, -1)) {
    case LUA_TNIL: put_tag(L, 'A'); return;
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING: put_value(L, 1, 0); return;
    default: refuse(L, 0, "a script must return true, false, a number, a string or nil");
  }
}
