-- expects: PLB_OK
assert(string.format("%s", "%s%n%99999d") == "%s%n%99999d")
assert(string.format("%%") == "%")
