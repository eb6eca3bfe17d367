-- expects: PLB_OK
local seen = ""
for k in pairs({ z = 1, a = 1, 7, 8, [-3] = 1, B = 1 }) do seen = seen .. k end
assert(seen == "-312Baz")
