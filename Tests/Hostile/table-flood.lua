-- expects: PLB_LIMIT_BLOCK line 3
local t = {}
while true do t[#t + 1] = 1 end
