-- expects: PLB_LIMIT_FUEL
local s, p = ("a"):rep(4000), ("a"):rep(2000) .. "b"
while true do string.find(s, p) end
