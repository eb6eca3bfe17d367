// The interpreter of programs, the same source for each instruction set. KERNEL names it; ATTRIBUTES select the instructions.

#include <stddef.h>
#include <stdint.h>

#include "planes.h"

typedef uint64_t quad __attribute__((vector_size(32), may_alias));
#define QUADS (PLANES_WORDS / 4)

#define ACROSS(expression) \
  for (size_t i = 0; i < QUADS; i++) out[i] = (expression)

ATTRIBUTES void KERNEL(run)(const uint32_t *program, size_t length, uint64_t *planes) {
  const uint32_t *end = program + length;
  quad *slots = (quad *)planes;
  while (program < end) {
    uint32_t head = program[0];
    quad *out = slots + (size_t)program[1] * QUADS;
    const uint32_t *operands = program + 2;
    uint32_t step = head & 3, count = head >> 2;
    program += 2 + count;
#define OPERAND(n) (slots + (size_t)operands[n] * QUADS)
    const quad *a = OPERAND(0);
    if (step == planes_minus) {
      const quad *b = OPERAND(1);
      ACROSS(a[i] & ~b[i]);
      continue;
    }
    const quad *b = OPERAND(count > 1 ? 1 : 0);
    const quad *c = OPERAND(count > 2 ? 2 : 0);
    const quad *d = OPERAND(count > 3 ? 3 : 0);
    if (step == planes_all) {
      switch (count) {
        case 1: case 2: ACROSS(a[i] & b[i]); continue;
        case 3: ACROSS(a[i] & b[i] & c[i]); continue;
        default: ACROSS(a[i] & b[i] & c[i] & d[i]);
      }
      for (uint32_t more = 4; more < count; more++) {
        const quad *e = OPERAND(more);
        ACROSS(out[i] & e[i]);
      }
    } else {
      switch (count) {
        case 1: case 2: ACROSS(a[i] | b[i]); continue;
        case 3: ACROSS(a[i] | b[i] | c[i]); continue;
        default: ACROSS(a[i] | b[i] | c[i] | d[i]);
      }
      for (uint32_t more = 4; more < count; more++) {
        const quad *e = OPERAND(more);
        ACROSS(out[i] | e[i]);
      }
    }
#undef OPERAND
  }
}

ATTRIBUTES uint64_t KERNEL(count)(const uint64_t *words, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += (uint64_t)__builtin_popcountll(words[i]);
  return sum;
}
