-- expects: PLB_BAD_RESULT line 2
rule { title = "a\u{202e}b" }
