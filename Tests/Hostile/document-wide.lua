-- expects: PLB_LIMIT_WIDTH line 4
local t = {}
for i = 1, 50000 do t[i] = i end
rule(t)
