-- expects: PLB_OK
local a, b, c = "\\0", [[\0]], "\10"
assert(#a == 2 and #b == 2 and #c == 1)
