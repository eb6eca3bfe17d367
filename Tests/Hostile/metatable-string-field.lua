-- expects: PLB_ERROR line 3
local s = "x"
s.rep = 1
