-- expects: PLB_OK
local t = { [math.maxinteger] = "x" }
assert(table.concat(t, "", math.maxinteger, math.maxinteger) == "x")
