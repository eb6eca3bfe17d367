-- expects: PLB_ERROR line 2
_G["x"] = 1
