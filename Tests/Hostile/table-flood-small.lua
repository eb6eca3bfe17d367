-- expects: PLB_LIMIT_MEMORY
local last
while true do last = { last } end
