/*
 * The string library: bytes, no patterns. Every function is charged for the bytes it touches, and none
 * builds more than the longest string allowed. `find` looks for plain text whatever its fourth argument
 * says: a pattern matcher that backtracks can take longer than any budget that Lua could count.
 */
#include "sandbox_internal.h"

#include <string.h>

enum { MOST_VALUES = 200 };

/* Lua's positions: from 1, negative from the end. */
static size_t from_start(lua_Integer position, size_t count) {
  if (position > 0) return (size_t)position;
  if (position == 0) return 1;
  return position < -(lua_Integer)count ? 1 : count + (size_t)position + 1;
}

static size_t to_end(lua_Integer position, size_t count) {
  if (position > (lua_Integer)count) return count;
  if (position >= 0) return (size_t)position;
  return position < -(lua_Integer)count ? 0 : count + (size_t)position + 1;
}

static int string_byte(lua_State *L) {
  size_t count = 0;
  const char *text = plb_string_argument(L, 1, "byte: the text", &count);
  lua_Integer first = plb_integer_option(L, 2, "byte: the start", 1);
  size_t start = from_start(first, count);
  size_t end = to_end(plb_integer_option(L, 3, "byte: the end", first), count);
  if (start > end) return 0;
  if (end - start >= MOST_VALUES) return plb_error(L, "byte returns at most %d values", MOST_VALUES);
  int n = (int)(end - start) + 1;
  luaL_checkstack(L, n, NULL);
  plb_charge(L, (uint64_t)n);
  for (size_t i = start; i <= end; i++) lua_pushinteger(L, (unsigned char)text[i - 1]);
  return n;
}

static int string_char(lua_State *L) {
  int count = lua_gettop(L);
  char bytes[MOST_VALUES];
  if (count > MOST_VALUES) return plb_error(L, "char takes at most %d values", MOST_VALUES);
  plb_charge(L, (uint64_t)count);
  for (int i = 0; i < count; i++) {
    lua_Integer code = plb_integer_argument(L, i + 1, "char: a code");
    if (code < 1 || code > 255) return plb_error(L, "char: a code must be from 1 to 255");
    bytes[i] = (char)code;
  }
  lua_pushlstring(L, bytes, (size_t)count);
  return 1;
}

/* A plain search, charged for the bytes that it compares. */
static int string_find(lua_State *L) {
  size_t count = 0, wanted = 0;
  const char *text = plb_string_argument(L, 1, "find: the text", &count);
  const char *part = plb_string_argument(L, 2, "find: what to look for", &wanted);
  size_t start = from_start(plb_integer_option(L, 3, "find: the start", 1), count) - 1;
  uint64_t compared = 0;
  size_t found = SIZE_MAX;
  for (size_t i = start; i <= count && wanted <= count - i; i++) {
    size_t same = 0;
    while (same < wanted && text[i + same] == part[same]) same++;
    compared += same + 1;
    if (same == wanted) {
      found = i;
      break;
    }
  }
  plb_charge(L, 1 + compared / 16);
  if (found == SIZE_MAX) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, (lua_Integer)found + 1);
  lua_pushinteger(L, (lua_Integer)(found + wanted));
  return 2;
}

static int string_len(lua_State *L) {
  size_t count = 0;
  plb_string_argument(L, 1, "len: the text", &count);
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

/* ASCII only: the case of other letters depends on the language. */
static int change_case(lua_State *L, const char *what, char from, char to) {
  size_t count = 0;
  const char *text = plb_string_argument(L, 1, what, &count);
  size_t used = 0;
  plb_append(L, &used, text, count);
  char *out = plb_context_of(L)->scratch;
  for (size_t i = 0; i < count; i++) {
    if (out[i] >= from && out[i] <= from + 25) out[i] = (char)(out[i] - from + to);
  }
  lua_pushlstring(L, out, count);
  return 1;
}

static int string_lower(lua_State *L) { return change_case(L, "lower: the text", 'A', 'a'); }
static int string_upper(lua_State *L) { return change_case(L, "upper: the text", 'a', 'A'); }

static int string_sub(lua_State *L) {
  size_t count = 0;
  const char *text = plb_string_argument(L, 1, "sub: the text", &count);
  size_t start = from_start(plb_integer_argument(L, 2, "sub: the start"), count);
  size_t end = to_end(plb_integer_option(L, 3, "sub: the end", -1), count);
  if (start > end) {
    lua_pushliteral(L, "");
    return 1;
  }
  plb_charge_bytes(L, end - start + 1);
  lua_pushlstring(L, text + start - 1, end - start + 1);
  return 1;
}

static int string_rep(lua_State *L) {
  size_t count = 0, between = 0;
  const char *text = plb_string_argument(L, 1, "rep: the text", &count);
  lua_Integer times = plb_integer_argument(L, 2, "rep: the number of times");
  const char *separator = lua_isnoneornil(L, 3) ? "" : plb_string_argument(L, 3, "rep: the separator", &between);
  size_t used = 0;
  /* an empty string stays empty however often it is repeated: without this the loop below would not end */
  if (count + between == 0) times = 0;
  for (lua_Integer i = 0; i < times; i++) {
    if (i > 0) plb_append(L, &used, separator, between);
    plb_append(L, &used, text, count);
  }
  lua_pushlstring(L, plb_context_of(L)->scratch, used);
  return 1;
}

void plb_build_string(lua_State *L, int members) {
  static const luaL_Reg functions[] = {
    {"byte", string_byte}, {"char", string_char}, {"find", string_find}, {"format", plb_string_format},
    {"len", string_len}, {"lower", string_lower}, {"rep", string_rep}, {"sub", string_sub},
    {"upper", string_upper}, {NULL, NULL}};
  plb_build_library(L, members, functions);
}
