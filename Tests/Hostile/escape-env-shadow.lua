-- expects: PLB_ERROR line 2
local _ENV = {}
x = 1
