-- expects: PLB_OK
local t = {}
for i = 1, 300 do t[i] = i * 7 % 13 end
table.sort(t, function() return true end)
table.sort(t, function(a, b) return a <= b end)
assert(#t == 300)
