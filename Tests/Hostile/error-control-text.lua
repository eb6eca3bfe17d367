-- expects: PLB_ERROR line 2
error("a\27[31mred\u{202e}\n\xff")
