-- expects: PLB_OK
assert(#string.format("%99.99f", 1e308) == 309 + 1 + 99)
