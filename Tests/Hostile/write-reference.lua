-- expects: PLB_ERROR line 2
fear.tsk_17 = 40
