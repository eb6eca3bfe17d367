-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) return facts.mood.phq_9 end)
