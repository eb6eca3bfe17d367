-- expects: PLB_LIMIT_FUEL
while true do local x = #string.format("%d", 1) end
