/*
 * A state between two steps of a run, kept as bytes.
 *
 * A state and its environment are built from nothing, by the same calls in the same order, before any of
 * the source is read; and a script's file is read and run before any patient is known. So both are done once:
 * what they made is copied, and a later run in the same piece of memory, under the same limits, writes that
 * copy back. Every byte is then as it was, and nothing of the run in between is left that anything points to:
 * no table, no captured name, no text, no count. What the step spent is spent again.
 *
 * The state in which every load begins hangs on the piece of memory that loads share. The one in which a
 * script begins is its own, in file.c.
 */
#include "sandbox_internal.h"

#include <stdlib.h>
#include <string.h>

struct plb_kept {
  plb_room room;
  size_t count;
  char bytes[]; /* the front of the piece */
};

/* Addresses into the piece only: if any block lies outside, there is nothing to keep. */
plb_kept *plb_keep(const plb_room *room) {
  if (room->arena.piece == NULL || room->arena.overflowed) return NULL;
  size_t count = (size_t)(room->arena.next - room->arena.start);
  plb_kept *kept = malloc(sizeof *kept + count);
  if (kept == NULL) return NULL;
  kept->room = *room;
  kept->room.source = NULL; /* these are the caller's or this run's, and not for later */
  kept->room.output = NULL;
  kept->room.output_count = kept->room.output_capacity = 0;
  kept->count = count;
  memcpy(kept->bytes, room->arena.start, count);
  return kept;
}

/* What a run is asked stays: its source, its facts, its name, its time, and how much fuel it is granted. */
void plb_restore(const plb_kept *kept, plb_room *room) {
  memcpy(room->arena.start, kept->bytes, kept->count);
  plb_room given = *room;
  *room = kept->room;
  room->limits = given.limits;
  room->fuel_left = given.fuel_granted - (kept->room.fuel_granted - kept->room.fuel_left);
  room->fuel_granted = given.fuel_granted;
  room->deadline_ns = given.deadline_ns;
  room->source = given.source;
  room->source_count = given.source_count;
  room->script = given.script;
  memcpy(room->name, given.name, sizeof room->name);
  *(plb_room **)lua_getextraspace(room->L) = room;
  lua_setallocf(room->L, plb_allocate, room);
}

/* Could what was kept have been made under these limits? How much fuel there was played no part, if there is enough. */
static bool allows(const plb_limits *a, const plb_room *kept) {
  const plb_limits *b = &kept->limits;
  return a->memory == b->memory && a->source == b->source && a->string == b->string && a->block == b->block &&
         a->depth == b->depth && a->width == b->width && a->output == b->output &&
         a->fuel > kept->fuel_granted - kept->fuel_left;
}

void plb_keep_prepared(plb_room *room) {
  void **place = plb_arena_copy(&room->arena);
  if (place == NULL || *place != NULL || room->wants_script) return;
  *place = plb_keep(room);
}

bool plb_use_prepared(plb_room *room) {
  void **place = plb_arena_copy(&room->arena);
  if (place == NULL || *place == NULL || room->wants_script) return false;
  const plb_kept *kept = *place;
  if (!allows(&room->limits, &kept->room)) return false;
  plb_restore(kept, room);
  return true;
}
