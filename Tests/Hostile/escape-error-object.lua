-- expects: PLB_ERROR line 3
local ok, object = pcall(error, { code = 1 })
local x = os
