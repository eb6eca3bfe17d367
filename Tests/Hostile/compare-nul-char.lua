-- expects: PLB_ERROR line 2
local a = string.char(0)
