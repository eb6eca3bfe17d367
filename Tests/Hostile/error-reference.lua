-- expects: PLB_ERROR line 2
error(fear.tsk_17)
