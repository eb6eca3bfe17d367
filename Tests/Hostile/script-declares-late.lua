-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) os.exit() end)
