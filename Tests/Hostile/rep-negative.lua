-- expects: PLB_OK
assert(("x"):rep(-5) == "")
assert(("x"):rep(math.mininteger) == "")
