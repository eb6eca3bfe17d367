"""How schemathesis writes the body of a cohort: one value on each line."""
import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_, value):
    return "".join(f"{json.dumps(one)}\n" for one in (value if isinstance(value, list) else [value])).encode()
