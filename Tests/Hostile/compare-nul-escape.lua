-- expects: PLB_SYNTAX line 2
local a = ("\0"):rep(4000)
