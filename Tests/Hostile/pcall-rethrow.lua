-- expects: PLB_ERROR line 2
local ok, message = pcall(function() error("inner") end)
error(message, 0)
