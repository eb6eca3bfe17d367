-- expects: PLB_ERROR line 2
setmetatable({}, { __gc = function() while true do end end })
