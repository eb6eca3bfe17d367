// Bit planes: one bit for each patient of a block, 64 patients a word.
//
// A block has PLANES_PATIENTS patients. A column has one code for each of them, 0 if the fact is absent; a plane has
// one bit for each of them. Nothing here allocates, keeps state, or reads past the given lengths.

#ifndef PLUMBLINE_PLANES_H
#define PLUMBLINE_PLANES_H

#include <stddef.h>
#include <stdint.h>

// Words in a plane; patients in a block are 64 times as many.
#define PLANES_WORDS 16
#define PLANES_PATIENTS (64 * PLANES_WORDS)
// Every column and plane begins at a multiple of this.
#define PLANES_ALIGNMENT 64

// The instructions used. The answers are the same for all, which a test checks.
typedef enum {
  planes_portable = 0,
  planes_avx2 = 1,
} planes_machine;

// Returns the best instructions that this processor has.
planes_machine planes_best(void);

// Writes where codes are at least `cut`, or equal to `code`: one plane from one column of PLANES_PATIENTS codes.
void planes_at_least_8(planes_machine machine, const uint8_t *codes, uint8_t cut, uint64_t *plane);
void planes_at_least_16(planes_machine machine, const uint16_t *codes, uint16_t cut, uint64_t *plane);
void planes_equal_8(planes_machine machine, const uint8_t *codes, uint8_t code, uint64_t *plane);
void planes_equal_16(planes_machine machine, const uint16_t *codes, uint16_t code, uint64_t *plane);

// The operation of a step on its operands.
typedef enum {
  planes_all = 0,    // in every operand
  planes_any = 1,    // in one operand at least
  planes_minus = 2,  // in the first of two operands and not in the second
} planes_step;

// Runs a program over `planes`, which has every slot that the program names, PLANES_WORDS words each.
//
// A step is `step | count << 2`, the slot of its result, and `count` slots of operands, at least one. `length` is that of the
// whole program in numbers of 32 bits.
void planes_run(planes_machine machine, const uint32_t *program, size_t length, uint64_t *planes);

// Turns planes into rows: row `i` has bit `i` of each of `count` planes, in ceil(count / 64) words.
void planes_rows(const uint64_t *planes, size_t count, uint64_t *rows);

// Returns the number of set bits.
uint64_t planes_count(planes_machine machine, const uint64_t *words, size_t count);

#endif
