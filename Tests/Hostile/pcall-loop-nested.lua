-- expects: PLB_LIMIT_FUEL line 2
while true do pcall(pcall, pcall, function() while true do end end) end
