-- expects: PLB_LIMIT_FUEL line 2
repeat until false
