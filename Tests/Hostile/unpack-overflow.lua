-- expects: PLB_ERROR line 2
table.unpack({}, math.mininteger, math.maxinteger)
