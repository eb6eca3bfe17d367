/*
 * What the files of the context share: the context itself, its budget, and the few ways to fail.
 *
 * One `plb_context` is one run. It is found from any lua_State through the pointer that Lua keeps for its
 * host in front of the state, so no script can reach or replace it. Whatever ends a run for good is
 * *struck*: the first strike counts, it is held here and not in a Lua value, and no script can undo it.
 */
#ifndef PLUMBLINE_SANDBOX_INTERNAL_H
#define PLUMBLINE_SANDBOX_INTERNAL_H

#include "plumbline_sandbox.h"
#include "reading.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if LUA_VERSION_NUM != 504
#error "Plumbline needs Lua 5.4: install liblua5.4-dev"
#endif

/* ---- The context ---- */

typedef enum plb_phase {
  PHASE_BUILDING, /* the state and its environment */
  PHASE_LOADING,  /* the parser reads the source */
  PHASE_RUNNING,  /* the pack's own code runs */
  PHASE_WRITING,  /* the document is written */
  PHASE_CALLING   /* plb_run only: the script has a patient's facts */
} plb_phase;

/* A global name and the line that read it first. The bytes belong to a Lua string that stays alive. */
typedef struct plb_name {
  const char *bytes;
  uint32_t count, line;
} plb_name;

/* One key of a table, while the table is walked in order. */
typedef struct plb_key {
  const char *bytes; /* NULL for an integer */
  uint32_t count;
  bool holds;        /* its value may hold other values: a table, or a userdata */
  lua_Integer integer;
} plb_key;

/* One declared fact; the bytes belong to the caller of plb_run. */
typedef struct plb_fact {
  const uint8_t *path;
  uint32_t path_count;
  uint8_t tag;
  const uint8_t *value; /* what follows the tag */
} plb_fact;

/* A table that the walk has visited: white is "not in the set". */
typedef struct plb_mark {
  const void *table;
  bool closed;
} plb_mark;

/* The memory of a run's small blocks; see arena.c. All NULL if there is none. */
enum { ARENA_CLASSES = 64 };
typedef struct plb_arena {
  struct plb_piece *piece;
  char *start, *next, *end;
  void *freed[ARENA_CLASSES]; /* blocks given back, by size: each holds the address of the one before */
  bool overflowed;            /* some blocks lie outside, and must be freed one by one */
} plb_arena;

typedef struct plb_context {
  lua_State *L;
  plb_arena arena;
  plb_limits limits;
  plb_phase phase;

  /* how it ended, if it has */
  plb_status struck;
  uint32_t struck_line;
  uint32_t raised_line; /* where the last uncaught error was raised */
  char message[512];

  /* budget */
  uint64_t fuel_left, fuel_before; /* `before`: spent by the load, when a script's own fuel is counted */
  uint64_t fuel_granted;
  uint64_t held, peak;
  uint64_t deadline_ns;
  uint64_t clock_tick;
  uint64_t price;         /* fuel for one VM instruction; see budget.c */
  uint64_t step_price;    /* fuel for one look into a table */
  plb_habits habits;      /* of the source; see reading.c */
  size_t longest_string;  /* bytes, and so on: the largest of each that was ever held */
  size_t largest_hash;    /* nodes */
  size_t largest_vector;  /* bytes */
  void *texts;            /* the block of Lua's table of all strings */
  bool is_own;            /* current allocations are the context's own, not the file's */
  void *stack;            /* the Lua stack's block */
  size_t stack_bytes;
  void *last_vector;      /* the latest one, and the size of the largest before it */
  size_t last_vector_bytes, vector_before;
  unsigned allocations;   /* counted up to the second, which is the stack */

  /* source */
  const char *source;
  size_t source_count, source_read;
  uint32_t source_line;
  uint32_t node_line;     /* of the node that is being written */
  char name[LUA_IDSIZE];  /* as Lua shows it: cut to what fits */

  /* what the run collects */
  plb_name *names;
  size_t names_count, names_capacity;
  plb_key *keys;          /* used as a stack */
  size_t keys_count, keys_capacity;
  plb_mark *marks;        /* open addressing; capacity is a power of two */
  size_t marks_count, marks_capacity;
  uint8_t *output;
  size_t output_count, output_capacity;
  char *scratch;          /* limits.string bytes, for one library call at a time */

  /* plb_run */
  bool wants_script;
  uint32_t script;        /* the function to call */
  uint32_t functions;     /* met so far */
  const uint8_t *facts_bytes;
  size_t facts_bytes_count;
  plb_fact *facts;
  size_t facts_count;
} plb_context;

/* ---- Our userdata: the only userdata there is, so a kind byte tells them apart ---- */

typedef enum plb_kind { KIND_ENVIRONMENT, KIND_LIBRARY, KIND_REFERENCE, KIND_NODE, KIND_FACTS } plb_kind;
typedef enum plb_colour { COLOUR_WHITE, COLOUR_OPEN, COLOUR_CLOSED } plb_colour;

typedef struct plb_thing {
  uint8_t kind;
  uint8_t colour; /* of a node, while cycles are looked for */
  bool used;      /* a node that another node holds: no root */
  uint32_t line;
  uint32_t count; /* arguments of a node */
  const char *name; /* of a library */
} plb_thing;

/* User values. A reference and facts hold their path; an environment and a library their members. */
enum { UV_PATH = 1, UV_MEMBERS = 1, UV_NEXT = 1, UV_CALLEE = 2, UV_ARGUMENTS = 3 };

/* ---- budget.c ---- */

static inline plb_context *plb_context_of(lua_State *L) { return *(plb_context **)lua_getextraspace(L); }
void *plb_allocate(void *context, void *block, size_t old_size, size_t new_size);

/* The same for the context's own memory: it is charged, but does not make later instructions of a file dearer. */
void *plb_allocate_own(plb_context *context, void *block, size_t old_size, size_t new_size);
void plb_start_clock(plb_context *context);
void plb_watch(plb_context *context);                           /* sets the count hook */
void plb_forget_parser(plb_context *context);                   /* the parser's tables do not make code dearer */
bool plb_spend_slowly(plb_context *context, uint64_t units);    /* plb_spend, where it may end the run */
void plb_charge(lua_State *L, uint64_t units);            /* raises when nothing may be spent any more */
void plb_charge_bytes(lua_State *L, uint64_t bytes);
void plb_charge_steps(lua_State *L, uint64_t steps);      /* steps that each look into a table */
uint64_t plb_fuel_spent(const plb_context *context);

/* The units that some work costs whatever its size; measured, see Documentation/Sandbox.md. */
enum {
  PLB_PRICE_INTEGER = 3,  /* to write one out */
  PLB_PRICE_NUMERAL = 8,  /* to read a string as a number */
  PLB_PRICE_FLOAT = 24,   /* to write one out */
  PLB_PRICE_ERROR = 6,    /* to raise one, and to catch it */
};

/* Reading the clock is slow; every 8,192 units is enough. */
static inline uint64_t plb_tick(uint64_t fuel_left) { return fuel_left >> 13; }

/* False once anything is struck. Every value that is visited and every byte that is written is charged here. */
static inline bool plb_spend(plb_context *context, uint64_t units) {
  uint64_t left = context->fuel_left;
  if (context->struck != PLB_OK || units > left || plb_tick(left - units) != context->clock_tick)
    return plb_spend_slowly(context, units);
  context->fuel_left = left - units;
  return true;
}

/* ---- arena.c: where the bytes come from; budget.c charges for them ---- */

void plb_arena_open(plb_arena *arena); /* in the last run's piece, if that is free */
void plb_arena_close(plb_arena *arena);
void plb_arena_open_own(plb_arena *arena); /* in a piece that no other run gets */
void plb_arena_close_own(plb_arena *arena);
void *plb_arena_resize(plb_arena *arena, void *block, size_t old_size, size_t new_size); /* NULL: no memory */
void plb_arena_free(plb_arena *arena, void *block, size_t size);
bool plb_arena_holds_all(const plb_arena *arena); /* closing the arena frees every block there is */
void **plb_arena_copy(plb_arena *arena); /* the slot for a prepared.c copy of this piece; NULL: there is none */

/* ---- prepared.c: a state between two steps of a run, kept as bytes ---- */

typedef struct plb_kept plb_kept;
plb_kept *plb_keep(const plb_context *context); /* NULL: a block lies outside the piece, or there is no memory */
void plb_restore(const plb_kept *kept, plb_context *context); /* as it was, at the same address */
void plb_keep_prepared(plb_context *context);
bool plb_use_prepared(plb_context *context); /* false: build it */

/* ---- sandbox.c ---- */

void plb_prepare_context(plb_context *context, const plb_limits *limits, const char *name, const uint8_t *source, size_t count,
                      uint32_t script);
int plb_load_protected(plb_context *context); /* leaves one value: the file's functions */
int plb_call_protected(plb_context *context); /* takes it */
void plb_finish(plb_context *context, int status, plb_result *result); /* what the arena holds is then free */

/* ---- failure.c: how a run ends ---- */

uint32_t plb_line(plb_context *context);                        /* of the current code or node; 0 for none */
uint32_t plb_caller_line(plb_context *context);                 /* the same, for a function that the code called */
void plb_strike(plb_context *context, plb_status status, uint32_t line, const char *format, ...)
  __attribute__((format(printf, 4, 5)));                  /* does not raise; NULL: the status's own words */
int plb_raise_struck(lua_State *L) __attribute__((noreturn));
int plb_stop(lua_State *L, plb_status status) __attribute__((noreturn)); /* strike and raise */
int plb_error(lua_State *L, const char *format, ...) __attribute__((noreturn)); /* lua_pushfstring's format */
int plb_on_error(lua_State *L);                           /* message handler: notes the line, changes nothing */
void plb_classify(plb_context *context, int status, plb_result *result);
const char *plb_clip(lua_State *L, int index, char out[64]); /* a string, short enough for a message */

/* ---- text.c ---- */

typedef enum plb_text { TEXT_OK, TEXT_ENCODING, TEXT_CONTROL, TEXT_DIRECTION } plb_text;

size_t plb_decode(const uint8_t *bytes, size_t count, uint32_t *code); /* 0: not UTF-8 */
plb_text plb_check_text(const uint8_t *bytes, size_t count, size_t *where);
plb_text plb_check_code(uint32_t code);
size_t plb_plain_run(const uint8_t *bytes, size_t count); /* how many bytes in front are printable ASCII */
const char *plb_text_fault(plb_text fault);
void plb_copy_message(char *out, size_t capacity, const char *bytes, size_t count);
size_t plb_format_float(char *out, size_t capacity, double value); /* shortest that reads back the same */

/* ---- source.c ---- */

bool plb_check_source(plb_context *context); /* false: struck */
void plb_load_source(lua_State *L);    /* pushes the chunk's function, or raises */

/* ---- environment.c, symbol.c, facts.c ---- */

void plb_push_environment(lua_State *L);
plb_thing *plb_new_thing(lua_State *L, plb_kind kind, int user_values);
plb_thing *plb_thing_at(lua_State *L, int index); /* NULL if it is not one of ours */
void plb_set_metatable(lua_State *L, plb_kind kind);
void plb_build_metatable(lua_State *L, plb_kind kind, const luaL_Reg *methods, const char *name);
void plb_build_symbols(lua_State *L);
void plb_push_reference(lua_State *L, int path, uint32_t line);
bool plb_push_first_node(lua_State *L); /* false, and nothing is pushed, if there is none */
bool plb_is_name(const char *bytes, size_t count);
void plb_take_facts(plb_context *context, const uint8_t *facts, size_t count);
bool plb_read_facts(plb_context *context);    /* false: malformed */
void plb_build_facts(lua_State *L);
void plb_push_facts(lua_State *L);

/* ---- library*.c ---- */

void plb_build_base(lua_State *L, int members);
void plb_build_library(lua_State *L, int members, const luaL_Reg *functions);
void plb_build_math(lua_State *L, int members);
void plb_build_string(lua_State *L, int members);
void plb_build_table(lua_State *L, int members);
int plb_string_format(lua_State *L);
const char *plb_type_name(lua_State *L, int index);
lua_Integer plb_integer_argument(lua_State *L, int index, const char *what);
lua_Integer plb_integer_option(lua_State *L, int index, const char *what, lua_Integer otherwise);
const char *plb_string_argument(lua_State *L, int index, const char *what, size_t *count);
void plb_table_argument(lua_State *L, int index, const char *what);
void plb_push_text(lua_State *L, int index); /* what tostring returns */
uint64_t plb_magnitude(double value);
void plb_append(lua_State *L, size_t *used, const char *bytes, size_t count); /* to the context's scratch */

/* ---- graph.c, document.c ---- */

/* Pushes the table's sorted keys on the context's key stack and returns their count; more than `most` strikes
   a limit. */
size_t plb_collect_keys(lua_State *L, int table, size_t most, size_t *integers);
void plb_release_keys(plb_context *context, size_t count);
void plb_push_key(lua_State *L, const plb_key *key);
void plb_push_value(lua_State *L, int table, const plb_key *key); /* the table's value for the key */
void plb_find_roots(lua_State *L);
void plb_write_document(lua_State *L);  /* leaves the table of the functions that were found, or nil */
void plb_write_answer(lua_State *L);    /* the value on top of the stack */
bool plb_write_names(plb_context *context);   /* raises nothing; false when memory is out */
bool plb_write_empty(plb_context *context);   /* a document without roots, up to where the names go; raises nothing */
void plb_output_reset(plb_context *context);

#endif
