-- expects: PLB_ERROR line 2
(("x"):rep(4000)):byte(1, -1)
