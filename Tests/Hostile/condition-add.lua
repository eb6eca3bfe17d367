-- expects: PLB_ERROR line 2
local x = 1 * fear.tsk_17
