-- expects: PLB_ERROR line 2
error("does too much work; look for a loop that does not end")
