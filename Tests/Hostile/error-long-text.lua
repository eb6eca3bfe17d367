-- expects: PLB_ERROR line 2
error(("\u{e9}"):rep(1000))
