-- The rules again, as functions that keep what they saw: each comparison with its value and its truth, true, false or "unknown"
-- (strong Kleene).

local M = {}

local function comparing(op, holds)
  return function(fact, value, given)
    local truth = "unknown"
    if value ~= nil then truth = holds(value, given) end
    return { fact = fact, op = op, given = given, value = value, truth = truth }
  end
end

local words = {
  lt = comparing("lt", function(value, given) return value < given end),
  le = comparing("le", function(value, given) return value <= given end),
  gt = comparing("gt", function(value, given) return value > given end),
  ge = comparing("ge", function(value, given) return value >= given end),
  eq = comparing("eq", function(value, given) return value == given end),
  ne = comparing("ne", function(value, given) return value ~= given end),
  is_in = comparing("in", function(value, given)
    for _, choice in ipairs(given) do
      if value == choice then return true end
    end
    return false
  end),
}

-- `decides` is the truth of a part that decides the whole.
local function joining(word, decides)
  return function(parts)
    local truth = not decides
    for _, part in ipairs(parts) do
      if part.truth == decides then truth = decides break end
      if part.truth == "unknown" then truth = "unknown" end
    end
    return { [word] = parts, truth = truth }
  end
end

words.all = joining("all", false)
words.any = joining("any", true)

local function literal(value)
  if type(value) == "string" then return ("%q"):format(value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for index, each in ipairs(value) do parts[index] = literal(each) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local function condition(node)
  local children = node.all or node.any
  if not children then
    local word = node.op == "in" and "is_in" or node.op
    return ("%s(%q, p.%s, %s)"):format(word, node.fact, node.fact, literal(node.value))
  end
  local parts = {}
  for index, child in ipairs(children) do parts[index] = condition(child) end
  return ("%s { %s }"):format(node.all and "all" or "any", table.concat(parts, ", "))
end

-- A function from a profile to the trace: for every rule its id, its truth and what its condition saw.
function M.traced(rules)
  local lines = { "local all, any, lt, le, gt, ge, eq, ne, is_in = ...", "return {" }
  for _, rule in ipairs(rules) do
    lines[#lines + 1] = ("  { id = %q, when = function(p) return %s end },"):format(rule.id, condition(rule.when))
  end
  lines[#lines + 1] = "}"
  local list = assert((loadstring or load)(table.concat(lines, "\n"), "=traced"))(words.all, words.any, words.lt,
    words.le, words.gt, words.ge, words.eq, words.ne, words.is_in)
  return function(profile)
    local trace = {}
    for index = 1, #list do
      local rule = list[index]
      local seen = rule.when(profile)
      trace[index] = { id = rule.id, truth = seen.truth, seen = seen }
    end
    return trace
  end
end

return M
