-- expects: PLB_LIMIT_FUEL line 4 (script 0)
computed(function(facts)
  local last
  for i = 1, 40000 do last = { last, ("x"):rep(400) .. i } end
end)
