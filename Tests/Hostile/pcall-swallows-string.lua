-- expects: PLB_LIMIT_STRING line 5
one()
two()
three()
pcall(function() return ("x"):rep(5000) end)
went_on()
