-- expects: PLB_ERROR line 2
select(math.mininteger, 1)
