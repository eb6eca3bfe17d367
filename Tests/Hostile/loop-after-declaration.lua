-- expects: PLB_LIMIT_FUEL line 3
rule "seen" { rank = 1 }
while true do end
