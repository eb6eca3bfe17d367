-- expects: PLB_OK
local t = { 3, 2, 1 }
assert(not pcall(table.sort, t, function() error("x") end))
assert(t[1] == 3 and t[3] == 1)
