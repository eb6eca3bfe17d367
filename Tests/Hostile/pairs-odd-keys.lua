-- expects: PLB_ERROR line 2
for k in pairs({ [true] = 1 }) do end
