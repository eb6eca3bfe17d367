/*
 * The budget of a run: the allocator, the count hook, and the fuel that both use.
 *
 * Fuel has to bound time, and a Lua instruction has no fixed time: one comparison can read two long
 * strings, one call can copy every argument, one lookup can walk a chain of keys made to collide. So an
 * instruction has a *price* that follows from the largest object of each kind that the run has ever made, and
 * from what the source can do at all (reading.c). Prices come from requested sizes and from the text, never
 * from addresses or clocks, so that the same file costs the same everywhere. They were measured, so that no
 * unit takes more than 0.1 microseconds: Documentation/Sandbox.md, Tests/Benchmark/Fuel.
 */
#define _POSIX_C_SOURCE 200809L
#include "sandbox_internal.h"

#include <time.h>

enum {
  INSTRUCTIONS_PER_HOOK = 100,
  BYTES_PER_UNIT = 32,
  STRING_HEADER = 25,      /* Lua's own, with the final NUL: the cap is on the characters */
  HASH_NODE = 24,          /* bytes of one entry in a table's hash part */
  QUIET_STACK = 8192,      /* bytes of stack that cost nothing extra */
  STACK_SHARE = 4,         /* the stack may take a quarter of `block` */
  QUIET_HASH = 8,          /* entries that cost nothing extra */
  CHAIN_PER_UNIT = 12,     /* entries that a search may pass */
  SCANNED_PER_UNIT = 256,  /* bytes of a table that are only skipped */
  SHORT_STRING = 65,       /* with its header; a longer one is read through when it becomes a key */
  TEXTS_AT_FIRST = 128 * sizeof(void *), /* Lua's table of strings, which it makes before any other vector of that size */
  CLOSURE_HEADER = 32,     /* Lua's own, and 8 bytes for each captured name */
  PAIRS_PER_UNIT = 48,     /* captured names that are passed to find another */
  REMAINDER = 40,          /* units more for each instruction: of floats that are far apart */
  JOIN_ANY = 16,           /* a number becomes a string in each instruction */
  JOIN_TEXT = 8,           /* in every second */
  TEXT_BOUND = 4,          /* a `for` that reads a string as a number; its length is charged besides */
  DIGITS_PER_UNIT = 16,
  CLEARED_PER_UNIT = 64,   /* names that a call without arguments clears */
};

static uint64_t now_ns(void) {
  struct timespec t;
  if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) return 0;
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void plb_start_clock(plb_context *context) { context->deadline_ns = now_ns() + (uint64_t)context->limits.deadline * 1000000u; }

uint64_t plb_fuel_spent(const plb_context *context) { return context->fuel_before + context->fuel_granted - context->fuel_left; }

/* ---- Fuel ---- */

bool plb_spend_slowly(plb_context *context, uint64_t units) {
  if (context->struck != PLB_OK) return false;
  if (units > context->fuel_left) {
    context->fuel_left = 0;
    plb_strike(context, PLB_LIMIT_FUEL, plb_line(context), NULL);
    return false;
  }
  context->fuel_left -= units;
  uint64_t tick = plb_tick(context->fuel_left);
  if (tick != context->clock_tick) {
    context->clock_tick = tick;
    if (now_ns() > context->deadline_ns) {
      plb_strike(context, PLB_LIMIT_DEADLINE, plb_line(context), NULL);
      return false;
    }
  }
  return true;
}

void plb_charge(lua_State *L, uint64_t units) {
  if (!plb_spend(plb_context_of(L), units)) plb_raise_struck(L);
}

void plb_charge_bytes(lua_State *L, uint64_t bytes) { plb_charge(L, 1 + bytes / BYTES_PER_UNIT); }

void plb_charge_steps(lua_State *L, uint64_t steps) {
  uint64_t units = 0;
  if (__builtin_mul_overflow(steps, plb_context_of(L)->step_price, &units)) units = UINT64_MAX;
  plb_charge(L, units < UINT64_MAX / 2 ? units : UINT64_MAX / 2);
}

static void on_count(lua_State *L, lua_Debug *activation) {
  (void)activation;
  plb_context *context = plb_context_of(L);
  if (plb_spend(context, INSTRUCTIONS_PER_HOOK * context->price)) return;
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1); /* from here on, no instruction runs */
  plb_raise_struck(L);
}

void plb_watch(plb_context *context) { lua_sethook(context->L, on_count, LUA_MASKCOUNT, INSTRUCTIONS_PER_HOOK); }

/* An instruction is of one kind, so the dearest kind that the source can use counts. */
static uint64_t price_of_habits(const plb_context *context) {
  uint64_t price = context->habits.widest / CLEARED_PER_UNIT;
  if (context->habits.joins == JOINS_TEXT && price < JOIN_TEXT) price = JOIN_TEXT;
  if (context->habits.joins == JOINS_ANY && price < JOIN_ANY) price = JOIN_ANY;
  if (context->habits.takes_remainders && price < REMAINDER) price = REMAINDER;
  uint64_t bound = TEXT_BOUND + context->longest_string / DIGITS_PER_UNIT;
  return context->habits.reads_texts && price < bound ? bound : price;
}

static void set_price(plb_context *context) {
  uint64_t price = 1 + context->longest_string / 1024;
  if (context->stack_bytes > QUIET_STACK) price += context->stack_bytes / 4096;
  if (context->largest_hash > QUIET_HASH) price += context->largest_hash / CHAIN_PER_UNIT;
  context->step_price = price;
  context->price = price + price_of_habits(context);
}

void plb_forget_parser(plb_context *context) {
  context->largest_hash = 0;
  context->largest_vector = 0;
  set_price(context);
}

/* ---- Memory ---- */

/* Lua passes a new object's type in place of its old size; for a plain vector that is 0. */
static bool is_string(const void *block, size_t old_size) { return block == NULL && old_size == LUA_TSTRING; }

/* Includes the work of filling it: a long string is read once more if it becomes a key, and a function searches for each
   name that it captures among those that are captured already. */
static uint64_t price_of_block(const void *block, size_t tag, size_t size) {
  uint64_t units = (size + BYTES_PER_UNIT - 1) / BYTES_PER_UNIT;
  if (is_string(block, tag) && size > SHORT_STRING) return units * 2;
  if (block != NULL || tag != LUA_TFUNCTION || size <= CLOSURE_HEADER) return units;
  uint64_t captured = (size - CLOSURE_HEADER) / sizeof(void *);
  return units + captured * captured / PAIRS_PER_UNIT;
}

static bool may_grow(plb_context *context, void *block, size_t tag, size_t old, size_t size) {
  if (context->struck != PLB_OK) return false; /* refused once, refused for good: no second collection */
  plb_status limit = PLB_OK;
  if (is_string(block, tag)) {
    if (size > (size_t)context->limits.string + STRING_HEADER) limit = PLB_LIMIT_STRING;
  } else if (size > context->limits.block) {
    limit = PLB_LIMIT_BLOCK;
  }
  if (limit == PLB_OK && context->held - old + size > context->limits.memory) limit = PLB_LIMIT_MEMORY;
  if (limit != PLB_OK) {
    plb_strike(context, limit, plb_line(context), NULL);
    return false;
  }
  return plb_spend(context, price_of_block(block, tag, size));
}

/* Remembers what makes later instructions dearer: among the file's own blocks, not among those of the context, nor Lua's table of
   all strings. Both grow with the file, and no instruction searches them. */
static void note_growth(plb_context *context, void *block, void *fresh, size_t tag, size_t size) {
  bool is_new = block == NULL;
  if (context->is_own) return;
  if (context->texts == NULL && is_new && tag == 0 && size == TEXTS_AT_FIRST) {
    context->texts = fresh;
    return;
  }
  if (!is_new && block == context->texts) {
    context->texts = fresh;
    return;
  }
  if (is_new && tag == LUA_TSTRING) {
    if (size > context->longest_string) context->longest_string = size;
  } else if (!is_new || tag == 0) {
    size_t nodes = size / HASH_NODE;
    bool is_hash = is_new && size % HASH_NODE == 0 && (nodes & (nodes - 1)) == 0;
    if (is_hash && nodes > context->largest_hash) context->largest_hash = nodes;
    context->last_vector = fresh;
    context->last_vector_bytes = size;
    context->vector_before = context->largest_vector;
    if (size > context->largest_vector) context->largest_vector = size;
  } else {
    return;
  }
  set_price(context);
}

/* Lua moves its stack by making a new one and then freeing the old: the vector made last is the stack. */
static void note_free(plb_context *context, const void *block) {
  if (block == NULL || block != context->stack) return;
  context->stack = context->last_vector;
  context->stack_bytes = context->last_vector_bytes;
  context->largest_vector = context->vector_before;
  set_price(context);
  if (context->stack_bytes > context->limits.block / STACK_SHARE)
    plb_strike(context, PLB_LIMIT_BLOCK, plb_line(context), NULL);
}

void *plb_allocate(void *opaque, void *block, size_t tag, size_t size) {
  plb_context *context = opaque;
  bool is_new = block == NULL;
  size_t old = is_new ? 0 : tag;
  if (size <= old && context->phase >= PHASE_RUNNING) {
    /* A table that is resized to its old size, or less, was counted first. Nothing is refused here, whatever it
       costs: a strike takes effect at the next step. */
    plb_spend(context, old / SCANNED_PER_UNIT);
  }
  if (size == 0) {
    if (context->L != NULL) note_free(context, block);
    plb_arena_free(&context->arena, block, old);
    context->held -= old;
    return NULL;
  }
  if (size > old && !may_grow(context, block, tag, old, size)) return NULL;
  void *fresh = plb_arena_resize(&context->arena, block, old, size);
  if (fresh == NULL && size > old) {
    plb_strike(context, PLB_NO_MEMORY, 0, NULL);
    return NULL;
  }
  if (fresh == NULL) fresh = block; /* a shrink never fails */
  context->held = context->held - old + size;
  if (context->held > context->peak) context->peak = context->held;
  if (size > old) note_growth(context, block, fresh, tag, size);
  if (context->allocations < 2 && ++context->allocations == 2) context->stack = fresh; /* Lua makes its stack second */
  return fresh;
}

void *plb_allocate_own(plb_context *context, void *block, size_t old_size, size_t new_size) {
  context->is_own = true;
  void *fresh = plb_allocate(context, block, old_size, new_size);
  context->is_own = false;
  return fresh;
}
