-- expects: PLB_SYNTAX line 2
local admin = false --[[‮ } ⁦ if admin ⁩ ⁦ begin ]]
