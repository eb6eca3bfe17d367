-- expects: PLB_ERROR line 2
table.insert(string, 1)
