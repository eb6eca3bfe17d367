-- expects: PLB_OK
local t = { { 1, "a" }, { 0, "b" }, { 1, "c" }, { 0, "d" } }
table.sort(t, function(x, y) return x[1] < y[1] end)
assert(t[1][2] .. t[2][2] .. t[3][2] .. t[4][2] == "bdac")
