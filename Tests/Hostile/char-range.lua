-- expects: PLB_ERROR line 2
string.char(256)
