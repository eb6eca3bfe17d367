-- expects: PLB_SYNTAX line 3
local a = "\z
  \000"
