/*
 * Searches for programs more expensive than any known: random statements over values that are known to be
 * expensive, in a loop that catches their errors; the most expensive are changed a little and tried again.
 */
enum { MOST_STATEMENTS = 6, STATEMENT = 400, POOL = 24 };

typedef struct candidate {
  uint32_t setup; /* a bit for each line of `hard` that it has */
  int count;
  char statements[MOST_STATEMENTS][STATEMENT];
  row measured;
} candidate;

static const char *const hard[] = {
  "local a, b = 1.7976931348623157e308, 5e-324 ",
  "local c, d = 2.2250738585072011e-308, 0.1 ",
  "local i, j = math.maxinteger, math.mininteger ",
  "local s = ('x'):rep(4000) ",
  "local s = ('\\xe4'):rep(900) ",
  "local s = '9.87654321098765432109876543210987e-310' ",
  "local s = ('.9'):rep(1) .. ('9'):rep(300) .. 'e-300' ",
  "local t = {1, 2, 3} ",
  "local t = {} for n = 1, 32 do t[n * 31] = n end ",
  "local t = {} for n = 1, 2000 do t[n] = 2000 - n end ",
  "local t = {} for n = 0, 31 do t[1 << n] = n end ",
  "local t = {} for n = 1, 200 do t['k' .. n] = n end ",
  "local w = word.part ",
  "local f = function(...) return ... end ",
  "local f = function(p) return function() return p end end ",
  "local f = function(" NAMES190("p") ") end ",
  "local g = pcall ",
  "local h = string.format ",
  "local u = table.unpack ",
};
enum { HARD = sizeof hard / sizeof *hard };

static uint64_t state;
static char *out;
static size_t out_used;

static uint32_t roll(uint32_t sides) { /* splitmix64 */
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (uint32_t)((z ^ (z >> 31)) >> 16) % sides;
}

static void put(const char *text) {
  size_t count = strlen(text);
  if (out_used + count >= STATEMENT - 1) return;
  memcpy(out + out_used, text, count + 1);
  out_used += count;
}

#define PICK(list) (list)[roll(sizeof(list) / sizeof *(list))]

static void expression(int depth);

static void atom(void) {
  static const char *const atoms[] = {"a", "b", "c", "d", "i", "j", "s", "t", "w", "f", "g", "h", "u", "x", "y", "1", "0",
                                      "-1", "2", "nil", "true", "'x'", "''", "{}", "1e308", "5e-324", "3.3", "'%s'", "'%99.99f'",
                                      "'%d'", "'%.99g'", "...", "word", "#t", "t[1]", "t[x]", "{...}", "199", "4000",
                                      "-9223372036854775807"};
  put(PICK(atoms));
}

static void call(int depth) {
  static const char *const functions[] = {
    "f", "g", "h", "u", "w", "word", "word.part", "tostring", "tonumber", "type", "select", "pcall", "error", "assert",
    "pairs", "ipairs", "math.floor", "math.max", "math.abs", "math.tointeger", "math.ceil", "string.rep", "string.format",
    "string.find", "string.sub", "string.byte", "string.char", "string.upper", "string.lower", "string.len", "table.concat",
    "table.insert", "table.sort", "table.unpack", "('ab'):rep", "(function(...) return ... end)"};
  put(PICK(functions));
  put("(");
  for (uint32_t n = roll(4), k = 0; k < n; k++) {
    if (k > 0) put(", ");
    expression(depth - 1);
  }
  put(")");
}

static void expression(int depth) {
  static const char *const operators[] = {" + ", " * ", " / ", " // ", " == ", " < ", " and ", " or ", " & ", " << ", " ^ ",
                                          " ~= ", " .. ", " % "};
  if (depth <= 0) {
    atom();
    return;
  }
  switch (roll(8)) {
    case 0:
    case 1: put("("); expression(depth - 1); put(PICK(operators)); expression(depth - 1); put(")"); return;
    case 2:
    case 3:
    case 4: call(depth); return;
    case 5: put("{"); expression(depth - 1); put(", "); expression(depth - 1); put("}"); return;
    case 6: put("function() return x, "); expression(depth - 1); put(" end"); return;
    default: atom();
  }
}

static void statement(char *text) {
  out = text;
  out_used = 0;
  text[0] = '\0';
  switch (roll(9)) {
    case 0: put("for k, v in pairs("); expression(1); put(") do x = v end "); return;
    case 1: put("for n = "); expression(1); put(", "); expression(1); put(" do x = n break end "); return;
    case 2: put("t["); expression(1); put("] = "); expression(1); put(" "); return;
    case 3: put("do local p, q = "); expression(2); put(" x = function() return p end end "); return;
    case 4: put("x = #"); atom(); put(" "); return;
    case 5: call(3); put(" "); return;
    case 6: put("y = "); call(2); put(" "); return;
    default: put("x = "); expression(3); put(" "); return;
  }
}

static void measure_candidate(candidate *c) {
  used = 0;
  say("local x, y = 1, 2 ");
  for (int k = 0; k < HARD; k++) {
    if ((c->setup >> k & 1) != 0) say(hard[k]);
  }
  say("local p = pcall local function body(...) ");
  for (int k = 0; k < 4 * MOST_STATEMENTS; k++) say(c->statements[k % c->count]);
  say("end while true do p(body, 1, 2.5, 'x') end\n");
  c->measured = take("searched", source, used, 2);
  if (c->measured.status != PLB_LIMIT_FUEL) c->measured.ns = 0;
}

static int dearer(const void *a, const void *b) {
  double x = ((const candidate *)a)->measured.ns, y = ((const candidate *)b)->measured.ns;
  return (x < y) - (x > y);
}

static void change(candidate *c) {
  switch (roll(4)) {
    case 0: c->setup ^= 1u << roll(HARD); return;
    case 1:
      if (c->count < MOST_STATEMENTS) statement(c->statements[c->count++]);
      return;
    case 2:
      if (c->count > 1) memmove(c->statements[0], c->statements[c->count-- - 1], STATEMENT);
      return;
    default: statement(c->statements[roll((uint32_t)c->count)]);
  }
}

static void search(uint64_t seed, size_t count) {
  static candidate pool[POOL + 1];
  state = seed;
  fuel_limit = 100000;
  for (size_t i = 0; i < count; i++) {
    candidate *c = &pool[POOL];
    if (roll(3) == 0) {
      c->setup = roll(1u << HARD) & roll(1u << HARD);
      c->count = 1 + (int)roll(3);
      for (int k = 0; k < c->count; k++) statement(c->statements[k]);
    } else {
      *c = pool[roll(POOL)];
      if (c->count == 0) continue;
      change(c);
    }
    measure_candidate(c);
    qsort(pool, POOL + 1, sizeof *pool, dearer);
  }
  for (int i = 0; i < SHOWN; i++) { /* again, alone: the first time may have been a bad moment */
    measure_candidate(&pool[i]);
    pool[i].measured = take("searched", source, used, TIMES);
  }
  qsort(pool, SHOWN, sizeof *pool, dearer);
  for (int i = 0; i < SHOWN; i++) {
    printf("%7.1f ns/unit: ", pool[i].measured.ns);
    for (int k = 0; k < HARD; k++) {
      if ((pool[i].setup >> k & 1) != 0) printf("%.60s", hard[k]);
    }
    printf("| ");
    for (int k = 0; k < pool[i].count; k++) printf("%s", pool[i].statements[k]);
    printf("\n");
  }
}
