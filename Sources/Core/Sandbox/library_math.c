/*
 * The math library: exact operations only. What differs by processor or library (sin, exp, pow) and
 * what differs by run (random) is not offered.
 */
#include "sandbox_internal.h"

#include <math.h>

static void need_number(lua_State *L, int index, const char *function) {
  if (lua_type(L, index) != LUA_TNUMBER)
    plb_error(L, "%s needs a number, not %s", function, plb_type_name(L, index));
}

static void push_integral(lua_State *L, lua_Number value) {
  lua_Integer integer = 0;
  if (lua_numbertointeger(value, &integer)) lua_pushinteger(L, integer);
  else lua_pushnumber(L, value); /* too large for an integer: stays a float */
}

static int math_abs(lua_State *L) {
  need_number(L, 1, "abs");
  if (!lua_isinteger(L, 1)) {
    lua_pushnumber(L, fabs(lua_tonumber(L, 1)));
    return 1;
  }
  lua_Integer value = lua_tointeger(L, 1);
  lua_pushinteger(L, value < 0 ? (lua_Integer)(0u - (lua_Unsigned)value) : value);
  return 1;
}

static int round_towards(lua_State *L, const char *function, double (*rounded)(double)) {
  need_number(L, 1, function);
  if (lua_isinteger(L, 1)) lua_settop(L, 1);
  else push_integral(L, rounded(lua_tonumber(L, 1)));
  return 1;
}

static int math_ceil(lua_State *L) { return round_towards(L, "ceil", ceil); }
static int math_floor(lua_State *L) { return round_towards(L, "floor", floor); }

/* Keeps the first of equals, as Lua does; integers and floats are compared exactly. */
static int extreme(lua_State *L, const char *function, bool largest) {
  int count = lua_gettop(L), best = 1;
  plb_charge_steps(L, (uint64_t)count / 8);
  need_number(L, 1, function);
  for (int i = 2; i <= count; i++) {
    need_number(L, i, function);
    if (largest ? lua_compare(L, best, i, LUA_OPLT) : lua_compare(L, i, best, LUA_OPLT)) best = i;
  }
  lua_pushvalue(L, best);
  return 1;
}

static int math_max(lua_State *L) { return extreme(L, "max", true); }
static int math_min(lua_State *L) { return extreme(L, "min", false); }

static int math_tointeger(lua_State *L) {
  int exact = 0;
  lua_Integer value = lua_type(L, 1) == LUA_TNUMBER ? lua_tointegerx(L, 1, &exact) : 0;
  if (exact) lua_pushinteger(L, value);
  else lua_pushnil(L);
  return 1;
}

static int math_type(lua_State *L) {
  if (lua_gettop(L) < 1) return plb_error(L, "type needs a value");
  if (lua_type(L, 1) != LUA_TNUMBER) lua_pushnil(L);
  else lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
  return 1;
}

void plb_build_math(lua_State *L, int members) {
  static const luaL_Reg functions[] = {
    {"abs", math_abs}, {"ceil", math_ceil}, {"floor", math_floor}, {"max", math_max}, {"min", math_min},
    {"tointeger", math_tointeger}, {"type", math_type}, {NULL, NULL}};
  plb_build_library(L, members, functions);
  lua_pushnumber(L, HUGE_VAL);
  lua_setfield(L, members, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, members, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, members, "mininteger");
}
