-- expects: PLB_OK
local x = fear.os.exit(1)
