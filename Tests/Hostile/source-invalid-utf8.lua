-- expects: PLB_SYNTAX line 2
local x = "ÿþ"
