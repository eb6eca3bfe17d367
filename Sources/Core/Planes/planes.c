#include "planes.h"

#include "kernels.h"

#if defined(__x86_64__)

planes_machine planes_best(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") ? planes_avx2 : planes_portable;
}

#define CHOOSE(call) (machine == planes_avx2 ? avx2_##call : portable_##call)

#else

planes_machine planes_best(void) { return planes_portable; }

#define CHOOSE(call) ((void)machine, portable_##call)

#endif

void planes_at_least_8(planes_machine machine, const uint8_t *codes, uint8_t cut, uint64_t *plane) {
  CHOOSE(at_least_8(codes, cut, plane));
}

void planes_at_least_16(planes_machine machine, const uint16_t *codes, uint16_t cut, uint64_t *plane) {
  CHOOSE(at_least_16(codes, cut, plane));
}

void planes_equal_8(planes_machine machine, const uint8_t *codes, uint8_t code, uint64_t *plane) {
  CHOOSE(equal_8(codes, code, plane));
}

void planes_equal_16(planes_machine machine, const uint16_t *codes, uint16_t code, uint64_t *plane) {
  CHOOSE(equal_16(codes, code, plane));
}

void planes_run(planes_machine machine, const uint32_t *program, size_t length, uint64_t *planes) {
  CHOOSE(run(program, length, planes));
}

uint64_t planes_count(planes_machine machine, const uint64_t *words, size_t count) {
  return CHOOSE(count(words, count));
}

// Transposes a square of 64 by 64 bits in place.
//
// Source: H. S. Warren, Hacker's Delight, 2nd ed., 2012, section 7-3.
static void transpose(uint64_t square[64]) {
  uint64_t mask = 0x00000000FFFFFFFFULL;
  for (int width = 32; width != 0; width >>= 1, mask ^= mask << width) {
    for (int row = 0; row < 64; row = (row + width + 1) & ~width) {
      uint64_t swapped = ((square[row] >> width) ^ square[row + width]) & mask;
      square[row] ^= swapped << width;
      square[row + width] ^= swapped;
    }
  }
}

void planes_rows(const uint64_t *planes, size_t count, uint64_t *rows) {
  size_t width = (count + 63) / 64;
  for (size_t word = 0; word < PLANES_WORDS; word++) {
    for (size_t column = 0; column < width; column++) {
      uint64_t square[64];
      size_t filled = count - 64 * column < 64 ? count - 64 * column : 64;
      uint64_t any = 0;
      for (size_t plane = 0; plane < filled; plane++) {
        square[plane] = planes[(64 * column + plane) * PLANES_WORDS + word];
        any |= square[plane];
      }
      for (size_t plane = filled; plane < 64; plane++) square[plane] = 0;
      if (any != 0) transpose(square);
      for (size_t row = 0; row < 64; row++) rows[(64 * word + row) * width + column] = square[row];
    }
  }
}
