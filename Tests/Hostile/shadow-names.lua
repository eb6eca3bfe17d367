-- expects: PLB_OK
local string, pairs, pcall = nil, nil, nil
rule "fine" { text = ("x"):rep(3) }
