-- expects: PLB_SYNTAX
goto nowhere
