-- expects: PLB_LIMIT_FUEL line 2
pcall(function() while true do end end)
rule "went on" { rank = 1 }
