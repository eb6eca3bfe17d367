-- expects: PLB_LIMIT_FUEL
local function f() end
while true do f() f() f() end
