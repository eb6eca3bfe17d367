-- expects: PLB_LIMIT_OUTPUT line 4
local t = { "leaf" }
for i = 1, 25 do t = { t, t } end
rule(t)
