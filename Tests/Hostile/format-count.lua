-- expects: PLB_ERROR line 2
string.format("%n", 1)
