-- expects: PLB_BAD_REQUEST (script 7)
computed(function(facts) return 1 end)
