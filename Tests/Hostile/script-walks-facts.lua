-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) for k in pairs(facts) do end end)
