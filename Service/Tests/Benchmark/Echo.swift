import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The same server with nothing behind it: it reads a body, and sends it back.
enum Echo {
  static func run() async throws {
    let router = Router()
    router.post("/echo") { request, _ -> Response in
      let body = try await request.body.collect(upTo: 4 << 20)
      return Response(
        status: .ok, headers: [.contentType: "application/json", .contentLength: "\(body.readableBytes)"],
        body: ResponseBody(byteBuffer: body))
    }
    var quiet = Logger(label: "echo")
    quiet.logLevel = .critical
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { Main.say("echo: ready at http://127.0.0.1:\($0.localAddress?.port ?? 0)") },
      logger: quiet)
    try await application.run()
  }
}
