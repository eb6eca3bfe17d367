-- expects: PLB_ERROR line 2
error({})
