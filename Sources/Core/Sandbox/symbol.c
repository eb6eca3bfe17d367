/*
 * References and nodes: the form of a pack's words, whose meaning the sandbox does not know.
 *
 * `fear.tsk_17` is a reference, a path and a line. Calling one makes a node: the callee, the arguments
 * and the line of the call. Every operator on them is an error that says what to write instead, because
 * Lua would turn the result of a comparison into true or false and lose the condition.
 */
#include "sandbox_internal.h"

#include <string.h>

static const char first_key, last_key; /* the chain of nodes, in order of creation */

bool plb_is_name(const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char c = bytes[i];
    bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (!fine) return false;
  }
  return count > 0;
}

/* `path` is the index of a string. */
void plb_push_reference(lua_State *L, int path, uint32_t line) {
  path = lua_absindex(L, path);
  plb_charge(L, 3);
  plb_thing *reference = plb_new_thing(L, KIND_REFERENCE, 1);
  reference->line = line;
  lua_pushvalue(L, path);
  lua_setiuservalue(L, -2, UV_PATH);
}

static int reference_index(lua_State *L) {
  plb_context *context = plb_context_of(L);
  size_t path_count = 0, count = 0;
  plb_charge(L, 4);
  lua_getiuservalue(L, 1, UV_PATH);
  const char *path = lua_tolstring(L, -1, &path_count);
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &count) : NULL;
  char shown[64];
  if (key == NULL || !plb_is_name(key, count))
    return plb_error(L, "'%s' is a name from the vocabulary: only a word can follow it", plb_clip(L, -1, shown));
  if (path_count + 1 + count > context->limits.string) plb_stop(L, PLB_LIMIT_STRING);
  memcpy(context->scratch, path, path_count);
  context->scratch[path_count] = '.';
  memcpy(context->scratch + path_count + 1, key, count);
  lua_pushlstring(L, context->scratch, path_count + 1 + count);
  plb_push_reference(L, -1, plb_caller_line(context));
  return 1;
}

/* Appends the node on top of the stack to the chain, which also keeps it alive. */
static void append_node(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &last_key) == LUA_TNIL) {
    lua_pushvalue(L, -2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &first_key);
  } else {
    lua_pushvalue(L, -2);
    lua_setiuservalue(L, -2, UV_NEXT);
  }
  lua_pop(L, 1);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &last_key);
}

bool plb_push_first_node(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &first_key) != LUA_TNIL) return true;
  lua_pop(L, 1);
  return false;
}

/* Calling a reference or a node: the callee comes first, the arguments follow. */
static int call(lua_State *L) {
  plb_context *context = plb_context_of(L);
  int count = lua_gettop(L) - 1;
  plb_charge(L, 6 + (uint64_t)count / 4);
  if ((uint32_t)count > context->limits.width || count > 60000) plb_stop(L, PLB_LIMIT_WIDTH);
  plb_thing *node = plb_new_thing(L, KIND_NODE, UV_ARGUMENTS - 1 + count);
  node->line = plb_caller_line(context);
  node->count = (uint32_t)count;
  for (int i = 0; i <= count; i++) { /* the callee's slot comes before those of the arguments */
    lua_pushvalue(L, 1 + i);
    lua_setiuservalue(L, -2, UV_CALLEE + i);
  }
  append_node(L);
  return 1;
}

/* `a + b` and `a - b` are nodes whose callee is the reference `+` or `-`. */
static const char plus[] = "+", minus[] = "-";

/* What a comparison of a node is called after; NULL if the node cannot be compared. */
static const char *compared(lua_State *L, int node) {
  static const struct { const char *callee, *name; } comparable[] = {
    {plus, plus}, {minus, plus}, {"days_ago", "days_ago"}, {"weeks_ago", "weeks_ago"}};
  plb_thing *thing = plb_thing_at(L, node);
  if (thing == NULL || thing->kind != KIND_NODE) return NULL;
  lua_getiuservalue(L, node, UV_CALLEE);
  const char *found = NULL;
  thing = plb_thing_at(L, -1);
  if (thing != NULL && thing->kind == KIND_REFERENCE) {
    lua_getiuservalue(L, -1, UV_PATH);
    const char *path = lua_tostring(L, -1);
    for (size_t i = 0; i < sizeof comparable / sizeof *comparable; i++)
      if (strcmp(path, comparable[i].callee) == 0) found = comparable[i].name;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return found;
}

/* A binary operator: the operands are on the stack. */
static int arithmetic(lua_State *L, const char *sign) {
  plb_context *context = plb_context_of(L);
  lua_settop(L, 2);
  lua_pushstring(L, sign);
  plb_push_reference(L, -1, plb_caller_line(context));
  lua_replace(L, -2);
  lua_insert(L, 1);
  return call(L);
}

static int add(lua_State *L) { return arithmetic(L, plus); }
static int subtract(lua_State *L) { return arithmetic(L, minus); }

/* `(a - b) :at_most(3)`, `weeks_ago(a) :at_least(6)`: the comparison of a node is called with the node as its first argument. */
static int node_index(lua_State *L) {
  size_t count = 0;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &count) : NULL;
  const char *what = name != NULL && plb_is_name(name, count) && count < 64 ? compared(L, 1) : NULL;
  if (what != NULL) {
    lua_pushfstring(L, "%s.%s", what, name);
    plb_push_reference(L, -1, plb_caller_line(plb_context_of(L)));
    return 1;
  }
  char key[64] = "?";
  if (lua_type(L, 2) == LUA_TSTRING) plb_clip(L, 2, key);
  return plb_error(L, "a condition has no '%s'; start a new one from a name of the vocabulary", key);
}

static int node_newindex(lua_State *L) { return plb_error(L, "a condition cannot be changed once it is written"); }

static int reference_newindex(lua_State *L) {
  char path[64];
  lua_getiuservalue(L, 1, UV_PATH);
  return plb_error(L, "'%s' is a name from the vocabulary and cannot be changed", plb_clip(L, -1, path));
}

static int refuse_less(lua_State *L) {
  return plb_error(L, "`<` and `>` do not work on conditions; use :below(...) or :above(...)");
}

static int refuse_less_equal(lua_State *L) {
  return plb_error(L, "`<=` and `>=` do not work on conditions; use :at_most(...) or :at_least(...)");
}

static int refuse_equal(lua_State *L) {
  return plb_error(L, "`==` and `~=` do not work on conditions; use :is(...)");
}

static int refuse_arithmetic(lua_State *L) {
  return plb_error(L, "only `+` and `-` work on names from the vocabulary, in a `constraint` and in `is` of a fact; elsewhere, write a computed fact");
}

static int refuse_bits(lua_State *L) {
  return plb_error(L, "`&`, `|` and `~` do not work on conditions; join them with all { }, any { }, none { }");
}

static int refuse_concat(lua_State *L) {
  return plb_error(L, "`..` does not work on conditions; write the name in braces inside a string");
}

static int refuse_length(lua_State *L) { return plb_error(L, "`#` does not work on conditions: they have no length"); }

#define OPERATORS                                                                                              \
  {"__lt", refuse_less}, {"__le", refuse_less_equal}, {"__eq", refuse_equal}, {"__add", add},    \
    {"__sub", subtract}, {"__mul", refuse_arithmetic}, {"__div", refuse_arithmetic},                  \
    {"__mod", refuse_arithmetic}, {"__pow", refuse_arithmetic}, {"__idiv", refuse_arithmetic},                 \
    {"__unm", refuse_arithmetic}, {"__band", refuse_bits}, {"__bor", refuse_bits}, {"__bxor", refuse_bits},    \
    {"__shl", refuse_bits}, {"__shr", refuse_bits}, {"__bnot", refuse_bits}, {"__concat", refuse_concat},      \
    {"__len", refuse_length}

void plb_build_symbols(lua_State *L) {
  static const luaL_Reg reference[] = {
    {"__index", reference_index}, {"__newindex", reference_newindex}, {"__call", call}, OPERATORS, {NULL, NULL}};
  static const luaL_Reg node[] = {
    {"__index", node_index}, {"__newindex", node_newindex}, {"__call", call}, OPERATORS, {NULL, NULL}};
  plb_build_metatable(L, KIND_REFERENCE, reference, "reference");
  plb_build_metatable(L, KIND_NODE, node, "condition");
}
