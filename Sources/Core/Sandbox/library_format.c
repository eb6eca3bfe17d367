/*
 * string.format, with the conversions that readable text needs: %d %i %s %f %g %x %%.
 *
 * The directive that reaches C's printf is built here from checked parts, so that no string of a script is
 * ever a format.
 */
#include "sandbox_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct directive {
  bool left, plus, space, zero;
  int width, precision; /* precision -1: none given */
  char conversion;
} directive;

/* At most two digits, so that no number can be too large. */
static int two_digits(const char **p, const char *end) {
  int value = 0;
  for (int i = 0; i < 2 && *p < end && **p >= '0' && **p <= '9'; i++) value = value * 10 + (*(*p)++ - '0');
  return value;
}

static directive parse(lua_State *L, const char **p, const char *end) {
  directive d = {.precision = -1};
  for (; *p < end; (*p)++) {
    if (**p == '-') d.left = true;
    else if (**p == '+') d.plus = true;
    else if (**p == ' ') d.space = true;
    else if (**p == '0') d.zero = true;
    else break;
  }
  d.width = two_digits(p, end);
  if (*p < end && **p == '.') {
    (*p)++;
    d.precision = two_digits(p, end);
  }
  if (*p >= end) plb_error(L, "format ends within a directive");
  d.conversion = *(*p)++;
  char shown[8];
  plb_copy_message(shown, sizeof shown, &d.conversion, 1);
  if (d.conversion >= '0' && d.conversion <= '9') plb_error(L, "format: a width or precision is at most 99");
  if (d.conversion == '\0' || strchr("disfgx", d.conversion) == NULL) plb_error(L, "format has no '%%%s' here", shown);
  return d;
}

/* "%-+ 0*.*<suffix>" with only the flags that were given. */
static void spell(const directive *d, const char *suffix, char out[16]) {
  snprintf(out, 16, "%%%s%s%s%s*.*%s", d->left ? "-" : "", d->plus ? "+" : "", d->space ? " " : "",
           d->zero ? "0" : "", suffix);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void format_integer(lua_State *L, const directive *d, int index, size_t *used) {
  lua_Integer value = plb_integer_argument(L, index, "format: the number");
  char out[256], how[16];
  plb_charge(L, PLB_PRICE_INTEGER + 2);
  spell(d, d->conversion == 'x' ? "llx" : "lld", how);
  int count = snprintf(out, sizeof out, how, d->width, d->precision, (long long)value);
  plb_append(L, used, out, (size_t)count);
}

static void format_float(lua_State *L, const directive *d, int index, size_t *used) {
  if (lua_type(L, index) != LUA_TNUMBER)
    plb_error(L, "format: the number must be a number, not %s", plb_type_name(L, index));
  double value = lua_tonumber(L, index);
  if (isnan(value)) value = fabs((double)NAN); /* its sign differs by processor */
  char out[512], how[16]; /* 309 digits before the point, 99 after it */
  plb_charge(L, PLB_PRICE_FLOAT + plb_magnitude(value) / 4 + (uint64_t)(d->precision > 0 ? d->precision : 0));
  spell(d, d->conversion == 'f' ? "f" : "g", how);
  int count = snprintf(out, sizeof out, how, d->width, d->precision, value);
  plb_append(L, used, out, (size_t)count);
}

#pragma GCC diagnostic pop

static void format_text(lua_State *L, const directive *d, int index, size_t *used) {
  static const char spaces[] = "                                                                                "
                               "                    ";
  size_t count = 0;
  plb_push_text(L, index);
  const char *text = lua_tolstring(L, -1, &count);
  if (d->precision >= 0 && (size_t)d->precision < count) count = (size_t)d->precision;
  size_t padding = (size_t)d->width > count ? (size_t)d->width - count : 0;
  if (!d->left) plb_append(L, used, spaces, padding);
  plb_append(L, used, text, count);
  if (d->left) plb_append(L, used, spaces, padding);
  lua_pop(L, 1);
}

int plb_string_format(lua_State *L) {
  size_t count = 0, used = 0;
  const char *p = plb_string_argument(L, 1, "format: the format", &count);
  const char *end = p + count;
  int argument = 1, arguments = lua_gettop(L);
  while (p < end) {
    const char *percent = memchr(p, '%', (size_t)(end - p));
    const char *stop = percent == NULL ? end : percent;
    plb_append(L, &used, p, (size_t)(stop - p));
    if (percent == NULL) break;
    p = percent + 1;
    if (p < end && *p == '%') {
      plb_append(L, &used, p++, 1);
      continue;
    }
    directive d = parse(L, &p, end);
    if (++argument > arguments) return plb_error(L, "format needs more values than it was given");
    if (d.conversion == 's') format_text(L, &d, argument, &used);
    else if (d.conversion == 'f' || d.conversion == 'g') format_float(L, &d, argument, &used);
    else format_integer(L, &d, argument, &used);
  }
  lua_pushlstring(L, plb_context_of(L)->scratch, used);
  return 1;
}
