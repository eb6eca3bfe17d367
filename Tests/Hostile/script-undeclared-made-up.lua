-- expects: PLB_ERROR line 2 (script 0)
computed(function(facts) return facts["age_is_" .. facts.patient.age] end)
