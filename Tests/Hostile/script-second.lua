-- expects: PLB_OK (script 1)
computed { b = function() return "second" end, a = function() return "first" end }
