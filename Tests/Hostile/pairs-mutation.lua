-- expects: PLB_OK
local t = { a = 1, b = 2, c = 3 }
local seen = ""
for k in pairs(t) do
  seen = seen .. k
  t.b = nil
end
assert(seen == "ac")
