-- expects: PLB_LIMIT_STRING
local t = {}
for i = 1, 5000 do t[i] = "ab" end
local s = table.concat(t)
