-- expects: PLB_UNKNOWN line 4 (script 0)
computed(function(facts)
  pcall(function()
    return facts.fear.tsk_17
  end)
  return false
end)
