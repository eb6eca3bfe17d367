-- expects: PLB_ERROR line 2
cutoff = 3
