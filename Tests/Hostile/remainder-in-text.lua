-- expects: PLB_OK
local s = ("%d %%"):format(5) -- a % b
for i = 1, 100 do local t = {i} end
