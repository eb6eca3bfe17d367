/*
 * The memory of a run: one piece of fixed size, given out from the front.
 *
 * An ordinary file makes about a thousand small blocks; taking each from malloc and giving it back was a quarter
 * of its time. So blocks come from the piece while it lasts and from malloc after that, and if all of them
 * fit, only the piece is freed. A block that is given back is kept for the next of its size. Since the piece
 * does not grow, its size bounds the idle blocks in it, whatever a script does; the budget counts the
 * requested sizes and does not depend on this file.
 *
 * With PLB_PLAIN_MALLOC every block is malloc's own, so that a sanitizer sees where each one ends.
 */
#include "sandbox_internal.h"

#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(PLB_PLAIN_MALLOC)
#define PLB_PLAIN_MALLOC 1
#endif
#elif defined(__SANITIZE_ADDRESS__) && !defined(PLB_PLAIN_MALLOC)
#define PLB_PLAIN_MALLOC 1
#endif

#ifdef PLB_PLAIN_MALLOC

void plb_arena_open(plb_arena *arena) { arena->overflowed = true; }
void plb_arena_close(plb_arena *arena) { (void)arena; }
void plb_arena_open_own(plb_arena *arena) { arena->overflowed = true; }
void plb_arena_close_own(plb_arena *arena) { (void)arena; }
bool plb_arena_holds_all(const plb_arena *arena) { return !arena->overflowed; }

void **plb_arena_copy(plb_arena *arena) {
  (void)arena;
  return NULL;
}

void *plb_arena_resize(plb_arena *arena, void *block, size_t old_size, size_t new_size) {
  (void)arena;
  (void)old_size;
  return realloc(block, new_size);
}

void plb_arena_free(plb_arena *arena, void *block, size_t size) {
  (void)arena;
  (void)size;
  free(block);
}

#else

#include <stdalign.h>
#include <stdatomic.h>

enum {
  PIECE = 256 << 10, /* five times what the largest shipped file holds at once */
  UNIT = 16,         /* malloc's alignment; sizes are rounded up to it */
};

struct plb_piece {
  void *copy; /* prepared.c's; only good for this piece, and freed with it */
  alignas(UNIT) char bytes[PIECE];
};

/* The last run's piece, for the next run: its pages are mapped already. A concurrent run gets its own. */
static _Atomic(struct plb_piece *) spare;

/* Without a piece, everything lies outside. */
static void use(plb_arena *arena, struct plb_piece *piece) {
  if (piece == NULL) return;
  arena->piece = piece;
  arena->start = arena->next = piece->bytes;
  arena->end = piece->bytes + PIECE;
}

static struct plb_piece *make_piece(void) {
  struct plb_piece *piece = malloc(sizeof *piece);
  if (piece != NULL) piece->copy = NULL;
  return piece;
}

void plb_arena_open(plb_arena *arena) {
  struct plb_piece *piece = atomic_exchange(&spare, NULL);
  use(arena, piece != NULL ? piece : make_piece());
}

void plb_arena_close(plb_arena *arena) {
  struct plb_piece *piece = atomic_exchange(&spare, arena->piece);
  if (piece != NULL) free(piece->copy);
  free(piece);
}

void plb_arena_open_own(plb_arena *arena) { use(arena, make_piece()); }
void plb_arena_close_own(plb_arena *arena) { free(arena->piece); }

void **plb_arena_copy(plb_arena *arena) { return arena->piece == NULL ? NULL : &arena->piece->copy; }

bool plb_arena_holds_all(const plb_arena *arena) { return !arena->overflowed; }

static size_t rounded(size_t size) { return (size + UNIT - 1) & ~(size_t)(UNIT - 1); }

static bool is_inside(const plb_arena *arena, const void *block) {
  return (uintptr_t)block - (uintptr_t)arena->start < (uintptr_t)(arena->end - arena->start);
}

static void *take_new(plb_arena *arena, size_t size) {
  size_t context = rounded(size), class = context / UNIT - 1;
  if (class < ARENA_CLASSES && arena->freed[class] != NULL) {
    void *block = arena->freed[class];
    memcpy(&arena->freed[class], block, sizeof(void *));
    return block;
  }
  if (size <= PIECE && context <= (size_t)(arena->end - arena->next)) {
    void *block = arena->next;
    arena->next += context;
    return block;
  }
  void *block = malloc(size);
  if (block != NULL) arena->overflowed = true;
  return block;
}

/* A block that was shrunk in place lies in more space than its size says; it is then kept by that size. */
void plb_arena_free(plb_arena *arena, void *block, size_t size) {
  if (block == NULL || size == 0) return;
  if (!is_inside(arena, block)) {
    free(block);
    return;
  }
  size_t context = rounded(size), class = context / UNIT - 1;
  if ((char *)block + context == arena->next) {
    arena->next = block;
  } else if (class < ARENA_CLASSES) {
    memcpy(block, &arena->freed[class], sizeof(void *));
    arena->freed[class] = block;
  }
}

void *plb_arena_resize(plb_arena *arena, void *block, size_t old_size, size_t new_size) {
  if (block == NULL) return take_new(arena, new_size);
  if (!is_inside(arena, block)) return realloc(block, new_size);
  size_t old_room = rounded(old_size), new_room = rounded(new_size);
  if ((char *)block + old_room == arena->next && new_size <= PIECE &&
      new_room <= (size_t)(arena->end - (char *)block)) { /* the last one grows and shrinks where it lies */
    arena->next = (char *)block + new_room;
    return block;
  }
  if (new_room <= old_room) return block;
  void *fresh = take_new(arena, new_size);
  if (fresh == NULL) return NULL;
  memcpy(fresh, block, old_size);
  plb_arena_free(arena, block, old_size);
  return fresh;
}

#endif
