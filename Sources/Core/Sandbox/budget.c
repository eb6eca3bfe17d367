/*
 * What a run may cost: the allocator, the count hook, and the fuel both draw on.
 *
 * Fuel has to bound time, and a Lua instruction has no fixed time: one comparison can read two long
 * strings, one call can copy every argument, one lookup can walk a chain of keys made to collide. So an
 * instruction has a *price* that follows from the largest thing of each kind the run has ever made, and
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
  SCANNED_PER_UNIT = 256,  /* bytes of a table that are only passed over */
  SHORT_STRING = 65,       /* with its header; a longer one is read through when it becomes a key */
  TEXTS_AT_FIRST = 128 * sizeof(void *), /* Lua's table of texts, which it makes before any other vector of that size */
  CLOSURE_HEADER = 32,     /* Lua's own, and 8 bytes for each captured name */
  PAIRS_PER_UNIT = 48,     /* captured names that are passed to find another */
  REMAINDER = 40,          /* units more for each instruction: of floats that are far apart */
  JOIN_ANY = 16,           /* a number becomes text in each instruction */
  JOIN_TEXT = 8,           /* in every second */
  TEXT_BOUND = 4,          /* a `for` that reads a text as a number, and then for its length */
  DIGITS_PER_UNIT = 16,
  CLEARED_PER_UNIT = 64,   /* names that a call without arguments clears */
};

static uint64_t now_ns(void) {
  struct timespec t;
  if (clock_gettime(CLOCK_MONOTONIC, &t) != 0) return 0;
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void plb_start_clock(plb_room *room) { room->deadline_ns = now_ns() + (uint64_t)room->limits.deadline * 1000000u; }

uint64_t plb_fuel_spent(const plb_room *room) { return room->fuel_before + room->fuel_granted - room->fuel_left; }

/* ---- Fuel ---- */

bool plb_spend_slowly(plb_room *room, uint64_t units) {
  if (room->struck != PLB_OK) return false;
  if (units > room->fuel_left) {
    room->fuel_left = 0;
    plb_strike(room, PLB_LIMIT_FUEL, plb_line(room), NULL);
    return false;
  }
  room->fuel_left -= units;
  uint64_t tick = plb_tick(room->fuel_left);
  if (tick != room->clock_tick) {
    room->clock_tick = tick;
    if (now_ns() > room->deadline_ns) {
      plb_strike(room, PLB_LIMIT_DEADLINE, plb_line(room), NULL);
      return false;
    }
  }
  return true;
}

void plb_charge(lua_State *L, uint64_t units) {
  if (!plb_spend(plb_room_of(L), units)) plb_raise_struck(L);
}

void plb_charge_bytes(lua_State *L, uint64_t bytes) { plb_charge(L, 1 + bytes / BYTES_PER_UNIT); }

void plb_charge_steps(lua_State *L, uint64_t steps) {
  uint64_t units = 0;
  if (__builtin_mul_overflow(steps, plb_room_of(L)->step_price, &units)) units = UINT64_MAX;
  plb_charge(L, units < UINT64_MAX / 2 ? units : UINT64_MAX / 2);
}

static void on_count(lua_State *L, lua_Debug *activation) {
  (void)activation;
  plb_room *room = plb_room_of(L);
  if (plb_spend(room, INSTRUCTIONS_PER_HOOK * room->price)) return;
  lua_sethook(L, on_count, LUA_MASKCOUNT, 1); /* from here on, no instruction runs */
  plb_raise_struck(L);
}

void plb_watch(plb_room *room) { lua_sethook(room->L, on_count, LUA_MASKCOUNT, INSTRUCTIONS_PER_HOOK); }

/* One instruction is of one kind, so the dearest kind that the source can do counts. */
static uint64_t price_of_habits(const plb_room *room) {
  uint64_t price = room->habits.widest / CLEARED_PER_UNIT;
  if (room->habits.joins == JOINS_TEXT && price < JOIN_TEXT) price = JOIN_TEXT;
  if (room->habits.joins == JOINS_ANY && price < JOIN_ANY) price = JOIN_ANY;
  if (room->habits.takes_remainders && price < REMAINDER) price = REMAINDER;
  uint64_t bound = TEXT_BOUND + room->longest_string / DIGITS_PER_UNIT;
  return room->habits.reads_texts && price < bound ? bound : price;
}

static void set_price(plb_room *room) {
  uint64_t price = 1 + room->longest_string / 1024;
  if (room->stack_bytes > QUIET_STACK) price += room->stack_bytes / 4096;
  if (room->largest_hash > QUIET_HASH) price += room->largest_hash / CHAIN_PER_UNIT;
  room->step_price = price;
  room->price = price + price_of_habits(room);
}

void plb_forget_parser(plb_room *room) {
  room->largest_hash = 0;
  room->largest_vector = 0;
  set_price(room);
}

/* ---- Memory ---- */

/* Lua passes a new object's type in place of its old size; for a plain vector that is 0. */
static bool is_string(const void *block, size_t old_size) { return block == NULL && old_size == LUA_TSTRING; }

/* What filling it takes, too: a long text is read through once more if it becomes a key, and a function looks for each
   name that it captures among those that are captured already. */
static uint64_t price_of_block(const void *block, size_t tag, size_t size) {
  uint64_t units = (size + BYTES_PER_UNIT - 1) / BYTES_PER_UNIT;
  if (is_string(block, tag) && size > SHORT_STRING) return units * 2;
  if (block != NULL || tag != LUA_TFUNCTION || size <= CLOSURE_HEADER) return units;
  uint64_t captured = (size - CLOSURE_HEADER) / sizeof(void *);
  return units + captured * captured / PAIRS_PER_UNIT;
}

static bool may_grow(plb_room *room, void *block, size_t tag, size_t old, size_t size) {
  if (room->struck != PLB_OK) return false; /* refused once, refused for good: no second collection */
  plb_status limit = PLB_OK;
  if (is_string(block, tag)) {
    if (size > (size_t)room->limits.string + STRING_HEADER) limit = PLB_LIMIT_STRING;
  } else if (size > room->limits.block) {
    limit = PLB_LIMIT_BLOCK;
  }
  if (limit == PLB_OK && room->held - old + size > room->limits.memory) limit = PLB_LIMIT_MEMORY;
  if (limit != PLB_OK) {
    plb_strike(room, limit, plb_line(room), NULL);
    return false;
  }
  return plb_spend(room, price_of_block(block, tag, size));
}

/* Remembers what makes later instructions dear: of what belongs to the file, not of what the room keeps for itself, nor of Lua's
   table of all texts. Both grow with the file, and no instruction searches them. */
static void note_growth(plb_room *room, void *block, void *fresh, size_t tag, size_t size) {
  bool is_new = block == NULL;
  if (room->is_own) return;
  if (room->texts == NULL && is_new && tag == 0 && size == TEXTS_AT_FIRST) {
    room->texts = fresh;
    return;
  }
  if (!is_new && block == room->texts) {
    room->texts = fresh;
    return;
  }
  if (is_new && tag == LUA_TSTRING) {
    if (size > room->longest_string) room->longest_string = size;
  } else if (!is_new || tag == 0) {
    size_t nodes = size / HASH_NODE;
    bool is_hash = is_new && size % HASH_NODE == 0 && (nodes & (nodes - 1)) == 0;
    if (is_hash && nodes > room->largest_hash) room->largest_hash = nodes;
    room->last_vector = fresh;
    room->last_vector_bytes = size;
    room->vector_before = room->largest_vector;
    if (size > room->largest_vector) room->largest_vector = size;
  } else {
    return;
  }
  set_price(room);
}

/* Lua moves its stack by making a new one and then freeing the old: the vector made last is the stack. */
static void note_free(plb_room *room, const void *block) {
  if (block == NULL || block != room->stack) return;
  room->stack = room->last_vector;
  room->stack_bytes = room->last_vector_bytes;
  room->largest_vector = room->vector_before;
  set_price(room);
  if (room->stack_bytes > room->limits.block / STACK_SHARE)
    plb_strike(room, PLB_LIMIT_BLOCK, plb_line(room), NULL);
}

void *plb_allocate(void *context, void *block, size_t tag, size_t size) {
  plb_room *room = context;
  bool is_new = block == NULL;
  size_t old = is_new ? 0 : tag;
  if (size <= old && room->phase >= PHASE_RUNNING) {
    /* A table that is resized to what it was, or less, was counted through first. Nothing is refused
       here, whatever it costs: what is struck is seen at the next step. */
    plb_spend(room, old / SCANNED_PER_UNIT);
  }
  if (size == 0) {
    if (room->L != NULL) note_free(room, block);
    plb_arena_free(&room->arena, block, old);
    room->held -= old;
    return NULL;
  }
  if (size > old && !may_grow(room, block, tag, old, size)) return NULL;
  void *fresh = plb_arena_resize(&room->arena, block, old, size);
  if (fresh == NULL && size > old) {
    plb_strike(room, PLB_NO_MEMORY, 0, NULL);
    return NULL;
  }
  if (fresh == NULL) fresh = block; /* a shrink never fails */
  room->held = room->held - old + size;
  if (room->held > room->peak) room->peak = room->held;
  if (size > old) note_growth(room, block, fresh, tag, size);
  if (room->allocations < 2 && ++room->allocations == 2) room->stack = fresh; /* Lua makes its stack second */
  return fresh;
}

void *plb_allocate_own(plb_room *room, void *block, size_t old_size, size_t new_size) {
  room->is_own = true;
  void *fresh = plb_allocate(room, block, old_size, new_size);
  room->is_own = false;
  return fresh;
}
