-- expects: PLB_BAD_RESULT line 2
rule { ["a\rb"] = 1 }
