-- expects: PLB_LIMIT_FUEL
local x, s = 1.7e308
while true do s = x .. x .. x .. x end
