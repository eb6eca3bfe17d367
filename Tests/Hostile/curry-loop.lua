-- expects: PLB_LIMIT_MEMORY
local x = rule
while true do x = x() end
