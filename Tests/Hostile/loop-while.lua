-- expects: PLB_LIMIT_FUEL line 2
while true do end
