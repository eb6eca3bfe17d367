-- expects: PLB_OK
assert(tostring({ __tostring = function() while true do end end }) == "table")
