/*
 * Text that may leave the sandbox: strict UTF-8 without the characters that make a line read as something else.
 *
 * Control characters steer terminals, and bidirectional controls show a reviewer another order than the
 * one that is there, so neither leaves the context, in values or in messages. Only the line feed may.
 */
#include "sandbox_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Refuses overlong forms, surrogates and everything above U+10FFFF: each is a second spelling. */
size_t plb_decode(const uint8_t *bytes, size_t count, uint32_t *code) {
  if (count == 0) return 0;
  uint8_t lead = bytes[0];
  if (lead < 0x80) {
    *code = lead;
    return 1;
  }
  size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || count < length) return 0;
  uint32_t value = lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (bytes[i] & 0x3Fu);
  }
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  *code = value;
  return length;
}

plb_text plb_check_code(uint32_t code) {
  if ((code < 0x20 && code != '\n') || (code >= 0x7F && code <= 0x9F)) return TEXT_CONTROL;
  if (code == 0x2028 || code == 0x2029) return TEXT_CONTROL;
  if ((code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F ||
      code == 0xFEFF || code == 0x061C)
    return TEXT_DIRECTION;
  return TEXT_OK;
}

/* Nearly all text is. Eight bytes at once: in a word whose bytes are all below 0x80, adding 1 to each carries
   into the top bit for 0x7F only, and taking 0x20 from each borrows into it for the controls, so no bad byte is
   missed; a borrow that reaches the next byte comes from one that was bad already. */
size_t plb_plain_run(const uint8_t *bytes, size_t count) {
  const uint64_t ones = UINT64_MAX / 0xFF;
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    uint64_t word = 0;
    memcpy(&word, bytes + i, 8);
    uint64_t bad = (word | (word + ones) | (word - 0x20 * ones)) & 0x80 * ones;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (bad != 0) return i + (size_t)__builtin_ctzll(bad) / 8; /* the first one is in the lowest bits */
#else
    if (bad != 0) break;
#endif
  }
  while (i < count && bytes[i] >= 0x20 && bytes[i] < 0x7F) i++;
  return i;
}

plb_text plb_check_text(const uint8_t *bytes, size_t count, size_t *where) {
  for (size_t i = plb_plain_run(bytes, count); i < count; i += plb_plain_run(bytes + i, count - i)) {
    uint32_t code = 0;
    size_t length = plb_decode(bytes + i, count - i, &code);
    plb_text fault = length == 0 ? TEXT_ENCODING : plb_check_code(code);
    if (fault != TEXT_OK) {
      if (where != NULL) *where = i;
      return fault;
    }
    i += length;
  }
  return TEXT_OK;
}

const char *plb_text_fault(plb_text fault) {
  switch (fault) {
    case TEXT_ENCODING: return "is not valid UTF-8";
    case TEXT_CONTROL: return "holds a control character";
    case TEXT_DIRECTION: return "holds an invisible character that changes the direction of text";
    case TEXT_OK: break;
  }
  return "is text";
}

/* Cuts at a character, and shows what must not leave as '?'. */
void plb_copy_message(char *out, size_t capacity, const char *bytes, size_t count) {
  const uint8_t *in = (const uint8_t *)bytes;
  size_t used = 0;
  for (size_t i = 0; i < count;) {
    uint32_t code = 0;
    size_t length = plb_decode(in + i, count - i, &code);
    bool fine = length > 0 && code != '\n' && plb_check_code(code) == TEXT_OK;
    size_t width = fine ? length : 1;
    if (used + width + 1 > capacity) break;
    if (fine) memcpy(out + used, in + i, width);
    else out[used] = '?';
    used += width;
    i += length > 0 ? length : 1;
  }
  out[used] = '\0';
}

/* "%.17g" always reads back the same but shows noise, so the first precision that does is taken. */
size_t plb_format_float(char *out, size_t capacity, double value) {
  if (isnan(value)) return (size_t)snprintf(out, capacity, "nan"); /* its sign differs by processor */
  if (isinf(value)) return (size_t)snprintf(out, capacity, value < 0 ? "-inf" : "inf");
  int count = 0;
  for (int precision = 15; precision <= 17; precision++) {
    count = snprintf(out, capacity, "%.*g", precision, value);
    if (strtod(out, NULL) == value) break;
  }
  if (strpbrk(out, ".e") == NULL) count += snprintf(out + count, capacity - (size_t)count, ".0");
  return (size_t)count;
}
