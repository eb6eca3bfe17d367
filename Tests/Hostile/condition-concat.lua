-- expects: PLB_ERROR line 2
local x = "score " .. fear.tsk_17
