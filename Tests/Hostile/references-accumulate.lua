-- expects: PLB_LIMIT_MEMORY
while true do local x = fear.tsk_17 end
