-- expects: PLB_LIMIT_MEMORY
local last
while true do
  local before = last
  last = function() return before end
end
