-- expects: PLB_ERROR line 2
table.move({}, 1, math.maxinteger - 1, 2)
