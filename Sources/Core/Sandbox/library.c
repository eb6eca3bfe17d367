/*
 * The base library, and how arguments are read.
 *
 * Each function is our own. Lua's would show addresses (tostring), give tables an order that changes
 * from run to run (pairs), or let a script swallow the end of its own budget (pcall).
 */
#include "sandbox_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Arguments ---- */

/* The name of a value's kind in messages: a word that an author knows. */
const char *plb_type_name(lua_State *L, int index) {
  static const char *const names[] = {"the environment", "library", "reference", "condition", "facts"};
  plb_thing *thing = plb_thing_at(L, index);
  return thing != NULL ? names[thing->kind] : luaL_typename(L, index);
}

lua_Integer plb_integer_argument(lua_State *L, int index, const char *what) {
  int exact = 0;
  lua_Integer value = lua_type(L, index) == LUA_TNUMBER ? lua_tointegerx(L, index, &exact) : 0;
  if (!exact) plb_error(L, "%s must be a whole number, not %s", what, plb_type_name(L, index));
  return value;
}

lua_Integer plb_integer_option(lua_State *L, int index, const char *what, lua_Integer otherwise) {
  return lua_isnoneornil(L, index) ? otherwise : plb_integer_argument(L, index, what);
}

/* A number is not accepted as a string: how it is written should be the author's decision. */
const char *plb_string_argument(lua_State *L, int index, const char *what, size_t *count) {
  if (lua_type(L, index) != LUA_TSTRING) plb_error(L, "%s must be a string, not %s", what, plb_type_name(L, index));
  return lua_tolstring(L, index, count);
}

void plb_table_argument(lua_State *L, int index, const char *what) {
  if (lua_type(L, index) != LUA_TTABLE) plb_error(L, "%s must be a table, not %s", what, plb_type_name(L, index));
}

void plb_append(lua_State *L, size_t *used, const char *bytes, size_t count) {
  plb_context *context = plb_context_of(L);
  if (count > context->limits.string - *used) plb_stop(L, PLB_LIMIT_STRING);
  plb_charge_bytes(L, count);
  memcpy(context->scratch + *used, bytes, count);
  *used += count;
}

/* ---- Strings and numbers ---- */

/* How far a float is from one, in powers of two: the digits that C must compute grow with it. */
uint64_t plb_magnitude(double value) {
  int exponent = 0;
  if (isfinite(value)) frexp(value, &exponent);
  return (uint64_t)(exponent < 0 ? -exponent : exponent);
}

static void push_float(lua_State *L, double value) {
  char buffer[64];
  plb_charge(L, PLB_PRICE_FLOAT + plb_magnitude(value) / 12);
  size_t count = plb_format_float(buffer, sizeof buffer, value);
  lua_pushlstring(L, buffer, count);
}

static void push_integer(lua_State *L, lua_Integer value) {
  char buffer[32];
  plb_charge(L, PLB_PRICE_INTEGER);
  int count = snprintf(buffer, sizeof buffer, "%lld", (long long)value);
  lua_pushlstring(L, buffer, (size_t)count);
}

void plb_push_text(lua_State *L, int index) {
  plb_thing *thing = plb_thing_at(L, index);
  switch (lua_type(L, index)) {
    case LUA_TSTRING: lua_pushvalue(L, index); return;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); return;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) push_integer(L, lua_tointeger(L, index));
      else push_float(L, lua_tonumber(L, index));
      return;
    case LUA_TUSERDATA:
      if (thing->kind == KIND_REFERENCE) lua_getiuservalue(L, index, UV_PATH);
      else lua_pushstring(L, plb_type_name(L, index));
      return;
    default: lua_pushstring(L, luaL_typename(L, index)); return; /* never an address */
  }
}

static int base_tostring(lua_State *L) {
  if (lua_gettop(L) < 1) return plb_error(L, "tostring needs a value");
  plb_push_text(L, 1);
  return 1;
}

static int base_tonumber(lua_State *L) {
  if (!lua_isnoneornil(L, 2) && plb_integer_argument(L, 2, "tonumber: the base") != 10)
    return plb_error(L, "tonumber supports base 10 only");
  if (lua_type(L, 1) == LUA_TNUMBER) {
    lua_settop(L, 1);
    return 1;
  }
  size_t count = 0;
  const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &count) : NULL;
  plb_charge(L, PLB_PRICE_NUMERAL + count / 8);
  if (text == NULL || lua_stringtonumber(L, text) != count + 1) lua_pushnil(L);
  return 1;
}

static int base_type(lua_State *L) {
  if (lua_gettop(L) < 1) return plb_error(L, "type needs a value");
  lua_pushstring(L, luaL_typename(L, 1));
  return 1;
}

/* ---- Errors ---- */

static int base_error(lua_State *L) {
  lua_Integer level = plb_integer_option(L, 2, "error: the level", 1);
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING && level > 0 && level < 100) {
    plb_charge_bytes(L, lua_rawlen(L, 1));
    luaL_where(L, (int)level);
    lua_pushvalue(L, 1);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int base_assert(lua_State *L) {
  if (lua_gettop(L) < 1) return plb_error(L, "assert needs a value");
  plb_charge_steps(L, (uint64_t)lua_gettop(L) / 8);
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  if (lua_gettop(L) < 2) return plb_error(L, "assertion failed");
  lua_settop(L, 2);
  return lua_error(L);
}

/* Catches what a script raises, and nothing else: a struck end continues to unwind. */
static int base_pcall(lua_State *L) {
  plb_context *context = plb_context_of(L);
  if (lua_gettop(L) < 1) return plb_error(L, "pcall needs a function");
  plb_charge_steps(L, 1 + (uint64_t)lua_gettop(L) / 8);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
  if (context->struck != PLB_OK) {
    lua_settop(L, 0);
    return plb_raise_struck(L);
  }
  if (status == LUA_OK) return lua_gettop(L);
  /* To name a variable in its message, Lua reads through the function that failed, up to all of it. */
  plb_charge(L, PLB_PRICE_ERROR + context->source_count / 16);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

/* ---- Walking ---- */

static void need_walkable(lua_State *L, const char *function) {
  if (plb_thing_at(L, 1) != NULL) plb_error(L, "%s: this is not a table, and has nothing to walk over", function);
  if (lua_type(L, 1) != LUA_TTABLE) plb_error(L, "%s needs a table, not %s", function, plb_type_name(L, 1));
}

static int next_integer(lua_State *L) {
  plb_charge(L, 1);
  lua_Integer i = (lua_Integer)((lua_Unsigned)plb_integer_argument(L, 2, "ipairs: the position") + 1);
  plb_table_argument(L, 1, "ipairs: the table");
  lua_pushinteger(L, i);
  return lua_rawgeti(L, 1, i) == LUA_TNIL ? 1 : 2;
}

static int base_ipairs(lua_State *L) {
  plb_charge(L, 1);
  need_walkable(L, "ipairs");
  lua_pushcfunction(L, next_integer);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* Upvalues: the table, its keys in order, the position. Keys whose value is gone are skipped. */
static int next_sorted(lua_State *L) {
  lua_Integer position = lua_tointeger(L, lua_upvalueindex(3));
  for (;;) {
    plb_charge_steps(L, 1);
    position++;
    lua_rawgeti(L, lua_upvalueindex(2), position);
    lua_pushinteger(L, position);
    lua_replace(L, lua_upvalueindex(3));
    if (lua_isnil(L, -1)) return 1;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 2;
    lua_pop(L, 2);
  }
}

/* The current keys, integers first, then strings by their bytes: the same order in every run. */
static int base_pairs(lua_State *L) {
  plb_context *context = plb_context_of(L);
  need_walkable(L, "pairs");
  lua_settop(L, 1);
  size_t count = plb_collect_keys(L, 1, SIZE_MAX, NULL);
  if (count == SIZE_MAX) return plb_error(L, "pairs: keys may only be strings and whole numbers");
  lua_pushvalue(L, 1);
  lua_createtable(L, count > INT32_MAX ? 0 : (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    plb_push_key(L, &context->keys[context->keys_count - count + i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  plb_release_keys(context, count);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_sorted, 3);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

static int base_select(lua_State *L) {
  int count = lua_gettop(L);
  plb_charge_steps(L, 1 + (uint64_t)count / 8);
  if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
    lua_pushinteger(L, count - 1);
    return 1;
  }
  lua_Integer n = plb_integer_argument(L, 1, "select: the position");
  if (n < 0) n = n < -(lua_Integer)count ? 0 : count + n;
  else if (n > count) n = count;
  if (n < 1) return plb_error(L, "select: the position is out of range");
  return count - (int)n;
}

/* ---- Building ---- */

void plb_build_library(lua_State *L, int members, const luaL_Reg *functions) {
  for (const luaL_Reg *function = functions; function->name != NULL; function++) {
    lua_pushcfunction(L, function->func);
    lua_setfield(L, members, function->name);
  }
}

void plb_build_base(lua_State *L, int members) {
  static const luaL_Reg functions[] = {
    {"assert", base_assert}, {"error", base_error}, {"ipairs", base_ipairs}, {"pairs", base_pairs},
    {"pcall", base_pcall}, {"select", base_select}, {"tonumber", base_tonumber}, {"tostring", base_tostring},
    {"type", base_type}, {NULL, NULL}};
  plb_build_library(L, members, functions);
}
