-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) error("the age is " .. facts.patient.age) end)
