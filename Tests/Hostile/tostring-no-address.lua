-- expects: PLB_OK
assert(tostring(function() end) == "function" and tostring({}) == "table" and tostring(fear.x) == "fear.x")
assert(tostring(print_ == nil) == "false" and tostring(string) == "library")
assert(tostring(0.1 + 0.2) == "0.30000000000000004" and tostring(3.0) == "3.0" and tostring(0/0) == "nan")
