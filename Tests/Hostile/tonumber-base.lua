-- expects: PLB_ERROR line 2
tonumber("zz", 36)
