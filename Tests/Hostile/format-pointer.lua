-- expects: PLB_ERROR line 2
string.format("%p", {})
