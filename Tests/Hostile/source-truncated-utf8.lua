-- expects: PLB_SYNTAX (below)
local x = 1 -- â‚