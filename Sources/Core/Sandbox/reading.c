/*
 * What reading a source costs, and what in it makes each instruction dearer.
 *
 * No hook runs in the parser, and it is not linear: to find a name it passes every local name in scope, in
 * every enclosing function; a chain of `and`, of `elseif`, of jumps to one label is walked again at each link.
 * So each token is charged for the longest walk that it can cause, by counts that are never too low:
 * names, links, jumps and labels of the functions that are open at that place.
 *
 * Three operations of the language cost more than an instruction may, without a call of our functions: the
 * remainder of two floats far apart, a float that is joined to a string, and a string that a numeric `for`
 * reads as a number. A file's tokens show which of them it can use at all; such a file pays more for each
 * instruction. The prices were measured: Documentation/Sandbox.md.
 */
#include "reading.h"

#include <string.h>

enum {
  STEPS_PER_UNIT = 12,    /* steps of the parser along a list */
  SHIFTS_PER_UNIT = 24,   /* jumps that move up when one before them has found its label */
  MOST_LOCALS = 200,      /* of one function: Lua's limits */
  MOST_CAPTURED = 255,
  NUMBER_EXTRA = 6,       /* a numeral that is not a plain integer */
  NUMBERS_PER_UNIT = 16,  /* numbers that one may collide with */
  REMAINDER_FOLDED = 40,  /* of two constants: the parser computes it */
  FUNCTION_EXTRA = 4,
  HIDDEN_LOCALS = 4,      /* of a `for` */
};

/* The parser stops long before there are so many; until then the last one counts for all. */
static plb_block *top(plb_reader *r) { return &r->blocks[r->depth < MOST_BLOCKS ? r->depth : MOST_BLOCKS - 1]; }

static uint8_t *captured_by(plb_reader *r, uint32_t function) {
  return &r->captured[function < MOST_BLOCKS ? function : MOST_BLOCKS - 1];
}

static void open_block(plb_reader *r, bool is_function, bool waits) {
  r->depth++;
  *top(r) = (plb_block){.is_function = is_function, .waits = waits, .before = r->counts};
  if (!is_function) return;
  r->functions++;
  *captured_by(r, r->functions) = 0;
  r->counts.links = r->counts.jumps = r->counts.labels = 0;
}

/* Jumps that have not found their label yet move out of the block. */
static uint64_t close_block(plb_reader *r) {
  if (r->depth == 0) return 0;
  plb_block *block = top(r);
  uint32_t moved = r->counts.jumps;
  if (block->is_function) {
    r->all_captured -= *captured_by(r, r->functions);
    r->functions--;
    r->counts = block->before;
  } else {
    moved -= block->before.jumps;
    r->counts.locals = block->before.locals;
    r->counts.branches = block->before.branches;
  }
  r->depth--;
  return moved / STEPS_PER_UNIT;
}

/* To resolve a name, the parser passes the local names of each enclosing function, what each has captured already,
   and the blocks; each of these functions may capture it now. */
static uint64_t look_up(plb_reader *r) {
  uint64_t most = (uint64_t)MOST_LOCALS * (r->functions + 1);
  uint64_t locals = r->counts.locals < most ? r->counts.locals : most;
  for (uint32_t f = r->functions; f > 0; f--) {
    uint8_t *captured = captured_by(r, f);
    if (*captured == MOST_CAPTURED) continue;
    (*captured)++;
    r->all_captured++;
  }
  return (locals + r->all_captured + r->depth) / STEPS_PER_UNIT;
}

static uint64_t jump(plb_reader *r) {
  r->counts.jumps++;
  return r->counts.labels / STEPS_PER_UNIT + r->counts.jumps / SHIFTS_PER_UNIT;
}

static uint64_t label(plb_reader *r) {
  r->counts.labels++;
  return (r->counts.labels + r->counts.jumps) / STEPS_PER_UNIT;
}

static uint64_t function(plb_reader *r) {
  if (plb_is_word(&r->last[0], WORD_LOCAL)) r->counts.locals++;
  open_block(r, true, false);
  r->declares = true; /* its parameters */
  r->declared = 0;
  return FUNCTION_EXTRA;
}

static uint64_t word(plb_reader *r, plb_word word) {
  switch (word) {
    case WORD_AND:
    case WORD_OR: return r->counts.links++ / STEPS_PER_UNIT;
    case WORD_FUNCTION: return function(r);
    case WORD_NOT:
    case WORD_NIL:
    case WORD_TRUE:
    case WORD_FALSE: r->declares = false; return 0;
    default: break;
  }
  r->counts.links = 0; /* a statement: it ends every chain */
  r->declares = word == WORD_LOCAL || word == WORD_FOR;
  if (r->declares) r->declared = 0;
  switch (word) {
    case WORD_END:
    case WORD_UNTIL: return close_block(r);
    case WORD_ELSEIF: return r->counts.branches++ / STEPS_PER_UNIT;
    case WORD_BREAK:
    case WORD_GOTO: return jump(r);
    case WORD_FOR:
      open_block(r, false, true);
      r->counts.locals += HIDDEN_LOCALS;
      return 0;
    case WORD_WHILE: open_block(r, false, true); return 0;
    case WORD_DO:
      if (r->depth > 0 && top(r)->waits) top(r)->waits = false;
      else open_block(r, false, false);
      return 0;
    case WORD_IF:
      open_block(r, false, false);
      r->counts.branches = 0;
      return 0;
    case WORD_REPEAT: open_block(r, false, false); return 0;
    default: return 0;
  }
}

static uint64_t name(plb_reader *r) {
  const plb_token *last = &r->last[0];
  if (last->kind == TOKEN_NAME) r->declares = false; /* the next statement */
  if (r->declares) {
    r->counts.locals++;
    if (++r->declared > r->habits.widest) r->habits.widest = r->declared;
  }
  return plb_is_symbol(last, '.') || plb_is_symbol(last, ':') ? 0 : 1 + look_up(r);
}

/* The parser keeps constants in one table, and numbers can be chosen so that each is looked for among all the others;
   few of those below 10,000 can. */
static uint64_t number(plb_reader *r, const plb_token *t) {
  size_t digits = 0;
  while (digits < t->count && t->start[digits] >= '0' && t->start[digits] <= '9') digits++;
  if (digits == t->count && digits < 5) return 1;
  uint64_t search = r->numbers++ / NUMBERS_PER_UNIT;
  return search + (digits == t->count && digits < 19 ? 1 : NUMBER_EXTRA + t->count / 8);
}

static uint64_t symbol(plb_reader *r, const plb_token *t) {
  bool declares = r->declares;
  r->declares = declares && (t->code == ',' || t->code == '(' || t->code == '<' || t->code == '>');
  switch (t->code) {
    case '=':
      if (r->last[0].kind == TOKEN_NAME && plb_is_word(&r->last[1], WORD_FOR)) r->bound = BOUND_START;
      return 0;
    case SYMBOL_LABEL: return plb_is_symbol(&r->last[1], SYMBOL_LABEL) ? 0 : label(r);
    case '%': r->habits.takes_remainders = true; return REMAINDER_FOLDED;
    default: return 0;
  }
}

/* ---- What makes each instruction dearer ---- */

/* Is it a string by itself, and not the argument of a call? */
static bool is_plain_text(const plb_token *text, const plb_token *before) {
  if (text->kind != TOKEN_TEXT || before->kind == TOKEN_TEXT || before->kind == TOKEN_NAME) return false;
  return before->kind != TOKEN_SYMBOL || strchr(")]}#-~", (int)before->code) == NULL;
}

/* `t` follows a `..`: with a string on neither side, each instruction may turn a number into a string; with one on
   either side, every second. */
static void note_joining(plb_reader *r, const plb_token *t) {
  bool left = is_plain_text(&r->last[1], &r->last[2]), right = t->kind == TOKEN_TEXT;
  if (!left && !right) r->habits.joins = JOINS_ANY;
  else if (left != right && r->habits.joins == JOINS_NONE) r->habits.joins = JOINS_TEXT;
}

/* A bound of a numeric `for` is harmless if it is a number as it stands: `10`, `-1`, `#list`. */
static void note_bound(plb_reader *r, const plb_token *t) {
  plb_bound next = BOUND_NONE;
  switch (r->bound) {
    case BOUND_NONE: return;
    case BOUND_START:
      if (t->kind == TOKEN_NUMBER) next = BOUND_END;
      else if (plb_is_symbol(t, '-')) next = BOUND_SIGN;
      else if (plb_is_symbol(t, '#')) next = BOUND_LENGTH;
      break;
    case BOUND_SIGN: next = t->kind == TOKEN_NUMBER ? BOUND_END : BOUND_NONE; break;
    case BOUND_LENGTH: next = t->kind == TOKEN_NAME ? BOUND_END : BOUND_NONE; break;
    case BOUND_END:
      if (plb_is_word(t, WORD_DO)) {
        r->bound = BOUND_NONE;
        return;
      }
      if (plb_is_symbol(t, ',')) next = BOUND_START;
      if (plb_is_symbol(t, '.') && r->last[0].kind == TOKEN_NAME) next = BOUND_LENGTH;
      break;
  }
  if (next == BOUND_NONE) r->habits.reads_texts = true;
  r->bound = next;
}

static uint64_t price_of(plb_reader *r, const plb_token *t) {
  if (plb_is_symbol(&r->last[0], SYMBOL_JOIN)) note_joining(r, t);
  note_bound(r, t);
  switch (t->kind) {
    case TOKEN_NAME: return name(r);
    case TOKEN_WORD: return word(r, (plb_word)t->code);
    case TOKEN_SYMBOL: return symbol(r, t);
    case TOKEN_NUMBER: r->declares = false; return number(r, t);
    case TOKEN_TEXT: r->declares = false; return 1;
    case TOKEN_END: break;
  }
  return 0;
}

uint64_t plb_read_on(plb_reader *r, const char *until) {
  uint64_t units = 0;
  while (r->walk.p < until) {
    plb_token token = plb_next_token(&r->walk);
    if (token.kind == TOKEN_END) break;
    units += 1 + price_of(r, &token);
    r->names_environment = token.kind == TOKEN_NAME && token.count == 4 && memcmp(token.start, "_ENV", 4) == 0;
    r->line = r->walk.spells_nul ? r->walk.line : token.line;
    if (r->walk.spells_nul || r->names_environment) break;
    r->last[2] = r->last[1];
    r->last[1] = r->last[0];
    r->last[0] = token;
  }
  return units;
}
