-- expects: PLB_LIMIT_DEPTH line 4
local t = {}
for i = 1, 1000 do t = { t } end
rule(t)
