-- expects: PLB_BAD_RESULT (script 0)
computed(function(facts) return "\27[31m" end)
