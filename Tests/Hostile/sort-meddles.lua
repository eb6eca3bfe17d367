-- expects: PLB_OK
local t = { 5, 4, 3, 2, 1 }
table.sort(t, function(a, b) t[1] = nil t[#t + 1] = 9 return a < b end)
assert(t[1] == 1 and t[5] == 5)
