-- expects: PLB_LIMIT_STRING
local s = ("x"):rep(1000)
local t = s .. s .. s .. s .. s
