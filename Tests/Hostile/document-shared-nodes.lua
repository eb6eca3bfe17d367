-- expects: PLB_LIMIT_OUTPUT
local n = all { 1 }
for i = 1, 14 do n = all { n, n, n } end
rule { when = n }
