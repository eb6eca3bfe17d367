-- expects: PLB_ERROR line 2
table.sort({ 1, "a", {} })
