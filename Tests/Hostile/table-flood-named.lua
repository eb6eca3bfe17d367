-- expects: PLB_LIMIT_FUEL line 3
local t = {}
for i = 1, 1e9 do t["k" .. i] = 1 end
