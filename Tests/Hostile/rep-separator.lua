-- expects: PLB_LIMIT_STRING line 2
local s = (""):rep(1 << 40, ",")
