/*
 * The Lua sandbox: bytes in, bytes out.
 *
 * A pack file is Lua text. It runs once, in a fresh state that is built from nothing, and what it
 * declared comes back as a document. No Lua type is visible here, no callback is taken, and every
 * entry point is one protected call, so that no longjmp ever crosses a caller's frame.
 *
 * The context knows Lua and budgets. It does not know what a rule, a fact or a patient is: every global
 * name that is not part of the small library is a *reference*, calling a reference makes a *node*, and
 * the document is the list of nodes that no other node uses. Its reader decides what they mean.
 *
 * ## The document (little-endian)
 *
 *   "PLB1"
 *   u32 count, then per root node, in order of creation:  VALUE (a node)
 *   u32 count, then per global name read (first line only, sorted by name): u32 line, STRING name
 *
 *   STRING := u32 length, bytes (valid UTF-8, no control characters but \n, no bidirectional controls)
 *   VALUE  := 'T' | 'F'                                  true, false
 *           | 'i' i64 | 'd' f64 (finite)                 integer, float
 *           | 's' STRING                                 text
 *           | 'L' u32 count, VALUE...                    a list: keys 1..count, no holes
 *           | 'K' u32 count, (i64, VALUE)...             a table with integer keys that are not 1..count
 *           | 'M' u32 count, (STRING, VALUE)...          named fields, sorted by name; {} is 'L' 0
 *           | 'R' u32 line, STRING path                  a reference: "fear.tsk_17"
 *           | 'N' u32 line, VALUE callee, u32 count, VALUE...   a node: callee (an 'R' or an 'N') and arguments
 *           | 'X' u32 index                              a Lua function, numbered from 0 in order of appearance;
 *                                                        one that appears twice has two numbers
 *
 * `fear.tsk_17 :above(37)` is the node whose callee is the reference `fear.tsk_17.above` and whose
 * arguments are the reference `fear.tsk_17` and 37; `rule "x" { ... }` is a node whose callee is a node.
 */
#ifndef PLUMBLINE_SANDBOX_H
#define PLUMBLINE_SANDBOX_H

#include <stddef.h>
#include <stdint.h>

/*
 * The limits of a run. All are deterministic except the deadline, which only catches a hang.
 *
 * Fuel bounds time: no program that was found takes more than 0.1 microseconds a unit on an ordinary processor,
 * so that a whole load takes under half a second. So an instruction costs more than one unit as soon as the run
 * holds a string over 1 KiB, a stack over 8 KiB or a table of more than 8 keys outside its list part, because one
 * instruction may then read, copy or search all of it; and in a file that uses `%`, joins values that may be
 * numbers with `..`, or has a numeric `for` whose bounds may be strings. The prices are in
 * Documentation/Sandbox.md.
 *
 * One exception: Lua places string keys by a seed that differs between processes. A file that removes string keys
 * from a table and then adds others may cost a few units and bytes more or less.
 */
typedef struct plb_limits {
  uint64_t fuel;      /* units: one or more per VM instruction, one per 32 bytes allocated or worked on */
  uint64_t memory;    /* bytes held at once */
  uint32_t source;    /* bytes of source text */
  uint32_t string;    /* bytes in one string */
  uint32_t block;     /* bytes in one allocation that is not a string: bounds tables; the stack has a quarter */
  uint32_t depth;     /* nesting of tables and nodes in the document */
  uint32_t width;     /* entries of one table in the document */
  uint32_t output;    /* bytes of the document */
  uint32_t deadline;  /* milliseconds of wall clock */
} plb_limits;

/* How a run ended. Stable numbers: they are written into test expectations. */
typedef enum plb_status {
  PLB_OK = 0,
  PLB_UNKNOWN = 1,        /* plb_run only: the script read a fact that is absent */
  PLB_SYNTAX = 2,         /* not Lua text, or not parseable; binary chunks too */
  PLB_ERROR = 3,          /* the script raised an error, or used a name that is not offered */
  PLB_LIMIT_FUEL = 4,
  PLB_LIMIT_MEMORY = 5,
  PLB_LIMIT_SOURCE = 6,
  PLB_LIMIT_STRING = 7,
  PLB_LIMIT_BLOCK = 8,    /* a table or the stack grew too large */
  PLB_LIMIT_DEPTH = 9,
  PLB_LIMIT_WIDTH = 10,
  PLB_LIMIT_OUTPUT = 11,
  PLB_LIMIT_DEADLINE = 12,
  PLB_BAD_RESULT = 13,    /* data that must not leave: NaN, infinity, control characters, cycles, odd keys */
  PLB_BAD_REQUEST = 14,   /* the caller's own bytes are malformed: a defect of the caller */
  PLB_NO_MEMORY = 15      /* the process itself has no memory left */
} plb_status;

typedef struct plb_result {
  plb_status status;
  uint32_t line;         /* 1-based; 0 if there is none */
  char message[512];     /* UTF-8, NUL-terminated, cut at a character; never a patient's value */
  uint8_t *bytes;        /* the document (PLB_OK), or the global names that were read before a failure */
  size_t count;
  uint64_t fuel_spent;   /* deterministic */
  uint64_t memory_peak;  /* bytes, deterministic */
} plb_result;

/*
 * The limits for loading a pack file, and for one scripted condition or computed fact. They differ only in
 * the fuel: 5,000,000 units, 16 MiB, source 256 KiB, string 4096, block 1 MiB, depth 32 (at most 160),
 * width 4096, output 4 MiB, deadline 60 s; a script's own fuel is 200,000.
 */
plb_limits plb_default_limits(void);
plb_limits plb_script_limits(void);

/* Runs one pack file. `name` appears in messages ("pack/file.lua") and should hold no machine path. */
void plb_load(const plb_limits *limits, const char *name, const uint8_t *source, size_t count, plb_result *result);

/*
 * Runs one pack file and then calls its function number `script` with the facts it declared to read.
 *
 * facts := u32 count, then (STRING path, VALUE) with VALUE one of T F i d s, or 'A' for absent.
 * Reading a path that is not listed is an error, which does not name it; reading an absent one ends the run
 * with PLB_UNKNOWN, whatever the script does to catch it. On PLB_OK the bytes are "PLB1" and one VALUE
 * (T F i d s), or 'A' when the function returned nil: unknown.
 *
 * The load has the load's default fuel; `limits->fuel` is for the call alone, and `fuel_spent` counts both.
 * Once a script has a patient's facts, the text of an error may hold a value, so the message is one of a few
 * fixed ones; a path that was read without being declared is not named.
 */
void plb_run(const plb_limits *limits, const char *name, const uint8_t *source, size_t count, uint32_t script,
             const uint8_t *facts, size_t facts_count, plb_result *result);

/*
 * The same for many patients: the file is read and run once, and each call begins in exactly the state that this
 * left, down to the byte. So a call returns what plb_run returns, at the same cost, whatever was called before it.
 * Several threads may call at once; free the file only when no call is running. The source and the name are copied.
 * NULL: no memory.
 */
typedef struct plb_file plb_file;
plb_file *plb_file_new(const plb_limits *limits, const char *name, const uint8_t *source, size_t count);
void plb_file_run(plb_file *file, uint32_t script, const uint8_t *facts, size_t facts_count, plb_result *result);
void plb_file_free(plb_file *file);

/* Frees what a result holds; safe to call twice. */
void plb_result_free(plb_result *result);

/* The Lua release that it was built with: "Lua 5.4.4". */
const char *plb_lua_version(void);

#endif
