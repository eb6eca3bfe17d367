-- expects: PLB_ERROR line 2
table.insert({}, math.maxinteger, 1)
