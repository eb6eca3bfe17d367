-- expects: PLB_LIMIT_MEMORY
pcall(function() local t for i = 1, 1e9 do t = { t, i, i } end end)
rule "went on" { rank = 1 }
