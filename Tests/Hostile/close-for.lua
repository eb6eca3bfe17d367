-- expects: PLB_ERROR line 2
for a in (function() end), nil, nil, {} do end
