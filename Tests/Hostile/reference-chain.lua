-- expects: PLB_LIMIT_STRING
local x = fear
while true do x = x.again end
