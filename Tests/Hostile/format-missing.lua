-- expects: PLB_ERROR line 2
string.format("%d %d", 1)
