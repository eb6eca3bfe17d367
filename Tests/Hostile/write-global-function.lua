-- expects: PLB_ERROR line 2
function helper() end
