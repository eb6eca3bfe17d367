-- expects: PLB_OK
assert(select("#", table.unpack({}, math.maxinteger - 1, math.maxinteger)) == 2)
