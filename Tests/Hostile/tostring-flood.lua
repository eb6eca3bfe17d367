-- expects: PLB_LIMIT_FUEL
while true do tostring(1) end
