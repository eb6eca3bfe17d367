// Kernels for x86 processors with AVX2: 32 codes of 8 bits in a comparison.

#if defined(__x86_64__)

#include "kernels.h"

#include <immintrin.h>

#define KERNEL(name) avx2_##name
#define ATTRIBUTES __attribute__((target("avx2,popcnt")))
#include "run.h"

// One bit for each byte that is set in two vectors of 32.
#define MASK_8(first, second) \
  ((uint64_t)(uint32_t)_mm256_movemask_epi8(first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32)

// Packing works on halves of a vector; the permutation puts the quarters back in order.
#define PACK(first, second) _mm256_permute4x64_epi64(_mm256_packs_epi16(first, second), 0xD8)

#define LOAD(offset) _mm256_load_si256((const __m256i *)(codes + (offset)))

#define PLANE_8(test)                                                      \
  for (size_t word = 0; word < PLANES_WORDS; word++) {                     \
    __m256i x = LOAD(64 * word), y = LOAD(64 * word + 32);                 \
    plane[word] = MASK_8(test(x), test(y));                                \
  }

#define PLANE_16(test)                                                     \
  for (size_t word = 0; word < PLANES_WORDS; word++) {                     \
    __m256i x = LOAD(64 * word), y = LOAD(64 * word + 16);                 \
    __m256i z = LOAD(64 * word + 32), u = LOAD(64 * word + 48);            \
    plane[word] = MASK_8(PACK(test(x), test(y)), PACK(test(z), test(u)));  \
  }

// Codes are unsigned and AVX2 compares signed numbers: x is at least the cut where the greater of the two is x.
#define AT_LEAST_8(x) _mm256_cmpeq_epi8(_mm256_max_epu8(x, wanted), x)
#define AT_LEAST_16(x) _mm256_cmpeq_epi16(_mm256_max_epu16(x, wanted), x)
#define EQUAL_8(x) _mm256_cmpeq_epi8(x, wanted)
#define EQUAL_16(x) _mm256_cmpeq_epi16(x, wanted)

ATTRIBUTES void avx2_at_least_8(const uint8_t *codes, uint8_t cut, uint64_t *plane) {
  __m256i wanted = _mm256_set1_epi8((char)cut);
  PLANE_8(AT_LEAST_8)
}

ATTRIBUTES void avx2_at_least_16(const uint16_t *codes, uint16_t cut, uint64_t *plane) {
  __m256i wanted = _mm256_set1_epi16((short)cut);
  PLANE_16(AT_LEAST_16)
}

ATTRIBUTES void avx2_equal_8(const uint8_t *codes, uint8_t code, uint64_t *plane) {
  __m256i wanted = _mm256_set1_epi8((char)code);
  PLANE_8(EQUAL_8)
}

ATTRIBUTES void avx2_equal_16(const uint16_t *codes, uint16_t code, uint64_t *plane) {
  __m256i wanted = _mm256_set1_epi16((short)code);
  PLANE_16(EQUAL_16)
}

#endif
