-- expects: PLB_LIMIT_FUEL line 2
local function f() return f() end
f()
