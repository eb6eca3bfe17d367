-- expects: PLB_ERROR line 3
local m = fear.__metatable
m.x = 1
