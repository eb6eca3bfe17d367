-- expects: PLB_BAD_RESULT line 4
local t = {}
t.self = t
rule(t)
