-- expects: PLB_LIMIT_FUEL
local a, b = ("a"):rep(4096), ("a"):rep(4095) .. "a"
while true do
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
  if a == b then end
end
