-- expects: PLB_ERROR line 3
local x <close> = nil
local y <close> = {}
