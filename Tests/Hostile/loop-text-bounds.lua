-- expects: PLB_LIMIT_FUEL
local s = "." .. ("9"):rep(600) .. "e-300"
while true do for i = s, s, s do break end end
