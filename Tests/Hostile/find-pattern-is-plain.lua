-- expects: PLB_OK
assert(string.find("a.b", ".", 1, false) == 2)
assert(string.find("axb", "%a") == nil)
