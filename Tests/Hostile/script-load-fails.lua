-- expects: PLB_SYNTAX line 3 (script 0)
computed(function(facts) return 1
