-- expects: PLB_BAD_RESULT line 2
rule { title = "a\xc0\x80" }
