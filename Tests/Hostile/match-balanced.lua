-- expects: PLB_ERROR line 2
("x"):match("%b()")
