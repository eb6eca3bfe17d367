/*
 * The table library. Tables have no metatables here, so every access is raw and every length is true;
 * the sort works on a copy, so that a comparison that is inconsistent or changes the table cannot break it.
 */
#include "sandbox_internal.h"

#include <string.h>

enum { MOST_VALUES = 200 };

static lua_Integer length(lua_State *L, int table) { return (lua_Integer)lua_rawlen(L, table); }

static int table_concat(lua_State *L) {
  plb_table_argument(L, 1, "concat: the table");
  size_t between = 0, used = 0;
  const char *separator = lua_isnoneornil(L, 2) ? "" : plb_string_argument(L, 2, "concat: the separator", &between);
  lua_Integer first = plb_integer_option(L, 3, "concat: the first", 1);
  lua_Integer last = lua_isnoneornil(L, 4) ? length(L, 1) : plb_integer_argument(L, 4, "concat: the last");
  for (lua_Integer i = first; i <= last; i++) {
    plb_charge_steps(L, 1);
    int type = lua_rawgeti(L, 1, i);
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
      return plb_error(L, "concat: entry %I is %s, not text", (LUAI_UACINT)i, lua_typename(L, type));
    plb_push_text(L, -1);
    size_t count = 0;
    const char *text = lua_tolstring(L, -1, &count);
    if (i > first) plb_append(L, &used, separator, between);
    plb_append(L, &used, text, count);
    lua_pop(L, 2);
    if (i == LUA_MAXINTEGER) break;
  }
  lua_pushlstring(L, plb_context_of(L)->scratch, used);
  return 1;
}

static int table_unpack(lua_State *L) {
  plb_table_argument(L, 1, "unpack: the table");
  lua_Integer first = plb_integer_option(L, 2, "unpack: the first", 1);
  lua_Integer last = lua_isnoneornil(L, 3) ? length(L, 1) : plb_integer_argument(L, 3, "unpack: the last");
  if (first > last) return 0;
  if ((lua_Unsigned)last - (lua_Unsigned)first >= MOST_VALUES)
    return plb_error(L, "unpack returns at most %d values", MOST_VALUES);
  int count = (int)(last - first) + 1;
  luaL_checkstack(L, count, NULL);
  plb_charge_steps(L, (uint64_t)count);
  for (int i = 0; i < count; i++) lua_rawgeti(L, 1, first + i);
  return count;
}

static int table_insert(lua_State *L) {
  plb_table_argument(L, 1, "insert: the table");
  lua_Integer end = length(L, 1) + 1, position = end;
  int arguments = lua_gettop(L);
  if (arguments == 3) position = plb_integer_argument(L, 2, "insert: the position");
  else if (arguments != 2) return plb_error(L, "insert takes a table, perhaps a position, and a value");
  if (position < 1 || position > end) return plb_error(L, "insert: the position is out of range");
  plb_charge_steps(L, 1 + (uint64_t)(end - position));
  for (lua_Integer i = end; i > position; i--) {
    lua_rawgeti(L, 1, i - 1);
    lua_rawseti(L, 1, i);
  }
  lua_pushvalue(L, arguments);
  lua_rawseti(L, 1, position);
  return 0;
}

/* ---- Sorting ---- */

static bool less_text(lua_State *L, int a, int b) {
  size_t a_count = 0, b_count = 0;
  const char *a_text = lua_tolstring(L, a, &a_count), *b_text = lua_tolstring(L, b, &b_count);
  size_t least = a_count < b_count ? a_count : b_count;
  plb_charge_bytes(L, least);
  int order = memcmp(a_text, b_text, least); /* by bytes, whatever the locale */
  return order != 0 ? order < 0 : a_count < b_count;
}

/* Is the value at `a` less than the one at `b`? Stack: 1 the table, 2 the comparison or nil. */
static bool less(lua_State *L, int a, int b) {
  plb_charge_steps(L, 1);
  if (!lua_isnil(L, 2)) {
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool result = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return result;
  }
  int a_type = lua_type(L, a), b_type = lua_type(L, b);
  if (a_type == LUA_TSTRING && b_type == LUA_TSTRING) return less_text(L, a, b);
  if (a_type != LUA_TNUMBER || b_type != LUA_TNUMBER)
    plb_error(L, "sort: %s and %s have no order", plb_type_name(L, a), plb_type_name(L, b));
  return lua_compare(L, a, b, LUA_OPLT);
}

/* Merges from[low..middle) and from[middle..high) into to[low..). Equals keep their order. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high) {
  lua_Integer left = low, right = middle;
  for (lua_Integer out = low; out < high; out++) {
    plb_charge_steps(L, 1);
    bool take_right = left >= middle;
    if (left < middle && right < high) {
      lua_rawgeti(L, from, right);
      lua_rawgeti(L, from, left);
      take_right = less(L, lua_gettop(L) - 1, lua_gettop(L));
      lua_pop(L, 2);
    }
    lua_rawgeti(L, from, take_right ? right++ : left++);
    lua_rawseti(L, to, out);
  }
}

static int table_sort(lua_State *L) {
  plb_table_argument(L, 1, "sort: the table");
  if (!lua_isnoneornil(L, 2) && lua_type(L, 2) != LUA_TFUNCTION)
    return plb_error(L, "sort: the comparison must be a function, not %s", plb_type_name(L, 2));
  lua_settop(L, 2);
  lua_Integer count = length(L, 1);
  if (count > INT32_MAX) plb_stop(L, PLB_LIMIT_BLOCK);
  lua_createtable(L, (int)count, 0);
  lua_createtable(L, (int)count, 0);
  int from = 3, to = 4;
  plb_charge_steps(L, (uint64_t)count * 2);
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, from, i);
  }
  for (lua_Integer width = 1; width < count; width *= 2) {
    for (lua_Integer low = 1; low <= count; low += 2 * width) {
      lua_Integer middle = low + width < count + 1 ? low + width : count + 1;
      lua_Integer high = low + 2 * width < count + 1 ? low + 2 * width : count + 1;
      merge(L, from, to, low, middle, high);
    }
    int other = from;
    from = to;
    to = other;
  }
  for (lua_Integer i = 1; i <= count; i++) {
    lua_rawgeti(L, from, i);
    lua_rawseti(L, 1, i);
  }
  return 0;
}

void plb_build_table(lua_State *L, int members) {
  static const luaL_Reg functions[] = {
    {"concat", table_concat}, {"insert", table_insert}, {"sort", table_sort}, {"unpack", table_unpack}, {NULL, NULL}};
  plb_build_library(L, members, functions);
}
