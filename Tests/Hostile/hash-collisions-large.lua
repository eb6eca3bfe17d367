-- expects: PLB_LIMIT_FUEL
local t = {}
for i = 1, 20000 do t[i * 16383 * 32767] = 1 end
