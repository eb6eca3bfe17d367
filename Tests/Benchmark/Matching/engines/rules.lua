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

-- Two ways to write a fact: as in the JSON, or in a table without groups.
M.nested = function(path) return "p." .. path end
M.flat = function(path) return "p." .. path:gsub("%.", "_") end

-- A function for each rule, as rules are written by hand; `match(profile, out)` puts the ids of those that match into `out`.
function M.listed(rules, name)
  local ids, lines = {}, { "return {" }
  for index, rule in ipairs(rules) do
    ids[index] = rule.id
    lines[#lines + 1] = ("  function(p) return %s end,"):format(condition(rule.when, name))
  end
  lines[#lines + 1] = "}"
  local list = compiled(lines)
  return function(profile, out)
    local count = 0
    for index = 1, #list do
      if list[index](profile) then
        count = count + 1
        out[count] = ids[index]
      end
    end
    return count
  end
end

-- All rules in one function, with the facts in locals: what suits Lua best, but no one would maintain by hand.
function M.fused(rules, name, facts)
  local lines = { "return function(p, out)", "  local count = 0" }
  local function variable(path) return (path:gsub("%.", "_")) end
  for _, fact in ipairs(facts) do
    lines[#lines + 1] = ("  local %s = %s"):format(variable(fact.path), name(fact.path))
  end
  for _, rule in ipairs(rules) do
    local text = condition(rule.when, variable)
    lines[#lines + 1] = ("  if %s then count = count + 1; out[count] = %q end"):format(text, rule.id)
  end
  lines[#lines + 1] = "  return count\nend"
  return compiled(lines)
end

return M
