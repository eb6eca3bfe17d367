-- expects: PLB_ERROR line 3
local ok, message = pcall(function() return nil + 1 end)
message:gsub("x", "y")
