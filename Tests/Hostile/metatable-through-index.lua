-- expects: PLB_ERROR line 2
local f = ("x").__index
