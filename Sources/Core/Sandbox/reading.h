/*
 * The source as the parser will see it: its tokens, and what reading them costs.
 */
#ifndef PLUMBLINE_READING_H
#define PLUMBLINE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- tokens.c ---- */

typedef struct plb_walk {
  const char *p, *end;
  uint32_t line;
  bool spells_nul; /* a string holds the character with code 0 */
} plb_walk;

typedef enum plb_token_kind { TOKEN_END, TOKEN_NAME, TOKEN_WORD, TOKEN_NUMBER, TOKEN_TEXT, TOKEN_SYMBOL } plb_token_kind;

/* The reserved words, and how a symbol is kept: its characters, the first in the lowest byte. */
typedef enum plb_word {
  WORD_AND, WORD_BREAK, WORD_DO, WORD_ELSE, WORD_ELSEIF, WORD_END, WORD_FALSE, WORD_FOR, WORD_FUNCTION, WORD_GOTO,
  WORD_IF, WORD_IN, WORD_LOCAL, WORD_NIL, WORD_NOT, WORD_OR, WORD_REPEAT, WORD_RETURN, WORD_THEN, WORD_TRUE,
  WORD_UNTIL, WORD_WHILE
} plb_word;
enum { SYMBOL_JOIN = '.' | '.' << 8, SYMBOL_LABEL = ':' | ':' << 8 };

typedef struct plb_token {
  plb_token_kind kind;
  uint32_t code; /* of a reserved word or a symbol */
  const char *start;
  size_t count;
  uint32_t line;
} plb_token;

plb_token plb_next_token(plb_walk *walk);

static inline bool plb_is_word(const plb_token *t, plb_word word) { return t->kind == TOKEN_WORD && t->code == word; }
static inline bool plb_is_symbol(const plb_token *t, uint32_t symbol) {
  return t->kind == TOKEN_SYMBOL && t->code == symbol;
}

/* ---- reading.c ---- */

/* How `..` is used: between strings, with a string on one side, or between any values. */
typedef enum plb_joins { JOINS_NONE, JOINS_TEXT, JOINS_ANY } plb_joins;

/* What in a file makes each of its instructions dearer. */
typedef struct plb_habits {
  plb_joins joins;
  bool takes_remainders; /* `%` */
  bool reads_texts;      /* a numeric `for` whose bounds may be strings */
  uint32_t widest;       /* names that one statement or one list of parameters declares, and Lua may have to clear */
} plb_habits;

typedef struct plb_counts {
  uint32_t locals;   /* in scope */
  uint32_t links;    /* `and` and `or` since the statement began */
  uint32_t branches; /* `elseif` of this `if` */
  uint32_t jumps;    /* `break` and `goto` of this function */
  uint32_t labels;   /* of this function */
} plb_counts;

typedef struct plb_block {
  bool is_function;
  bool waits; /* for its `do` */
  plb_counts before;
} plb_block;

/* The position within the bounds of a numeric `for`. */
typedef enum plb_bound { BOUND_NONE, BOUND_START, BOUND_SIGN, BOUND_LENGTH, BOUND_END } plb_bound;

enum { MOST_BLOCKS = 256 };

typedef struct plb_reader {
  plb_walk walk;
  plb_token last[3]; /* the newest first */
  plb_counts counts;
  uint32_t depth, functions;
  uint32_t numbers;      /* that may collide */
  uint32_t all_captured; /* names, by the functions around, together */
  plb_block blocks[MOST_BLOCKS];
  uint8_t captured[MOST_BLOCKS];
  bool declares; /* the names that follow are new */
  uint32_t declared; /* since these began */
  plb_bound bound;
  plb_habits habits;
  bool names_environment;
  uint32_t line; /* of what is not allowed */
} plb_reader;

/* Returns the units for the tokens that begin before `until`. Stops at what is not allowed. */
uint64_t plb_read_on(plb_reader *reader, const char *until);

#endif
