-- expects: PLB_ERROR line 2
local t = setmetatable({}, { __len = function() return math.maxinteger end })
table.insert(t, 1, 1)
