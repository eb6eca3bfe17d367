-- expects: PLB_SYNTAX line 3
local a = "[[" -- "\0" in a comment is fine
local b = '\x00'
