-- expects: PLB_SYNTAX line 1 (below)
#!/usr/bin/lua
local x = 1
