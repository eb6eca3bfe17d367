"""A CDS Hooks service of somebody else's, healthchain, that answers every call with one card: what reading and answering a hook costs there.

Usage: other_service.py
Prints one line with its address once it is ready, and serves until it is killed. service.py starts it.
"""
import socket

import uvicorn
from fastapi import FastAPI
from healthchain.gateway.cds import CDSHooksService
from healthchain.models import CDSRequest, CDSResponse

service = CDSHooksService()


@service.hook("patient-view", id="one-card", title="One card", description="The same card for everybody")
def one_card(_: CDSRequest) -> CDSResponse:
    return CDSResponse(cards=[{"summary": "One card", "indicator": "info", "source": {"label": "benchmark"}}])


app = FastAPI()
app.include_router(service)
listening = socket.create_server(("127.0.0.1", 0))
print(f"serving on 127.0.0.1:{listening.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False)).run(sockets=[listening])
