-- expects: PLB_OK (script 0)
computed(function(facts) end)
