/*
 * The source, before and while Lua reads it.
 *
 * Two things are refused by reading the text, because nothing could refuse them later:
 *  - a NUL character in a text: comparing two texts that are full of them takes Lua, in one
 *    instruction, a microsecond per character;
 *  - the name `_ENV`: it would let a file replace the proxy that every global goes through.
 * The walk below follows Lua's own lexer. Where a file is not Lua at all, it stops and lets the parser say so.
 */
#include "sandbox_internal.h"

#include <string.h>

typedef struct walk {
  const char *p, *end;
  uint32_t line;
} walk;

static bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_newline(char c) { return c == '\n' || c == '\r'; }
static char peek(const walk *w, size_t ahead) { return (size_t)(w->end - w->p) > ahead ? w->p[ahead] : '\0'; }

/* "\r\n" is one line, as Lua counts. */
static void newline(walk *w) {
  char first = *w->p++;
  if (w->p < w->end && is_newline(*w->p) && *w->p != first) w->p++;
  w->line++;
}

/* At '[': skips a long bracket and returns true, or stays. */
static bool skip_long(walk *w) {
  size_t level = 0;
  while (peek(w, 1 + level) == '=') level++;
  if (peek(w, 1 + level) != '[') return false;
  w->p += level + 2;
  while (w->p < w->end) {
    if (is_newline(*w->p)) {
      newline(w);
      continue;
    }
    if (*w->p == ']') {
      size_t n = 0;
      while (peek(w, 1 + n) == '=') n++;
      if (n == level && peek(w, 1 + n) == ']') {
        w->p += level + 2;
        return true;
      }
    }
    w->p++;
  }
  return true;
}

/* At the backslash. False: it spells a NUL character. */
static bool skip_escape(walk *w) {
  w->p++;
  char c = peek(w, 0);
  if (w->p >= w->end) return true;
  if (is_newline(c)) {
    newline(w);
  } else if (c == 'z') {
    w->p++;
    while (w->p < w->end && is_space(*w->p)) {
      if (is_newline(*w->p)) newline(w);
      else w->p++;
    }
  } else if (c == 'x') {
    if (peek(w, 1) == '0' && peek(w, 2) == '0') return false;
    w->p++;
  } else if (c == 'u' && peek(w, 1) == '{') {
    w->p += 2;
    bool zero = is_hex(peek(w, 0));
    for (; is_hex(peek(w, 0)); w->p++) zero = zero && *w->p == '0';
    return !zero;
  } else if (is_digit(c)) {
    bool zero = true;
    for (int i = 0; i < 3 && is_digit(peek(w, 0)); i++, w->p++) zero = zero && *w->p == '0';
    return !zero;
  } else {
    w->p++;
  }
  return true;
}

/* At the opening quote. False: a NUL character is spelled in it. */
static bool skip_quoted(walk *w) {
  char quote = *w->p++;
  while (w->p < w->end && *w->p != quote) {
    if (is_newline(*w->p)) return true; /* unfinished: the parser will say so */
    if (*w->p != '\\') w->p++;
    else if (!skip_escape(w)) return false;
  }
  if (w->p < w->end) w->p++;
  return true;
}

/* Could the walk find anything? Only at a backslash or at the name itself, wherever they stand. */
static bool may_have_words(const plb_room *room) {
  const char *p = room->source, *end = p + room->source_count;
  if (room->source_count > 0 && memchr(p, '\\', room->source_count) != NULL) return true;
  while (p < end && (p = memchr(p, 'V', (size_t)(end - p))) != NULL) { /* the rarest of its letters */
    if (p - room->source >= 3 && memcmp(p - 3, "_ENV", 4) == 0) return true;
    p++;
  }
  return false;
}

static bool check_words(plb_room *room) {
  if (!may_have_words(room)) return true;
  walk w = {room->source, room->source + room->source_count, 1};
  while (w.p < w.end) {
    char c = *w.p;
    if (is_newline(c)) {
      newline(&w);
    } else if (c == '-' && peek(&w, 1) == '-') {
      w.p += 2;
      if (peek(&w, 0) == '[' && skip_long(&w)) continue;
      while (w.p < w.end && !is_newline(*w.p)) w.p++;
    } else if (c == '[') {
      if (!skip_long(&w)) w.p++;
    } else if (c == '"' || c == '\'') {
      if (!skip_quoted(&w)) {
        plb_strike(room, PLB_SYNTAX, w.line, "a text may not hold the character with code 0");
        return false;
      }
    } else if (is_alpha(c)) {
      const char *start = w.p;
      while (w.p < w.end && (is_alpha(*w.p) || is_digit(*w.p))) w.p++;
      if (w.p - start == 4 && memcmp(start, "_ENV", 4) == 0) {
        plb_strike(room, PLB_ERROR, w.line, "nothing is called '_ENV' here");
        return false;
      }
    } else if (is_digit(c)) {
      while (w.p < w.end && (is_alpha(*w.p) || is_digit(*w.p))) w.p++;
    } else {
      w.p++;
    }
  }
  return true;
}

static bool check_characters(plb_room *room) {
  const uint8_t *bytes = (const uint8_t *)room->source;
  uint32_t line = 1;
  for (size_t i = 0; i < room->source_count;) {
    i += plb_plain_run(bytes + i, room->source_count - i);
    if (i == room->source_count) break;
    if (bytes[i] == '\n') { /* by far the most of what is left */
      line++;
      i++;
      continue;
    }
    uint32_t code = 0;
    size_t length = plb_decode(bytes + i, room->source_count - i, &code);
    plb_text fault = length == 0 ? TEXT_ENCODING : plb_check_code(code);
    if (code == '\t' || code == '\r') fault = TEXT_OK;
    if (fault != TEXT_OK) {
      plb_strike(room, PLB_SYNTAX, line, "the file %s", plb_text_fault(fault));
      return false;
    }
    bool first_of_pair = code == '\r' && i + 1 < room->source_count && bytes[i + 1] == '\n';
    if (code == '\r' && !first_of_pair) line++;
    i += length;
  }
  return true;
}

bool plb_check_source(plb_room *room) {
  if (room->source_count > room->limits.source) {
    plb_strike(room, PLB_LIMIT_SOURCE, 0, NULL);
    return false;
  }
  if (room->source_count > 0 && room->source[0] == LUA_SIGNATURE[0]) {
    plb_strike(room, PLB_SYNTAX, 1, "a compiled chunk; only Lua text is read");
    return false;
  }
  return check_characters(room) && check_words(room);
}

/* Hands the parser one line at a time: no hook runs in there, so this is where its work is charged and
   where its line is known. */
static const char *next_line(lua_State *L, void *context, size_t *count) {
  plb_room *room = context;
  const char *start = room->source + room->source_read;
  size_t left = room->source_count - room->source_read;
  if (left == 0) {
    *count = 0;
    return NULL;
  }
  const char *end = memchr(start, '\n', left);
  *count = end == NULL ? left : (size_t)(end - start) + 1;
  room->source_read += *count;
  room->source_line++;
  plb_charge(L, 1 + *count / 4);
  return start;
}

void plb_load_source(lua_State *L) {
  plb_room *room = plb_room_of(L);
  char chunk[LUA_IDSIZE + 1] = "=";
  memcpy(chunk + 1, room->name, sizeof room->name);
  if (lua_load(L, next_line, room, chunk, "t") == LUA_OK) return;
  if (lua_type(L, -1) == LUA_TSTRING && strstr(lua_tostring(L, -1), "C stack overflow") != NULL) {
    lua_pushliteral(L, "nested too deeply to be read");
  }
  lua_error(L);
}
