-- expects: PLB_BAD_RESULT line 2
rule { run = tostring }
