// Kernels for any processor.

#include "kernels.h"

#define KERNEL(name) portable_##name
#define ATTRIBUTES
#include "run.h"

#define PLANE(condition)                                                        \
  for (size_t word = 0; word < PLANES_WORDS; word++) {                          \
    uint64_t bits = 0;                                                          \
    for (size_t i = 0; i < 64; i++) bits |= (uint64_t)(condition) << i;         \
    plane[word] = bits;                                                         \
  }

void portable_at_least_8(const uint8_t *codes, uint8_t cut, uint64_t *plane) {
  PLANE(codes[64 * word + i] >= cut)
}

void portable_at_least_16(const uint16_t *codes, uint16_t cut, uint64_t *plane) {
  PLANE(codes[64 * word + i] >= cut)
}

void portable_equal_8(const uint8_t *codes, uint8_t code, uint64_t *plane) {
  PLANE(codes[64 * word + i] == code)
}

void portable_equal_16(const uint16_t *codes, uint16_t code, uint64_t *plane) {
  PLANE(codes[64 * word + i] == code)
}
