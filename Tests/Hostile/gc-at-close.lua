-- expects: PLB_ERROR line 2
local t = setmetatable({}, { __gc = function() while true do end end })
t = nil
