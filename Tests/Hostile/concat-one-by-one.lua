-- expects: PLB_LIMIT_STRING line 3
local s = ""
for i = 1, 1000000 do s = s .. "x" end
