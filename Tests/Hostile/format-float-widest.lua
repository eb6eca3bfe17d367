-- expects: PLB_LIMIT_FUEL
local f = string.format
while true do f("%99.99f", 1.7976931348623157e308) f("%.99g", 5e-324) end
