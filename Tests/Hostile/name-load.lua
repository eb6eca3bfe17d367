-- expects: PLB_ERROR line 2
local x = load
