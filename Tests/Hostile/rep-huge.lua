-- expects: PLB_LIMIT_STRING line 2
local s = ("x"):rep(1 << 62)
