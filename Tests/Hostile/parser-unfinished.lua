-- expects: PLB_SYNTAX
rule "x" {
