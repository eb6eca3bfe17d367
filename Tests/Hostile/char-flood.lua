-- expects: PLB_LIMIT_MEMORY
local last
while true do last = { string.char(65, 66, 67), last } end
