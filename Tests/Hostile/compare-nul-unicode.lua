-- expects: PLB_SYNTAX line 2
local a = "\u{000}"
