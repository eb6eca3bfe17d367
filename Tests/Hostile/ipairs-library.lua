-- expects: PLB_ERROR line 2
for k in ipairs(string) do end
