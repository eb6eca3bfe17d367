-- expects: PLB_OK
local secret = rule "inner"
rule "outer" { compute = function() return secret end }
