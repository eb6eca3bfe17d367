-- expects: PLB_LIMIT_FUEL
local function count(...) return select("#", ...) end
local function grow(n, ...)
  if n == 0 then while true do count(...) end end
  return grow(n - 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ...)
end
grow(100)
