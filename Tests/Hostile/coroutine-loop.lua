-- expects: PLB_ERROR line 2
coroutine.wrap(function() while true do end end)()
