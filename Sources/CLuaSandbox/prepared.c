/*
 * The state in which every load begins, kept as bytes.
 *
 * A state and its environment are built from nothing, by the same calls in the same order, before any of
 * the source is read; thirty times over, that was a sixth of the time of a command that loads thirty files.
 * So the first load copies what it has built, before it reads its source, and a later one in the same piece
 * of memory, under the same limits, writes that copy back: every byte is then as if it had just been built,
 * and nothing of the run in between is left that anything points to. What building spent is spent again.
 *
 * A run that is given a patient's facts takes no part in this.
 */
#include "sandbox_internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct prepared {
  plb_room room;
  size_t count;
  char bytes[]; /* the front of the piece */
} prepared;

/* All but the fuel, of which what building spent is spent again. */
static bool same_limits(const plb_limits *a, const plb_limits *b) {
  return a->memory == b->memory && a->source == b->source && a->string == b->string &&
         a->block == b->block && a->depth == b->depth && a->width == b->width && a->output == b->output &&
         a->deadline == b->deadline;
}

/* Addresses into the piece only: if any block lies outside, there is nothing to keep. */
void plb_keep_prepared(plb_room *room) {
  void **place = plb_arena_copy(&room->arena);
  if (place == NULL || *place != NULL || room->wants_script || room->arena.overflowed) return;
  size_t count = (size_t)(room->arena.next - room->arena.start);
  prepared *kept = malloc(sizeof *kept + count);
  if (kept == NULL) return;
  kept->room = *room;
  kept->room.source = NULL; /* the caller's, and not for later */
  kept->count = count;
  memcpy(kept->bytes, room->arena.start, count);
  *place = kept;
}

bool plb_use_prepared(plb_room *room) {
  void **place = plb_arena_copy(&room->arena);
  if (place == NULL || *place == NULL || room->wants_script) return false;
  const prepared *kept = *place;
  if (!same_limits(&kept->room.limits, &room->limits)) return false;
  uint64_t spent = kept->room.fuel_granted - kept->room.fuel_left;
  if (spent > room->fuel_granted) return false;
  memcpy(room->arena.start, kept->bytes, kept->count);
  plb_room given = *room;
  *room = kept->room;
  room->limits.fuel = room->fuel_granted = given.fuel_granted;
  room->fuel_left = given.fuel_granted - spent;
  room->deadline_ns = given.deadline_ns;
  room->source = given.source;
  room->source_count = given.source_count;
  memcpy(room->name, given.name, sizeof room->name);
  *(plb_room **)lua_getextraspace(room->L) = room;
  lua_setallocf(room->L, plb_allocate, room);
  return true;
}
