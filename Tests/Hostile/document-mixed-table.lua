-- expects: PLB_BAD_RESULT line 2
rule { 1, title = "x" }
