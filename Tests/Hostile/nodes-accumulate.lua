-- expects: PLB_LIMIT_MEMORY
while true do rule "x" {} end
