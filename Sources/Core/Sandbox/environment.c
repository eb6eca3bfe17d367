/*
 * What a name means: a library, a name that Lua has elsewhere, or a word of the pack's own vocabulary.
 *
 * The environment is a userdata, not a table: no function can set anything on it directly, not even one of a
 * later version of Lua. It is built from the list below and holds nothing else.
 */
#include "sandbox_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names of standard Lua that are not offered. As references, `os.exit()` would be read as data. */
static const struct {
  const char *name, *instead;
} absent[] = {
  {"os", NULL}, {"io", NULL}, {"debug", NULL}, {"package", NULL},
  {"require", ": all files of a pack are read"},
  {"load", NULL}, {"loadstring", NULL}, {"dofile", NULL}, {"loadfile", NULL}, {"collectgarbage", NULL},
  {"coroutine", NULL},
  {"print", ": what a file declares is its only output"},
  {"next", "; use pairs"},
  {"rawget", NULL}, {"rawset", NULL}, {"rawequal", NULL}, {"rawlen", NULL},
  {"getmetatable", NULL}, {"setmetatable", NULL},
  {"xpcall", "; use pcall"},
  {"utf8", NULL}, {"warn", NULL}, {"_G", NULL}, {"_VERSION", NULL}, {"bit32", NULL},
  {"unpack", "; use table.unpack"},
};

/* Metatables are in the registry under the addresses of these. */
static const char metatable_keys[KIND_FACTS + 1];
static const char names_key;

plb_thing *plb_thing_at(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TUSERDATA ? lua_touserdata(L, index) : NULL;
}

void plb_set_metatable(lua_State *L, plb_kind kind) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable_keys[kind]);
  lua_setmetatable(L, -2);
}

plb_thing *plb_new_thing(lua_State *L, plb_kind kind, int user_values) {
  plb_thing *thing = lua_newuserdatauv(L, sizeof *thing, user_values);
  memset(thing, 0, sizeof *thing);
  thing->kind = (uint8_t)kind;
  plb_set_metatable(L, kind);
  return thing;
}

/* `name` is the name of the value in Lua's own messages. */
void plb_build_metatable(lua_State *L, plb_kind kind, const luaL_Reg *methods, const char *name) {
  lua_newtable(L);
  for (const luaL_Reg *method = methods; method->name != NULL; method++) {
    lua_pushcfunction(L, method->func);
    lua_setfield(L, -2, method->name);
  }
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable_keys[kind]);
}

/* ---- Global names that were read ---- */

static bool is_noted(lua_State *L, int index) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
  lua_pushvalue(L, index);
  bool noted = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 2);
  return noted;
}

static void note_name(lua_State *L, int index, uint32_t line) {
  plb_context *context = plb_context_of(L);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
  if (context->names_count >= context->limits.width) plb_stop(L, PLB_LIMIT_WIDTH);
  if (context->names_count == context->names_capacity) {
    size_t capacity = context->names_capacity == 0 ? 16 : context->names_capacity * 2;
    plb_name *grown = plb_allocate_own(context, context->names, context->names_capacity * sizeof *grown, capacity * sizeof *grown);
    if (grown == NULL) plb_raise_struck(L);
    context->names = grown;
    context->names_capacity = capacity;
  }
  lua_pushvalue(L, index);
  lua_pushboolean(L, 1);
  lua_rawset(L, -3); /* keeps the string alive as well */
  size_t count = 0;
  const char *bytes = lua_tolstring(L, index, &count);
  context->names[context->names_count++] = (plb_name){bytes, (uint32_t)count, line};
  lua_pop(L, 1);
}

/* ---- The environment ---- */

static void refuse_absent(lua_State *L, const char *name) {
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
    if (name[0] != absent[i].name[0] || strcmp(name, absent[i].name) != 0) continue;
    if (absent[i].instead == NULL) plb_error(L, "'%s' is not offered here", name);
    plb_error(L, "'%s' is not offered here%s", name, absent[i].instead);
  }
}

static int environment_index(lua_State *L) {
  plb_charge(L, 3);
  if (lua_type(L, 2) != LUA_TSTRING) return plb_error(L, "a global name is a word");
  bool noted = is_noted(L, 2); /* once it is, it cannot be one of the other names */
  if (!noted) {
    lua_getiuservalue(L, 1, UV_MEMBERS);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, -2) != LUA_TNIL) return 1;
    refuse_absent(L, lua_tostring(L, 2));
  }
  uint32_t line = plb_caller_line(plb_context_of(L));
  if (!noted) note_name(L, 2, line);
  plb_push_reference(L, 2, line);
  return 1;
}

static int environment_newindex(lua_State *L) {
  char name[64] = "?";
  if (lua_type(L, 2) == LUA_TSTRING) plb_clip(L, 2, name);
  return plb_error(L, "assignment to an undeclared global '%s'; write `local %s`", name, name);
}

static int library_index(lua_State *L) {
  plb_charge(L, 1);
  plb_thing *library = plb_thing_at(L, 1);
  lua_getiuservalue(L, 1, UV_MEMBERS);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  char name[64] = "?";
  if (lua_type(L, 2) == LUA_TSTRING) plb_clip(L, 2, name);
  return plb_error(L, "%s has no '%s' here", library->name, name);
}

static int library_newindex(lua_State *L) {
  return plb_error(L, "the library '%s' cannot be changed", plb_thing_at(L, 1)->name);
}

/* The metatable that all strings share: ("x"):rep finds our own functions, and nothing else. */
static int text_index(lua_State *L) {
  plb_charge(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  char name[64] = "?";
  if (lua_type(L, 2) == LUA_TSTRING) plb_clip(L, 2, name);
  return plb_error(L, "string has no '%s' here", name);
}

static int text_newindex(lua_State *L) { return plb_error(L, "a string cannot be changed"); }

static void build_text_metatable(lua_State *L, int members) {
  lua_pushliteral(L, "");
  lua_newtable(L);
  lua_pushvalue(L, members);
  lua_pushcclosure(L, text_index, 1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, text_newindex);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

static void add_library(lua_State *L, int globals, const char *name, void (*build)(lua_State *, int)) {
  plb_thing *library = plb_new_thing(L, KIND_LIBRARY, 1);
  library->name = name;
  lua_newtable(L);
  int members = lua_gettop(L);
  build(L, members);
  if (strcmp(name, "string") == 0) build_text_metatable(L, members);
  lua_setiuservalue(L, -2, UV_MEMBERS);
  lua_setfield(L, globals, name);
}

/* Pushes the value that becomes the chunk's `_ENV`. */
void plb_push_environment(lua_State *L) {
  static const luaL_Reg environment[] = {
    {"__index", environment_index}, {"__newindex", environment_newindex}, {NULL, NULL}};
  static const luaL_Reg library[] = {{"__index", library_index}, {"__newindex", library_newindex}, {NULL, NULL}};
  plb_build_metatable(L, KIND_ENVIRONMENT, environment, "environment");
  plb_build_metatable(L, KIND_LIBRARY, library, "library");
  plb_build_symbols(L);
  plb_build_facts(L);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &names_key);
  plb_new_thing(L, KIND_ENVIRONMENT, 1);
  lua_newtable(L);
  int globals = lua_gettop(L);
  plb_build_base(L, globals);
  add_library(L, globals, "math", plb_build_math);
  add_library(L, globals, "string", plb_build_string);
  add_library(L, globals, "table", plb_build_table);
  lua_setiuservalue(L, -2, UV_MEMBERS);
}
