// The kernels for each instruction set.

#ifndef PLUMBLINE_PLANES_KERNELS_H
#define PLUMBLINE_PLANES_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#define DECLARE_KERNELS(machine)                                                           \
  void machine##_at_least_8(const uint8_t *codes, uint8_t cut, uint64_t *plane);           \
  void machine##_at_least_16(const uint16_t *codes, uint16_t cut, uint64_t *plane);        \
  void machine##_equal_8(const uint8_t *codes, uint8_t code, uint64_t *plane);             \
  void machine##_equal_16(const uint16_t *codes, uint16_t code, uint64_t *plane);          \
  void machine##_run(const uint32_t *program, size_t length, uint64_t *planes);            \
  uint64_t machine##_count(const uint64_t *words, size_t count);

DECLARE_KERNELS(portable)
DECLARE_KERNELS(avx2)

#endif
