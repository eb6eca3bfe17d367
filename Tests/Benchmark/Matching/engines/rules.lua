-- The rules as a good Lua programmer would write them by hand. An absent fact is nil, and a comparison with it is not true.

local M = {}

local operators = { lt = "<", le = "<=", gt = ">", ge = ">=" }

local function literal(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

-- `name` is an expression for the fact.
local function comparison(node, name)
  local value = node.value
  if operators[node.op] then
    return ("%s and %s %s %s"):format(name, name, operators[node.op], literal(value))
  elseif node.op == "eq" then
    return ("%s == %s"):format(name, literal(value))
  elseif node.op == "ne" then
    return ("%s ~= nil and %s ~= %s"):format(name, name, literal(value))
  end
  local choices = {}
  for index, choice in ipairs(value) do choices[index] = ("%s == %s"):format(name, literal(choice)) end
  return "(" .. table.concat(choices, " or ") .. ")"
end

local function condition(node, name)
  local children, word = node.all or node.any, node.all and " and " or " or "
  if not children then return comparison(node, name(node.fact)) end
  local parts = {}
  for index, child in ipairs(children) do
    local text = condition(child, name)
    parts[index] = child.any and "(" .. text .. ")" or text
  end
  return table.concat(parts, word)
end

local function compiled(lines)
  return assert((loadstring or load)(table.concat(lines, "\n"), "=rules"))()
end

-- A list of rules, each with a function; `match(profile, out)` puts the ids of those that match into `out`.
function M.listed(rules)
  local lines = { "return {" }
  for _, rule in ipairs(rules) do
    local text = condition(rule.when, function(path) return "p." .. path end)
    lines[#lines + 1] = ("  { id = %q, when = function(p) return %s end },"):format(rule.id, text)
  end
  lines[#lines + 1] = "}"
  local list = compiled(lines)
  return function(profile, out)
    local count = 0
    for index = 1, #list do
      local rule = list[index]
      if rule.when(profile) then
        count = count + 1
        out[count] = rule.id
      end
    end
    return count
  end
end

-- One function for every so many rules, with the facts in locals: what a compiler to machine code likes best.
function M.fused(rules, facts, together)
  local lines = { "return {" }
  local function name(path) return (path:gsub("%.", "_")) end
  for first = 1, #rules, together do
    lines[#lines + 1] = "function(p, out, count)"
    for _, fact in ipairs(facts) do
      lines[#lines + 1] = ("  local %s = p.%s"):format(name(fact.path), fact.path)
    end
    for index = first, math.min(first + together - 1, #rules) do
      local text = condition(rules[index].when, name)
      lines[#lines + 1] = ("  if %s then count = count + 1; out[count] = %q end"):format(text, rules[index].id)
    end
    lines[#lines + 1] = "  return count\nend,"
  end
  lines[#lines + 1] = "}"
  local list = compiled(lines)
  return function(profile, out)
    local count = 0
    for index = 1, #list do count = list[index](profile, out, count) end
    return count
  end
end

return M
