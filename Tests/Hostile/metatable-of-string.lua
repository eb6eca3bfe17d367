-- expects: PLB_ERROR line 2
getmetatable("").__index = nil
