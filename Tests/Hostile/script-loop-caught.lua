-- expects: PLB_LIMIT_FUEL line 2 (script 0)
computed(function(facts) while true do pcall(function() while true do end end) end end)
