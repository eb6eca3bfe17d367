-- expects: PLB_LIMIT_FUEL line 5 (script 0)
-- a deep stack is dear in a script too, whatever facts were read before the stack was made
rule "deep" {
  when = function(facts)
    local function deeper(n) if n == 0 then return 1 end return deeper(n - 1) + 1 end
    return deeper(4000) > 0
  end,
}
