-- expects: PLB_LIMIT_FUEL
local s, f = "." .. ("9"):rep(600) .. "e-300", tonumber
while true do f(s) end
