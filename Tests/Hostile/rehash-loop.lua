-- expects: PLB_LIMIT_FUEL
local t = {}
for i = 1, 30000 do t[i] = i end
while true do
  t[1.5] = 1 t[2.5] = 2 t[3.5] = 3
  t[1.5] = nil t[2.5] = nil t[3.5] = nil
end
