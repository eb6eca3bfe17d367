/*
 * A state between two steps of a run, kept as bytes.
 *
 * A state and its environment are built from nothing, by the same calls in the same order, before any of
 * the source is read; and a script's file is read and run before any patient is known. So both are done once:
 * the result is copied, and a later run in the same piece of memory, under the same limits, writes that copy
 * back. Every byte is then as it was, and nothing from the run in between can be reached: no table, no
 * captured name, no string, no count. What the step spent is spent again.
 *
 * The state in which every load begins belongs to the piece of memory that loads share. The one in which a
 * script begins is its own, in file.c.
 */
#include "sandbox_internal.h"

#include <stdlib.h>
#include <string.h>

struct plb_kept {
  plb_context context;
  size_t count;
  char bytes[]; /* the front of the piece */
};

/* All addresses must be in the piece: if any block lies outside, nothing is kept. */
plb_kept *plb_keep(const plb_context *context) {
  if (context->arena.piece == NULL || context->arena.overflowed) return NULL;
  size_t count = (size_t)(context->arena.next - context->arena.start);
  plb_kept *kept = malloc(sizeof *kept + count);
  if (kept == NULL) return NULL;
  kept->context = *context;
  kept->context.source = NULL; /* these belong to the caller or to this run, and are not kept */
  kept->context.output = NULL;
  kept->context.output_count = kept->context.output_capacity = 0;
  kept->count = count;
  memcpy(kept->bytes, context->arena.start, count);
  return kept;
}

/* A run's input stays: its source, its facts, its name, its time, and how much fuel it is granted. */
void plb_restore(const plb_kept *kept, plb_context *context) {
  memcpy(context->arena.start, kept->bytes, kept->count);
  plb_context given = *context;
  *context = kept->context;
  context->limits = given.limits;
  context->fuel_left = given.fuel_granted - (kept->context.fuel_granted - kept->context.fuel_left);
  context->fuel_granted = given.fuel_granted;
  context->deadline_ns = given.deadline_ns;
  context->source = given.source;
  context->source_count = given.source_count;
  context->script = given.script;
  memcpy(context->name, given.name, sizeof context->name);
  *(plb_context **)lua_getextraspace(context->L) = context;
  lua_setallocf(context->L, plb_allocate, context);
}

/* Could the kept state have been made under these limits? The fuel does not matter, if there is enough. */
static bool allows(const plb_limits *a, const plb_context *kept) {
  const plb_limits *b = &kept->limits;
  return a->memory == b->memory && a->source == b->source && a->string == b->string && a->block == b->block &&
         a->depth == b->depth && a->width == b->width && a->output == b->output &&
         a->fuel > kept->fuel_granted - kept->fuel_left;
}

void plb_keep_prepared(plb_context *context) {
  void **place = plb_arena_copy(&context->arena);
  if (place == NULL || *place != NULL || context->wants_script) return;
  *place = plb_keep(context);
}

bool plb_use_prepared(plb_context *context) {
  void **place = plb_arena_copy(&context->arena);
  if (place == NULL || *place == NULL || context->wants_script) return false;
  const plb_kept *kept = *place;
  if (!allows(&context->limits, &kept->context)) return false;
  plb_restore(kept, context);
  return true;
}
