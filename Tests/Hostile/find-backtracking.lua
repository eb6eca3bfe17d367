-- expects: PLB_OK
assert(not string.find(("a"):rep(2000), ("a*"):rep(12) .. "b"))
