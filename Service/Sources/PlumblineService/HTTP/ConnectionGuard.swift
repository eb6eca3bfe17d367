internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1

/// What a connection may not do: send for ever, more than a request may hold, or stay open after HTTP/1.0.
///
/// It stands before the parts of a request are turned into those without a version.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let limits: ServiceLimits
  private var received = 0
  private var end: Scheduled<Void>?

  init(_ limits: ServiceLimits) { self.limits = limits }

  /// Puts guards where they belong, once a connection's other handlers are there.
  final class Placing: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let limits: ServiceLimits
    init(_ limits: ServiceLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
      let pipeline = context.pipeline.syncOperations
      do {
        let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
        try pipeline.addHandler(ConnectionGuard(limits), position: .before(codec))
      } catch {
        context.close(promise: nil)
      }
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(var head):
      received = 0
      arm(context, limits.arriving)
      // Hummingbird closes for exactly this header.
      let asked = head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
      if asked || (head.version.major, head.version.minor) < (1, 1) {
        head.headers.replaceOrAdd(name: "connection", value: "close")
      }
      if isAwaited(head) {
        let going = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(going)), promise: nil)
      }
      context.fireChannelRead(wrapInboundOut(.head(head)))
    case .body(let bytes):
      received += bytes.readableBytes
      // What was refused as too large is not read for ever.
      if received > 2 * limits.body + (1 << 16) { return context.close(promise: nil) }
      context.fireChannelRead(data)
    case .end:
      disarm()
      context.fireChannelRead(data)
    }
  }

  /// Whether the client waits to be asked for a body that will be read.
  private func isAwaited(_ head: HTTPRequestHead) -> Bool {
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    return (head.version.major, head.version.minor) >= (1, 1) && length <= limits.body
      && head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // The rest of a request may still come, for a moment, but does not keep the service from ending.
    if event is ChannelShouldQuiesceEvent, end != nil { arm(context, limits.arrivingAtEnd) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    disarm()
    context.fireChannelInactive()
  }

  private func arm(_ context: ChannelHandlerContext, _ time: Duration) {
    disarm()
    let channel = context.channel
    end = context.eventLoop.scheduleTask(in: TimeAmount(time)) { channel.close(promise: nil) }
  }

  private func disarm() {
    end?.cancel()
    end = nil
  }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
