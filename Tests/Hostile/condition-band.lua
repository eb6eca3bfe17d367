-- expects: PLB_ERROR line 2
local x = fear.a :above(1) & fear.b :above(2)
