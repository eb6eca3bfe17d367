/*
 * Lua's tokens, cut as Lua's own lexer cuts them. If a file is not Lua at all, the result does not matter: the
 * parser stops there.
 */
#include "reading.h"

#include <string.h>

static bool is_alpha(char c) { return (unsigned)((c | 0x20) - 'a') < 26 || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_newline(char c) { return c == '\n' || c == '\r'; }
static char peek(const plb_walk *w, size_t ahead) { return (size_t)(w->end - w->p) > ahead ? w->p[ahead] : '\0'; }

/* "\r\n" is one line, as Lua counts. */
static void newline(plb_walk *w) {
  char first = *w->p++;
  if (w->p < w->end && is_newline(*w->p) && *w->p != first) w->p++;
  w->line++;
}

/* At '[': skips a long bracket and returns true, or stays. */
static bool skip_long(plb_walk *w) {
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
static bool skip_escape(plb_walk *w) {
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

/* At the opening quote. */
static void skip_quoted(plb_walk *w) {
  char quote = *w->p++;
  for (;;) {
    const char *p = w->p, *end = w->end;
    while (p < end && (*p > '\\' || (*p != quote && *p != '\\' && !is_newline(*p)))) p++; /* most are lower case letters */
    w->p = p;
    if (p == end || is_newline(*p)) return; /* unfinished: the parser reports it */
    if (*p == quote) break;
    if (!skip_escape(w)) {
      w->spells_nul = true;
      return;
    }
  }
  w->p++;
}

/* As Lua's read_numeral: an exponent may have a sign; the parser refuses what is not a numeral after all. */
static void skip_number(plb_walk *w) {
  bool hex = peek(w, 0) == '0' && (peek(w, 1) == 'x' || peek(w, 1) == 'X');
  if (hex) w->p += 2;
  for (;;) {
    char c = peek(w, 0);
    bool exponent = hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
    if (exponent) {
      w->p++;
      if (peek(w, 0) == '+' || peek(w, 0) == '-') w->p++;
    } else if (is_hex(c) || c == '.') {
      w->p++;
    } else {
      break;
    }
  }
  while (is_alpha(peek(w, 0)) || is_digit(peek(w, 0))) w->p++;
}

static uint32_t skip_symbol(plb_walk *w) {
  static const char pairs[][3] = {"..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"};
  uint32_t first = (uint8_t)peek(w, 0), second = (uint8_t)peek(w, 1);
  if (first == '.' && second == '.' && peek(w, 2) == '.') {
    w->p += 3;
    return first | first << 8 | first << 16;
  }
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (first != (uint8_t)pairs[i][0] || second != (uint8_t)pairs[i][1]) continue;
    w->p += 2;
    return first | second << 8;
  }
  w->p++;
  return first;
}

/* In the order of plb_word. */
static bool is_reserved(const char *start, size_t count, uint32_t *code) {
  static const struct {
    char text[9];
    uint8_t count;
  } words[] = {{"and", 3},   {"break", 5}, {"do", 2},    {"else", 4}, {"elseif", 6}, {"end", 3},    {"false", 5}, {"for", 3},
               {"function", 8}, {"goto", 4}, {"if", 2},  {"in", 2},   {"local", 5},  {"nil", 3},    {"not", 3},   {"or", 2},
               {"repeat", 6}, {"return", 6}, {"then", 4}, {"true", 4}, {"until", 5}, {"while", 5}};
  if (count > 8) return false;
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (words[i].text[0] != start[0] || words[i].count != count || memcmp(words[i].text, start, count) != 0) continue;
    *code = i;
    return true;
  }
  return false;
}

/* Spaces and comments. */
static void skip_between(plb_walk *w) {
  while (w->p < w->end) {
    if (is_newline(*w->p)) {
      newline(w);
    } else if (is_space(*w->p)) {
      w->p++;
    } else if (*w->p == '-' && peek(w, 1) == '-') {
      w->p += 2;
      if (peek(w, 0) == '[' && skip_long(w)) continue;
      while (w->p < w->end && !is_newline(*w->p)) w->p++;
    } else {
      return;
    }
  }
}

plb_token plb_next_token(plb_walk *w) {
  skip_between(w);
  plb_token token = {TOKEN_END, 0, w->p, 0, w->line};
  if (w->p >= w->end) return token;
  char c = *w->p;
  if (is_alpha(c)) {
    const char *p = w->p, *end = w->end;
    while (p < end && (is_alpha(*p) || is_digit(*p))) p++;
    w->p = p;
    token.kind = is_reserved(token.start, (size_t)(w->p - token.start), &token.code) ? TOKEN_WORD : TOKEN_NAME;
  } else if (is_digit(c) || (c == '.' && is_digit(peek(w, 1)))) {
    token.kind = TOKEN_NUMBER;
    skip_number(w);
  } else if (c == '"' || c == '\'') {
    token.kind = TOKEN_TEXT;
    skip_quoted(w);
  } else if (c == '[' && skip_long(w)) {
    token.kind = TOKEN_TEXT;
  } else {
    token.kind = TOKEN_SYMBOL;
    token.code = skip_symbol(w);
  }
  token.count = (size_t)(w->p - token.start);
  return token;
}
