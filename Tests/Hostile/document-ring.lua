-- expects: PLB_BAD_RESULT
local a, b = {}, {}
local x, y = rule(a), rule(b)
a[1], b[1] = y, x
