-- expects: PLB_LIMIT_FUEL
local s = ("a"):rep(4000)
while true do local t = #s < 9 and s:upper() or s:len() end
