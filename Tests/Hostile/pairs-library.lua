-- expects: PLB_ERROR line 2
for k in pairs(string) do end
