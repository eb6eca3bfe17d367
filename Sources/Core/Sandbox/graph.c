/*
 * Which nodes are roots, and the order in which a table is walked.
 *
 * A node that another one holds, as callee or argument or deep inside a table, is part of it; the rest
 * are the roots. The same walk finds what contains itself: a ring of nodes would otherwise have no root, and
 * vanish silently.
 */
#include "sandbox_internal.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_KEYS = 16 };

/* ---- Keys in order ---- */

static int compare_keys(const void *left, const void *right) {
  const plb_key *a = left, *b = right;
  if (a->bytes == NULL || b->bytes == NULL) {
    if ((a->bytes == NULL) != (b->bytes == NULL)) return a->bytes == NULL ? -1 : 1;
    return (a->integer > b->integer) - (a->integer < b->integer);
  }
  int first = (uint8_t)a->bytes[0] - (uint8_t)b->bytes[0]; /* of an empty one, the NUL that Lua puts after it */
  if (first != 0) return first;
  size_t least = a->count < b->count ? a->count : b->count;
  int order = memcmp(a->bytes, b->bytes, least);
  return order != 0 ? order : (a->count > b->count) - (a->count < b->count);
}

/* Most tables have a few keys, or the keys of a list, in order: neither needs the general sort. */
static void sort_keys(plb_key *keys, size_t count) {
  size_t sorted = 1;
  while (sorted < count && compare_keys(&keys[sorted - 1], &keys[sorted]) < 0) sorted++;
  if (sorted >= count) return;
  if (count > FEW_KEYS) {
    qsort(keys, count, sizeof *keys, compare_keys);
    return;
  }
  for (size_t i = sorted; i < count; i++) {
    plb_key key = keys[i];
    size_t at = i;
    for (; at > 0 && compare_keys(&key, &keys[at - 1]) < 0; at--) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}

static void add_key(lua_State *L, plb_context *context, plb_key key) {
  if (context->keys_count == context->keys_capacity) {
    size_t capacity = context->keys_capacity == 0 ? 64 : context->keys_capacity * 2;
    plb_key *grown = plb_allocate_own(context, context->keys, context->keys_capacity * sizeof *grown, capacity * sizeof *grown);
    if (grown == NULL) plb_raise_struck(L);
    context->keys = grown;
    context->keys_capacity = capacity;
  }
  context->keys[context->keys_count++] = key;
}

/* Returns SIZE_MAX if a key is neither a string nor a whole number; the key stack is then unchanged. */
size_t plb_collect_keys(lua_State *L, int table, size_t most, size_t *integers) {
  plb_context *context = plb_context_of(L);
  size_t start = context->keys_count, whole = 0;
  bool odd = false;
  /* An emptied table still has its slots, and they are visited one by one. */
  plb_charge(L, 1 + (context->largest_vector + context->largest_hash * sizeof(plb_key)) / 256);
  table = lua_absindex(L, table);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    int type = lua_type(L, -1);
    lua_pop(L, 1);
    plb_charge_steps(L, 1);
    plb_key key = {NULL, 0, type == LUA_TTABLE || type == LUA_TUSERDATA, 0};
    size_t length = 0;
    if (lua_type(L, -1) == LUA_TSTRING) key.bytes = lua_tolstring(L, -1, &length);
    else if (lua_isinteger(L, -1)) key.integer = lua_tointeger(L, -1);
    else odd = true;
    key.count = (uint32_t)length; /* no string is longer than the limit on strings */
    whole += key.bytes == NULL;
    /* Lua returns the keys in its own order, so a refused key is charged like the others. */
    if (context->keys_count - start >= most) plb_stop(L, PLB_LIMIT_WIDTH);
    add_key(L, context, key);
  }
  if (odd) {
    context->keys_count = start;
    return SIZE_MAX;
  }
  size_t count = context->keys_count - start, levels = 0;
  for (size_t n = count; n > 1; n /= 2) levels++;
  plb_charge_steps(L, count * levels / 2);
  sort_keys(context->keys + start, count);
  if (integers != NULL) *integers = whole;
  return count;
}

void plb_release_keys(plb_context *context, size_t count) { context->keys_count -= count; }

void plb_push_value(lua_State *L, int table, const plb_key *key) {
  if (key->bytes == NULL) {
    lua_rawgeti(L, table, key->integer);
    return;
  }
  plb_push_key(L, key);
  lua_rawget(L, table);
}

void plb_push_key(lua_State *L, const plb_key *key) {
  if (key->bytes == NULL) lua_pushinteger(L, key->integer);
  else lua_pushlstring(L, key->bytes, key->count);
}

/* ---- Visited tables ---- */

static size_t slot_of(const plb_context *context, const void *table) {
  size_t mask = context->marks_capacity - 1;
  size_t slot = (size_t)(((uintptr_t)table >> 4) * 0x9E3779B97F4A7C15u >> 20) & mask;
  while (context->marks[slot].table != NULL && context->marks[slot].table != table) slot = (slot + 1) & mask;
  return slot;
}

/* Addresses only decide where a table's mark lies. */
static plb_mark *mark_of(lua_State *L, const void *table) {
  plb_context *context = plb_context_of(L);
  if (context->marks_count * 2 >= context->marks_capacity) {
    size_t old = context->marks_capacity, capacity = old == 0 ? 64 : old * 2;
    plb_mark *before = context->marks;
    plb_mark *fresh = plb_allocate_own(context, NULL, 0, capacity * sizeof *fresh);
    if (fresh == NULL) plb_raise_struck(L);
    memset(fresh, 0, capacity * sizeof *fresh);
    context->marks = fresh;
    context->marks_capacity = capacity;
    for (size_t i = 0; i < old; i++) {
      if (before[i].table != NULL) fresh[slot_of(context, before[i].table)] = before[i];
    }
    plb_allocate_own(context, before, old * sizeof *before, 0);
  }
  plb_mark *mark = &context->marks[slot_of(context, table)];
  if (mark->table == NULL) context->marks_count++;
  return mark;
}

/* ---- The walk ---- */

static void contains_itself(lua_State *L, uint32_t line) {
  plb_strike(plb_context_of(L), PLB_BAD_RESULT, line, "a table that contains itself");
  plb_raise_struck(L);
}

static void visit(lua_State *L, uint32_t depth, uint32_t line);

static void visit_table(lua_State *L, uint32_t depth, uint32_t line) {
  plb_context *context = plb_context_of(L);
  const void *table = lua_topointer(L, -1);
  plb_mark *mark = mark_of(L, table);
  if (mark->table != NULL) {
    if (!mark->closed) contains_itself(L, line);
    return;
  }
  *mark = (plb_mark){table, false};
  int index = lua_gettop(L);
  size_t count = plb_collect_keys(L, index, context->limits.width, NULL);
  if (count == SIZE_MAX) {
    plb_strike(context, PLB_BAD_RESULT, line, "a table's keys may only be strings and whole numbers");
    plb_raise_struck(L);
  }
  for (size_t i = 0; i < count; i++) {
    const plb_key *key = &context->keys[context->keys_count - count + i];
    if (!key->holds) { /* charged like a visit, without fetching the value */
      plb_charge_steps(L, 1);
      continue;
    }
    plb_push_value(L, index, key);
    visit(L, depth + 1, line);
    lua_pop(L, 1);
  }
  plb_release_keys(context, count);
  mark_of(L, table)->closed = true; /* looked up again: the set may have grown */
}

static void visit_node(lua_State *L, uint32_t depth) {
  int index = lua_gettop(L);
  plb_thing *node = plb_thing_at(L, index);
  if (node->colour == COLOUR_OPEN) contains_itself(L, node->line);
  if (node->colour == COLOUR_CLOSED) return;
  node->colour = COLOUR_OPEN;
  plb_context_of(L)->node_line = node->line;
  for (uint32_t i = 0; i <= node->count; i++) {
    lua_getiuservalue(L, index, UV_CALLEE + (int)i);
    visit(L, depth + 1, node->line);
    lua_pop(L, 1);
  }
  node->colour = COLOUR_CLOSED;
}

/* The value on top of the stack is held by a node, or is one that may yet be a root (depth 1). */
static void visit(lua_State *L, uint32_t depth, uint32_t line) {
  plb_charge_steps(L, 1);
  plb_thing *thing = plb_thing_at(L, -1);
  bool node = thing != NULL && thing->kind == KIND_NODE;
  if (node && depth > 1) thing->used = true;
  if (!node && lua_type(L, -1) != LUA_TTABLE) return;
  if (depth > plb_context_of(L)->limits.depth) {
    plb_strike(plb_context_of(L), PLB_LIMIT_DEPTH, line, NULL);
    plb_raise_struck(L);
  }
  if (!lua_checkstack(L, 12)) plb_stop(L, PLB_LIMIT_DEPTH);
  if (node) visit_node(L, depth);
  else visit_table(L, depth, line);
}

void plb_find_roots(lua_State *L) {
  if (!plb_push_first_node(L)) return;
  while (!lua_isnil(L, -1)) {
    visit(L, 1, plb_thing_at(L, -1)->line);
    lua_getiuservalue(L, -1, UV_NEXT);
    lua_remove(L, -2);
  }
  lua_pop(L, 1);
}
