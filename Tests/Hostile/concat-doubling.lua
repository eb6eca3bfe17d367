-- expects: PLB_LIMIT_STRING line 3
local s = "x"
while true do s = s .. s end
