-- expects: PLB_OK
local a = "_ENV" -- _ENV
local b = [==[ _ENV ]==]
