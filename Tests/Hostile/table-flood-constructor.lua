-- expects: PLB_LIMIT_MEMORY
local function f(...) return { ... }, { ... }, { ... } end
local t = {}
while true do t = { f(t, t, t, t, t, t, t, t) } end
