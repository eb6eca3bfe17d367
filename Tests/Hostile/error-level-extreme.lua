-- expects: PLB_ERROR
error("x", math.maxinteger)
