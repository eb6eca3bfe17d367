-- expects: PLB_ERROR line 4
local function f() return pcall(f) end
local ok, inner, message = f()
error("still in charge")
