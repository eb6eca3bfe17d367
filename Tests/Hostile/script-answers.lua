-- expects: PLB_OK (script 0)
computed { compute = function(facts) return facts.patient.age / 2 end }
