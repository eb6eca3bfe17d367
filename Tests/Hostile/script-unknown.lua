-- expects: PLB_UNKNOWN line 2 (script 0)
computed(function(facts) return facts.fear.tsk_17 end)
