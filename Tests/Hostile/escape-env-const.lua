-- expects: PLB_ERROR line 3
local function f()
  local _ENV <const> = {}
  return x
end
