/*
 * The source, before and while Lua reads it.
 *
 * Three things are refused by reading the text, because nothing could refuse them later:
 *  - a character that shows a reviewer another text than the one that is there;
 *  - a NUL character in a string: comparing two strings that are full of them takes Lua, in one
 *    instruction, a microsecond per character;
 *  - the name `_ENV`: it would let a file replace the proxy that every global goes through.
 * The second and third are found while the parser is given its lines: tokens.c, reading.c.
 */
#include "sandbox_internal.h"

#include <string.h>

static bool check_characters(plb_context *context) {
  const uint8_t *bytes = (const uint8_t *)context->source;
  uint32_t line = 1;
  for (size_t i = 0; i < context->source_count;) {
    i += plb_plain_run(bytes + i, context->source_count - i);
    if (i == context->source_count) break;
    if (bytes[i] == '\n') { /* by far the most frequent of the rest */
      line++;
      i++;
      continue;
    }
    uint32_t code = 0;
    size_t length = plb_decode(bytes + i, context->source_count - i, &code);
    plb_text fault = length == 0 ? TEXT_ENCODING : plb_check_code(code);
    if (code == '\t' || code == '\r') fault = TEXT_OK;
    if (fault != TEXT_OK) {
      plb_strike(context, PLB_SYNTAX, line, "the file %s", plb_text_fault(fault));
      return false;
    }
    bool first_of_pair = code == '\r' && i + 1 < context->source_count && bytes[i + 1] == '\n';
    if (code == '\r' && !first_of_pair) line++;
    i += length;
  }
  return true;
}

bool plb_check_source(plb_context *context) {
  if (context->source_count > context->limits.source) {
    plb_strike(context, PLB_LIMIT_SOURCE, 0, NULL);
    return false;
  }
  if (context->source_count > 0 && context->source[0] == LUA_SIGNATURE[0]) {
    plb_strike(context, PLB_SYNTAX, 1, "a compiled chunk: only Lua text is read");
    return false;
  }
  return check_characters(context);
}

typedef struct feed {
  plb_context *context;
  plb_reader reader;
} feed;

/* Gives the parser one line at a time: no hook runs in the parser, so its work is charged here, and its line is
   known here. */
static const char *next_line(lua_State *L, void *opaque, size_t *count) {
  feed *f = opaque;
  plb_context *context = f->context;
  const char *start = context->source + context->source_read;
  size_t left = context->source_count - context->source_read;
  if (left == 0) {
    *count = 0;
    return NULL;
  }
  const char *end = memchr(start, '\n', left);
  *count = end == NULL ? left : (size_t)(end - start) + 1;
  context->source_read += *count;
  context->source_line++;
  plb_charge(L, 1 + *count / 4 + plb_read_on(&f->reader, start + *count));
  if (f->reader.walk.spells_nul)
    plb_strike(context, PLB_SYNTAX, f->reader.line, "a string must not hold the character with code 0");
  if (f->reader.names_environment) plb_strike(context, PLB_ERROR, f->reader.line, "'_ENV' is not offered here");
  if (context->struck != PLB_OK) plb_raise_struck(L);
  return start;
}

void plb_load_source(lua_State *L) {
  plb_context *context = plb_context_of(L);
  char chunk[LUA_IDSIZE + 1] = "=";
  memcpy(chunk + 1, context->name, sizeof context->name);
  feed f = {.context = context};
  f.reader.walk = (plb_walk){.p = context->source, .end = context->source + context->source_count, .line = 1};
  int status = lua_load(L, next_line, &f, chunk, "t");
  context->habits = f.reader.habits;
  if (status == LUA_OK) return;
  if (lua_type(L, -1) == LUA_TSTRING && strstr(lua_tostring(L, -1), "C stack overflow") != NULL) {
    lua_pushliteral(L, "nested too deeply to be read");
  }
  lua_error(L);
}
