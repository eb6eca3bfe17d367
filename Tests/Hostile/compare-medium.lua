-- expects: PLB_LIMIT_FUEL
local a, b = ("a"):rep(990), ("a"):rep(989) .. "a"
while true do
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
  if a < b then end
end
