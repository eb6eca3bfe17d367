/*
 * The fuzzer of the harness: programs from a small grammar, cases with changed bytes, random facts.
 *
 * It checks little: no crash, no hang, a known status, and the same answer twice. The same seed produces
 * the same programs everywhere.
 */
static uint64_t fuzz_state;
static char fuzz_text[16384];
static size_t fuzz_used;

static uint32_t roll(uint32_t sides) { /* splitmix64 */
  uint64_t z = (fuzz_state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (uint32_t)((z ^ (z >> 31)) >> 16) % sides;
}

static void say(const char *text) {
  size_t count = strlen(text);
  if (fuzz_used + count >= sizeof fuzz_text) return;
  memcpy(fuzz_text + fuzz_used, text, count);
  fuzz_used += count;
}

#define PICK(list) (list)[roll(sizeof(list) / sizeof *(list))]

static void expression(int depth);
static void block(int depth);

static void atom(void) {
  static const char *const atoms[] = {
    "1", "0", "-1", "3.5", "1e308", "math.huge", "math.maxinteger", "0/0", "\"x\"", "\"\"", "'caf\\u{e9}'", "nil", "true",
    "false", "a", "b", "c", "t", "f", "...", "fear.tsk_17", "goal", "rule", "string", "math", "table", "os", "{}",
    "\"a\\1b\"", "\"%s %d %5.2f\"", "#t", "[[long]]", "string.rep", "(\"x\"):rep(90)", "-0.0", "0x7fffffffffffffff"};
  say(PICK(atoms));
}

static void arguments_text(int depth) {
  bool any = roll(3) == 0;
  if (any) say("t");
  for (uint32_t i = 0, n = roll(4); i < n; i++) {
    if (any) say(", ");
    any = true;
    expression(depth - 1);
  }
}

static void table_text(int depth) {
  static const char *const keys[] = {"title = ", "when = ", "[1] = ", "[3] = ", "[1.5] = ", "[true] = ", "", "", "", "[t] = "};
  say("{ ");
  for (uint32_t i = 0, n = roll(5); i < n; i++) {
    say(PICK(keys));
    expression(depth - 1);
    say(", ");
  }
  say("}");
}

static void call_text(int depth) {
  static const char *const functions[] = {
    "rule", "all", "fear.tsk_17:above", "goal.primary:is", "f", "pcall", "error", "assert", "tostring", "tonumber", "type",
    "select", "ipairs", "pairs", "math.floor", "math.max", "math.tointeger", "string.rep", "string.format", "string.find",
    "string.sub", "string.byte", "string.char", "string.upper", "table.concat", "table.insert", "table.sort",
    "table.unpack", "(\"ab\"):rep", "(function(...) return ... end)", "rule \"x\"", "math.abs", "a", "t"};
  say(PICK(functions));
  say("(");
  arguments_text(depth);
  say(")");
}

static void expression(int depth) {
  static const char *const operators[] = {" + ", " - ", " * ", " / ", " % ", " // ", " .. ", " == ", " < ", " <= ", " and ",
                                          " or ", " & ", " | ", " << ", " ^ ", " ~= "};
  if (depth <= 0) {
    atom();
    return;
  }
  switch (roll(9)) {
    case 0: say("("); expression(depth - 1); say(PICK(operators)); expression(depth - 1); say(")"); break;
    case 1: table_text(depth); break;
    case 2:
    case 3:
    case 4: call_text(depth); break;
    case 5: say("function(a, ...) "); block(depth - 1); say(" end"); break;
    case 6: say("(not "); expression(depth - 1); say(")"); break;
    default: atom();
  }
}

static void statement(int depth) {
  switch (roll(12)) {
    case 0: say("local a = "); expression(depth); break;
    case 1: say("b = "); expression(depth); break;
    case 2: say("for i = 1, "); say(roll(2) ? "9" : "1e9"); say(" do "); block(depth - 1); say(" end"); break;
    case 3: say("for k, v in pairs(t) do "); block(depth - 1); say(" end"); break;
    case 4: say("if "); expression(depth - 1); say(" then "); block(depth - 1); say(" end"); break;
    case 5: say("t[#t + 1] = "); expression(depth); break;
    case 6: say("local function f(...) "); block(depth - 1); say(" end"); break;
    case 7: say("while "); expression(depth - 1); say(" do "); block(depth - 1); say(roll(3) ? " break end" : " end"); break;
    case 8: say("c = pcall(f, "); expression(depth - 1); say(")"); break;
    default: call_text(depth);
  }
  say("\n");
}

static void block(int depth) {
  for (uint32_t i = 0, n = depth > 0 ? roll(4) : 0; i < n; i++) statement(depth);
}

static void make_program(void) {
  fuzz_used = 0;
  say("local a, b, c, t = 1, 'two', {}, {1, 2, 3, n = 4}\nlocal function f(...) return ... end\n");
  for (uint32_t i = 0, n = 1 + roll(6); i < n; i++) statement(4);
  if (roll(3) == 0) say("script(function(facts) return facts.patient.age end)\n");
}

/* A piece of a case with bytes changed, removed or doubled, or parts of two cases joined. */
static void make_mutation(void) {
  const test_case *c = &cases[roll((uint32_t)case_count)];
  fuzz_used = c->source_count < 8000 ? c->source_count : 8000;
  memcpy(fuzz_text, c->source, fuzz_used);
  for (uint32_t i = 0, n = 1 + roll(8); i < n && fuzz_used > 0; i++) {
    uint32_t at = roll((uint32_t)fuzz_used), length = 1 + roll(16);
    if (at + length > fuzz_used) length = (uint32_t)fuzz_used - at;
    switch (roll(4)) {
      case 0: fuzz_text[at] = (char)roll(256); break;
      case 1: fuzz_text[at] = " \n\"'[]{}()=,.:;-\\0axu"[roll(22)]; break;
      case 2:
        memmove(fuzz_text + at, fuzz_text + at + length, fuzz_used - at - length);
        fuzz_used -= length;
        break;
      default:
        memmove(fuzz_text + at + length, fuzz_text + at, fuzz_used - at);
        fuzz_used += length;
    }
  }
}

static size_t make_facts(uint8_t *out, size_t capacity) {
  size_t count = REQUEST_COUNT < capacity ? REQUEST_COUNT : capacity;
  memcpy(out, request, count);
  if (roll(3) == 0) return count;
  for (uint32_t i = 0, n = roll(5); i < n; i++) out[roll((uint32_t)count)] = (uint8_t)roll(256);
  return roll(4) == 0 ? roll((uint32_t)count + 1) : count;
}

static void fuzz_once(plb_result *result, const uint8_t *facts, size_t facts_count, bool script, uint32_t number) {
  plb_limits limits = plb_script_limits();
  limits.memory = 4u << 20;
  const uint8_t *source = (const uint8_t *)fuzz_text;
  if (script) plb_run(&limits, "fuzz.lua", source, fuzz_used, number, facts, facts_count, result);
  else plb_load(&limits, "fuzz.lua", source, fuzz_used, result);
}

/* The same for a script that was loaded once, and called for another patient before. */
static void fuzz_again(plb_result *result, const uint8_t *facts, size_t facts_count, bool script, uint32_t number) {
  if (!script) {
    fuzz_once(result, facts, facts_count, script, number);
    return;
  }
  plb_limits limits = plb_script_limits();
  limits.memory = 4u << 20;
  plb_file *kept = plb_file_new(&limits, "fuzz.lua", (const uint8_t *)fuzz_text, fuzz_used);
  plb_file_run(kept, number, request, REQUEST_COUNT, result);
  plb_result_free(result);
  plb_file_run(kept, number, facts, facts_count, result);
  plb_file_free(kept);
}

static int run_fuzzer(unsigned long long seed, size_t count) {
  size_t totals[STATUSES] = {0}, failed = 0;
  fuzz_state = seed;
  for (size_t i = 0; i < count; i++) {
    char name[64];
    snprintf(name, sizeof name, "program %zu of seed %llu", i, seed);
    current = name;
    if (roll(3) == 0) make_mutation();
    else make_program();
    uint8_t facts[256];
    size_t facts_count = make_facts(facts, sizeof facts);
    bool script = roll(8) == 0;
    uint32_t number = roll(2);
    plb_result one, two;
    watch(20);
    fuzz_once(&one, facts, facts_count, script, number);
    fuzz_again(&two, facts, facts_count, script, number);
    watch(0);
    bool in_range = (unsigned)one.status < STATUSES;
    if (!in_range || !same_result(&one, &two)) {
      failed++;
      printf("%s: %s: %s, fuel %llu and %llu\n%.*s\n", name, in_range ? "two runs differ" : "no such status",
             one.message, (unsigned long long)one.fuel_spent, (unsigned long long)two.fuel_spent, (int)fuzz_used,
             fuzz_text);
    }
    if (in_range) totals[one.status]++;
    plb_result_free(&one);
    plb_result_free(&two);
  }
  for (int i = 0; i < STATUSES; i++) {
    if (totals[i] > 0) printf("%8zu %s\n", totals[i], status_names[i]);
  }
  printf("%zu passed, %zu failed\n", count - failed, failed);
  return failed == 0 ? 0 : 1;
}
