-- expects: PLB_ERROR line 2
error(function() while true do end end)
