/*
 * A patient's facts, as a script sees them: a value that can only be read by path.
 *
 * The whole request is checked before the script runs. Reading an undeclared fact and reading an absent
 * one both end the run for good: a script that caught either would return an answer that rests on less than
 * it claims.
 */
#include "sandbox_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- The request ---- */

typedef struct cursor {
  const uint8_t *p;
  size_t left;
} cursor;

static const uint8_t *take(cursor *c, size_t count) {
  if (count > c->left) return NULL;
  const uint8_t *start = c->p;
  c->p += count;
  c->left -= count;
  return start;
}

static uint64_t load(const uint8_t *bytes, size_t width) {
  uint64_t value = 0;
  for (size_t i = 0; i < width; i++) value |= (uint64_t)bytes[i] << (8 * i);
  return value;
}

static bool take_u32(cursor *c, uint32_t *value) {
  const uint8_t *bytes = take(c, 4);
  if (bytes != NULL) *value = (uint32_t)load(bytes, 4);
  return bytes != NULL;
}

static double load_float(const uint8_t *bytes) {
  uint64_t bits = load(bytes, 8);
  double value = 0;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static bool take_value(plb_context *context, cursor *c, uint8_t tag) {
  const uint8_t *bytes = NULL;
  uint32_t count = 0;
  switch (tag) {
    case 'T':
    case 'F':
    case 'A': return true;
    case 'i': return take(c, 8) != NULL;
    case 'd': return (bytes = take(c, 8)) != NULL && isfinite(load_float(bytes));
    case 's':
      if (!take_u32(c, &count) || count > context->limits.string) return false;
      bytes = take(c, count);
      return bytes != NULL && plb_check_text(bytes, count, NULL) == TEXT_OK;
    default: return false;
  }
}

/* Words with dots between them. */
static bool is_path(const uint8_t *path, size_t count) {
  size_t start = 0;
  for (size_t i = 0; i <= count; i++) {
    if (i < count && path[i] != '.') continue;
    if (!plb_is_name((const char *)path + start, i - start)) return false;
    start = i + 1;
  }
  return true;
}

static int compare_paths(const uint8_t *a, size_t a_count, const uint8_t *b, size_t b_count) {
  int order = memcmp(a, b, a_count < b_count ? a_count : b_count);
  return order != 0 ? order : (a_count > b_count) - (a_count < b_count);
}

static int compare_facts(const void *left, const void *right) {
  const plb_fact *a = left, *b = right;
  return compare_paths(a->path, a->path_count, b->path, b->path_count);
}

void plb_take_facts(plb_context *context, const uint8_t *facts, size_t count) {
  context->facts_bytes = facts;
  context->facts_bytes_count = facts != NULL ? count : 0;
}

bool plb_read_facts(plb_context *context) {
  cursor c = {context->facts_bytes, context->facts_bytes_count};
  uint32_t count = 0;
  if (!take_u32(&c, &count) || count > c.left / 6) return false; /* the least that a fact takes: "x" and a tag */
  if (count > 0) {
    context->facts = plb_allocate_own(context, NULL, 0, count * sizeof *context->facts);
    if (context->facts == NULL) return false;
    context->facts_count = count;
  }
  for (uint32_t i = 0; i < count; i++) {
    plb_fact *fact = &context->facts[i];
    const uint8_t *tag = NULL;
    if (!take_u32(&c, &fact->path_count) || (fact->path = take(&c, fact->path_count)) == NULL) return false;
    if (!is_path(fact->path, fact->path_count) || (tag = take(&c, 1)) == NULL) return false;
    fact->tag = *tag;
    fact->value = c.p;
    if (!take_value(context, &c, fact->tag)) return false;
  }
  if (c.left != 0) return false;
  if (count > 1) qsort(context->facts, count, sizeof *context->facts, compare_facts);
  for (uint32_t i = 1; i < count; i++) {
    if (compare_facts(&context->facts[i - 1], &context->facts[i]) == 0) return false;
  }
  return true;
}

/* ---- Reading ---- */

/* The first fact whose path is not before this one. */
static size_t lower_bound(const plb_context *context, const uint8_t *path, size_t count) {
  size_t low = 0, high = context->facts_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const plb_fact *fact = &context->facts[middle];
    if (compare_paths(fact->path, fact->path_count, path, count) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static int push_value(lua_State *L, const plb_fact *fact) {
  plb_context *context = plb_context_of(L);
  switch (fact->tag) {
    case 'i': lua_pushinteger(L, (lua_Integer)load(fact->value, 8)); return 1;
    case 'd': lua_pushnumber(L, load_float(fact->value)); return 1;
    case 's': lua_pushlstring(L, (const char *)fact->value + 4, (size_t)load(fact->value, 4)); return 1;
    case 'A':
      plb_strike(context, PLB_UNKNOWN, plb_line(context), NULL);
      plb_raise_struck(L);
    default: lua_pushboolean(L, fact->tag == 'T'); return 1;
  }
}

/* A path that no fact of the request has. It is not named: a script could have built it from a patient's value. */
static int refuse_undeclared(lua_State *L) {
  plb_context *context = plb_context_of(L);
  plb_strike(context, PLB_ERROR, plb_line(context), "reads a fact that is not in its `reads`");
  return plb_raise_struck(L);
}

static void push_group(lua_State *L, const char *path, size_t count) {
  lua_pushlstring(L, path, count);
  plb_new_thing(L, KIND_FACTS, 1);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, UV_PATH);
  lua_remove(L, -2);
}

static int facts_index(lua_State *L) {
  plb_context *context = plb_context_of(L);
  size_t group_count = 0, count = 0;
  lua_getiuservalue(L, 1, UV_PATH);
  const char *group = lua_tolstring(L, -1, &group_count);
  if (lua_type(L, 2) != LUA_TSTRING) return refuse_undeclared(L);
  const char *key = lua_tolstring(L, 2, &count);
  size_t dot = group_count > 0 ? 1 : 0, total = group_count + dot + count;
  if (total + 1 > context->limits.string) plb_stop(L, PLB_LIMIT_STRING);
  plb_charge(L, 4 + total / 16);
  char *path = context->scratch;
  memcpy(path, group, group_count);
  if (dot > 0) path[group_count] = '.';
  memcpy(path + group_count + dot, key, count);
  size_t found = lower_bound(context, (const uint8_t *)path, total);
  const plb_fact *fact = found < context->facts_count ? &context->facts[found] : NULL;
  if (fact != NULL && compare_paths(fact->path, fact->path_count, (const uint8_t *)path, total) == 0)
    return push_value(L, fact);
  path[total] = '.'; /* is it the beginning of a path? */
  found = lower_bound(context, (const uint8_t *)path, total + 1);
  fact = found < context->facts_count ? &context->facts[found] : NULL;
  if (fact == NULL || fact->path_count <= total + 1 || memcmp(fact->path, path, total + 1) != 0)
    return refuse_undeclared(L);
  push_group(L, path, total);
  return 1;
}

static int facts_newindex(lua_State *L) { return plb_error(L, "facts cannot be changed"); }

void plb_build_facts(lua_State *L) {
  static const luaL_Reg methods[] = {{"__index", facts_index}, {"__newindex", facts_newindex}, {NULL, NULL}};
  plb_build_metatable(L, KIND_FACTS, methods, "facts");
}

void plb_push_facts(lua_State *L) { push_group(L, "", 0); }
