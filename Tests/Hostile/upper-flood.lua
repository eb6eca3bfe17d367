-- expects: PLB_LIMIT_MEMORY
local s = ("a"):rep(4000)
while true do local t = s:upper() end
