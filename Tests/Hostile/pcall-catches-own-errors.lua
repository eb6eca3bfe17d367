-- expects: PLB_OK
local ok, message = pcall(function() local t = nil; return t.x end)
assert(not ok and type(message) == "string")
local ok2 = pcall(function() return os end)
assert(not ok2)
