-- expects: PLB_OK
rule { 1, nil, 3 }
