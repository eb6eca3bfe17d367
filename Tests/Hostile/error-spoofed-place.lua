-- expects: PLB_ERROR
error("error-spoofed-place.lua:999: here", 0)
