-- expects: PLB_OK
local f = tostring
local g = function() return f end
assert(g() == tostring)
