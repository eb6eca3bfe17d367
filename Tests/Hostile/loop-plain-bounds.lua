-- expects: PLB_OK
local t, u = { 1, 2 }, { v = { 3 } }
for i = 1, #t do for j = #u.v, -1, -1 do local x = { i, j } end end
