-- expects: PLB_ERROR line 2
local a = { table.unpack({}, 1, 1e8) }
