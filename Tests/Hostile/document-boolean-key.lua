-- expects: PLB_BAD_RESULT line 2
rule { [true] = 1 }
