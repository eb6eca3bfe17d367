-- expects: PLB_ERROR line 2
xpcall(function() error("x") end, function() while true do end end)
