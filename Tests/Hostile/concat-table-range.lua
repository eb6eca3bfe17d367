-- expects: PLB_ERROR line 2
local s = table.concat({}, "", 1, math.maxinteger)
