-- expects: PLB_BAD_RESULT line 3
local t = {}
local n = rule(t)
t[1] = n
