-- expects: PLB_ERROR line 2
(("a"):rep(200)):gsub(".-b", "")
