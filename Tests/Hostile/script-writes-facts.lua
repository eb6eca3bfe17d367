-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) facts.patient.age = 3 end)
