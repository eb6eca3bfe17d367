-- expects: PLB_LIMIT_DEPTH
local n = all { 1 }
for i = 1, 100 do n = all { n } end
