-- expects: PLB_BAD_RESULT line 2
rule { title = "a\u{2028}b" }
