-- expects: PLB_BAD_RESULT (script 0)
computed(function(facts) return facts end)
