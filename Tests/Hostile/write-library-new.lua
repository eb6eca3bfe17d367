-- expects: PLB_ERROR line 2
function string.trim(s) return s end
