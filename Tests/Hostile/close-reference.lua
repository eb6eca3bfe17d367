-- expects: PLB_ERROR line 2
local y <close> = fear.tsk_17
