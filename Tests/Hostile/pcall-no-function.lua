-- expects: PLB_OK
assert(pcall(7) == false)
assert(pcall(nil) == false)
