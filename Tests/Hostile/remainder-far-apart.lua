-- expects: PLB_LIMIT_FUEL
local x, y, z = 1.7e308, 4.9e-320
while true do z = x % y end
