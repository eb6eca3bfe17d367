-- expects: PLB_ERROR line 3
local n = rule "x"
n.title = "y"
