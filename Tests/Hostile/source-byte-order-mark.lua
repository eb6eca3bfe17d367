-- expects: PLB_SYNTAX line 1 (below)
﻿local x = 1
