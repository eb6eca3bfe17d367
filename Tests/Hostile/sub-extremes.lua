-- expects: PLB_OK
local s = "abc"
assert(s:sub(math.mininteger, math.maxinteger) == "abc")
assert(s:sub(math.maxinteger, math.mininteger) == "")
assert(s:byte(math.mininteger) == nil or true)
assert(s:find("b", math.maxinteger) == nil)
