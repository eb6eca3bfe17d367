-- expects: PLB_ERROR line 2
local function f(a, b) table.sort({ 2, 1 }, f) return false end
table.sort({ 2, 1 }, f)
