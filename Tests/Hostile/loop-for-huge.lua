-- expects: PLB_LIMIT_FUEL line 2
for i = 1, math.huge do end
