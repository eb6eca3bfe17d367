-- expects: PLB_ERROR line 2
string.format("%99999d", 1)
