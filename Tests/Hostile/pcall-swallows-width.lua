-- expects: PLB_LIMIT_WIDTH line 3
one() two() three()
local function grow(n, ...) if n == 0 then return one(...) end return grow(n - 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, ...) end
pcall(grow, 220)
went_on()
