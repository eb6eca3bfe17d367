-- expects: PLB_LIMIT_FUEL
while true do pcall(error, "x") end
