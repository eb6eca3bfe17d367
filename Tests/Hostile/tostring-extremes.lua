-- expects: PLB_LIMIT_FUEL
local a, b, f = 1.7976931348623157e308, 5e-324, tostring
while true do f(a) f(b) end
