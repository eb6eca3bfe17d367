-- expects: PLB_ERROR line 2
string.dump(function() end)
