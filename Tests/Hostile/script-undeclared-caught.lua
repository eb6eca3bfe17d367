-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) pcall(function() return facts.mood.phq_9 end) return 1 end)
