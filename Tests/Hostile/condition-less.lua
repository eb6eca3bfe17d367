-- expects: PLB_ERROR line 2
local x = fear.tsk_17 < 37
