-- expects: PLB_LIMIT_FUEL
local t, n = {} for i = 0, 61 do t[1 << i] = 1 end
while true do n = #t end
