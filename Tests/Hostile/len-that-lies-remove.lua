-- expects: PLB_ERROR line 3
local t = { 1 }
table.remove(t)
