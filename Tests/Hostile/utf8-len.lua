-- expects: PLB_ERROR line 2
utf8.len("x")
