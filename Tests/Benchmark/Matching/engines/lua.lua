-- lua.lua RULES PROFILES COUNT [--lines|--trace|--trace-json|--parse] [--fused], in plain Lua 5.4 or LuaJIT.

package.path = arg[0]:gsub("[^/]+$", "?.lua") .. ";" .. package.path
local cjson = require "cjson"
local Rules, Trace = require "rules", require "trace"

local given, fused = {}, false
for _, word in ipairs(arg) do
  if word == "--fused" then fused = true else given[#given + 1] = word end
end
local rules_path, profiles_path, count, mode = given[1], given[2], tonumber(given[3]), given[4] or "--match"

-- The rules have too many balanced branches for traces: LuaJIT's interpreter is faster than its compiler here.
if jit then jit.off() end

local file = assert(io.open(rules_path))
local workload = cjson.decode(file:read("*a"))
file:close()

local matching = (fused and Rules.fused or Rules.listed)(
  workload.rules, mode == "--match" and Rules.flat or Rules.nested, workload.facts)
local null = assert(io.open("/dev/null", "w"))

local function lines()
  local next_line, index = assert(io.lines(profiles_path)), 0
  return function()
    index = index + 1
    if index <= count then return next_line(), index end
  end
end

-- If only matching is timed, profiles are flat tables, which are faster; otherwise making them costs more than it gains.
local function flattened(profile)
  local flat = {}
  for group, value in pairs(profile) do
    if type(value) == "table" then
      for name, each in pairs(value) do flat[group .. "_" .. name] = each end
    else
      flat[group] = value
    end
  end
  return flat
end

local profiles = {}
if mode ~= "--lines" and mode ~= "--parse" then
  for line in lines() do
    local profile = cjson.decode(line)
    profiles[#profiles + 1] = mode == "--match" and flattened(profile) or profile
  end
end

-- What a parser found, the same for all parsers: tenths, the place among the codes, 1 or 0, or nothing.
local places = {}
for _, fact in ipairs(workload.facts) do
  local known = {}
  for index, value in ipairs(fact.values or {}) do known[value] = index - 1 end
  places[fact.path] = known
end

local function slots(profile)
  local found = {}
  for index, fact in ipairs(workload.facts) do
    local group, name = fact.path:match("^(.-)%.?([^.]+)$")
    local value = (group == "" and profile or profile[group])[name]
    if type(value) == "number" then
      value = ("%d"):format(math.floor(value * 10 + 0.5))
    elseif type(value) == "boolean" then
      value = value and "1" or "0"
    elseif value then
      value = tostring(places[fact.path][value])
    end
    found[index] = value or ""
  end
  return table.concat(found, ",")
end

-- Each mode is a round: it gives `each` the ids that match, for every profile, and how many; or returns how many in all.
local out = {}

local function match(each)
  local total = 0
  for index = 1, count do
    local found = matching(profiles[index], out)
    total = total + found
    if each then each(index, table.concat(out, ",", 1, found)) end
  end
  return total
end

local function match_lines(each)
  local total = 0
  for line, index in lines() do
    local found = matching(cjson.decode(line), out)
    local text = table.concat(out, ",", 1, found)
    total = total + found
    null:write(text, "\n")
    if each then each(index, text) end
  end
  return total
end

local function parse(each)
  for line, index in lines() do
    local profile = cjson.decode(line)
    if each then each(index, slots(profile)) end
  end
  return 0
end

local function tracing(encode)
  local traced = Trace.traced(workload.rules)
  return function(each)
    local total = 0
    for index = 1, count do
      local trace = traced(profiles[index])
      local found = 0
      for _, rule in ipairs(trace) do
        if rule.truth == true then
          found = found + 1
          out[found] = rule.id
        end
      end
      if encode then null:write(cjson.encode(trace), "\n") end
      total = total + found
      if each then each(index, table.concat(out, ",", 1, found)) end
    end
    return total
  end
end

local round = ({
  ["--match"] = function() return match end,
  ["--lines"] = function() return match_lines end,
  ["--parse"] = function() return parse end,
  ["--trace"] = function() return tracing(false) end,
  ["--trace-json"] = function() return tracing(true) end,
})[mode]()

local function digest()
  local path = os.tmpname()
  local pipe = assert(io.popen("sha256sum >" .. path, "w"))
  round(function(index, text) pipe:write(index - 1, ":", text, "\n") end)
  pipe:close()
  local sum = assert(io.open(path))
  local found = sum:read(64)
  sum:close()
  os.remove(path)
  return found
end

collectgarbage()
io.stdout:setvbuf("line")
print("ready")
for command in io.lines() do
  if command == "run" then
    local start = os.clock()
    local matches = round()
    print(('{"seconds":%.6f,"matches":%d}'):format(os.clock() - start, matches))
  elseif command == "check" then
    print(('{"digest":"%s"}'):format(digest()))
  end
end
