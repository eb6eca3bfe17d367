-- expects: PLB_ERROR line 2
select(-5, 1, 2)
