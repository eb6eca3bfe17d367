-- expects: PLB_LIMIT_FUEL
local function f() pcall(f) pcall(f) end
f()
