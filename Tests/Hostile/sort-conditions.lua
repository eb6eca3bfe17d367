-- expects: PLB_ERROR line 2
table.sort({ fear.a, fear.b })
