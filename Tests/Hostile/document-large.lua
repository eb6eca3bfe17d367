-- expects: PLB_LIMIT_OUTPUT
local s = ("x"):rep(4000)
for i = 1, 1100 do rule(s, s) end
