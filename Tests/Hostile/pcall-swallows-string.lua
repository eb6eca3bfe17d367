-- expects: PLB_LIMIT_STRING line 2
pcall(function() return ("x"):rep(5000) end)
rule "went on" { rank = 1 }
