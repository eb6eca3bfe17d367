/*
 * How a run ends: limits are struck, errors are raised, and both become one status with one line.
 *
 * A limit is a mark in the context, set once. The Lua error that then unwinds the stack carries nothing, so
 * no error value of a script can be mistaken for a limit, and no limit for an error.
 */
#include "sandbox_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Only reads, and so may be called while Lua asks for memory. */
static uint32_t line_from(plb_context *context, int level) {
  if (context->L == NULL) return 0;
  if (context->phase == PHASE_LOADING) return context->source_line;
  if (context->phase == PHASE_WRITING) return context->node_line;
  lua_Debug activation;
  for (; lua_getstack(context->L, level, &activation); level++) {
    if (lua_getinfo(context->L, "l", &activation) && activation.currentline > 0) return (uint32_t)activation.currentline;
  }
  return 0;
}

uint32_t plb_line(plb_context *context) { return line_from(context, 0); }
uint32_t plb_caller_line(plb_context *context) { return line_from(context, 1); } /* level 0 is in C and has none */

static const char *words(plb_status status) {
  switch (status) {
    case PLB_OK: return "";
    case PLB_UNKNOWN: return "reads a fact that is not known";
    case PLB_SYNTAX: return "is not Lua text";
    case PLB_ERROR: return "the script raised an error";
    case PLB_LIMIT_FUEL: return "does too much work; look for a loop that does not end";
    case PLB_LIMIT_MEMORY: return "needs too much memory; look for a loop that keeps building";
    case PLB_LIMIT_SOURCE: return "the file is too long; split it";
    case PLB_LIMIT_STRING: return "a string is too long";
    case PLB_LIMIT_BLOCK: return "a table is too large, or calls are nested too deeply";
    case PLB_LIMIT_DEPTH: return "tables and conditions are nested too deeply";
    case PLB_LIMIT_WIDTH: return "too many entries in one place";
    case PLB_LIMIT_OUTPUT: return "declares too much for one file; split it";
    case PLB_LIMIT_DEADLINE: return "took too long by the clock";
    case PLB_BAD_RESULT: return "the result is not data";
    case PLB_BAD_REQUEST: return "the request is malformed";
    case PLB_NO_MEMORY: return "the process has no memory left";
  }
  return "";
}

void plb_strike(plb_context *context, plb_status status, uint32_t line, const char *format, ...) {
  if (context->struck != PLB_OK) return;
  context->struck = status;
  context->struck_line = line;
  char text[sizeof context->message];
  if (format == NULL) {
    snprintf(text, sizeof text, "%s", words(status));
  } else {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
  }
  plb_copy_message(context->message, sizeof context->message, text, strlen(text));
}

int plb_raise_struck(lua_State *L) {
  lua_pushnil(L); /* needs no memory, says nothing */
  lua_error(L);
  __builtin_unreachable();
}

int plb_stop(lua_State *L, plb_status status) {
  plb_context *context = plb_context_of(L);
  plb_strike(context, status, plb_line(context), NULL);
  plb_raise_struck(L);
}

int plb_error(lua_State *L, const char *format, ...) {
  plb_context *context = plb_context_of(L);
  uint32_t line = plb_line(context);
  plb_charge(L, PLB_PRICE_ERROR);
  luaL_checkstack(L, 4, NULL);
  if (line > 0) lua_pushfstring(L, "%s:%d: ", context->name, (int)line);
  va_list arguments;
  va_start(arguments, format);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  if (line > 0) lua_concat(L, 2);
  lua_error(L);
  __builtin_unreachable();
}

int plb_on_error(lua_State *L) {
  plb_context *context = plb_context_of(L);
  context->raised_line = plb_line(context);
  return 1;
}

const char *plb_clip(lua_State *L, int index, char out[64]) {
  size_t count = 0;
  const char *bytes = lua_tolstring(L, index, &count);
  plb_copy_message(out, count > 60 ? 58 : 64, bytes, count);
  if (count > 60) strcat(out, "...");
  return out;
}

/* Takes "name:12: " off the front; a rethrown message has several, and the innermost is the place. */
static const char *strip_places(const plb_context *context, const char *text, uint32_t *line) {
  size_t name = strlen(context->name);
  while (strncmp(text, context->name, name) == 0 && text[name] == ':') {
    const char *p = text + name + 1;
    uint64_t number = 0;
    const char *digits = p;
    while (*p >= '0' && *p <= '9' && number < 100000000) number = number * 10 + (uint64_t)(*p++ - '0');
    if (p == digits || p[0] != ':' || p[1] != ' ') break;
    *line = (uint32_t)number;
    text = p + 2;
  }
  return text;
}

/* The error value is on top of the stack; nothing here may raise. */
static void describe_error(plb_context *context, int status, plb_result *result) {
  lua_State *L = context->L;
  result->line = context->phase == PHASE_LOADING ? context->source_line : context->raised_line;
  if (status == LUA_ERRERR) {
    plb_copy_message(result->message, sizeof result->message, "an error within an error: calls are nested too deeply", 53);
    return;
  }
  if (lua_type(L, -1) != LUA_TSTRING) {
    plb_copy_message(result->message, sizeof result->message, "error object is not text", 24);
    return;
  }
  const char *text = strip_places(context, lua_tostring(L, -1), &result->line);
  plb_copy_message(result->message, sizeof result->message, text, strlen(text));
}

/* `status` is what lua_pcall gave. Only the context's own marks decide what kind of end it was. */
void plb_classify(plb_context *context, int status, plb_result *result) {
  if (context->struck != PLB_OK || status == LUA_ERRMEM) {
    plb_strike(context, PLB_NO_MEMORY, 0, NULL);
    result->status = context->struck;
    result->line = context->struck_line;
    memcpy(result->message, context->message, sizeof result->message);
    return;
  }
  if (status == LUA_OK) return;
  result->status = context->phase == PHASE_LOADING ? PLB_SYNTAX : PLB_ERROR;
  describe_error(context, status, result);
  if (context->wants_script) {
    /* Once the script has facts, an error's text may hold a patient's value: only the class and the line are kept. */
    const char *text = words(result->status);
    plb_copy_message(result->message, sizeof result->message, text, strlen(text));
  }
}
