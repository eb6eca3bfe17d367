-- expects: PLB_OK
assert((""):rep(1 << 62) == "")
assert((""):rep(math.maxinteger, "") == "")
