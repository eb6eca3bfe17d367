internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypesHTTP1

/// What a connection may not do: send for ever, more than a request may hold, leave unread what is sent to it, or stay open after HTTP/1.0.
///
/// A cohort may be as large as it is; but it may not be silent while it is read from. It stands before the parts of a request are turned
/// into those without a version.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limits: ServiceLimits
  private var received = 0
  /// Whether what arrives now is a cohort, and was not refused.
  private var isCohort = false
  private var end: Scheduled<Void>?
  /// When whoever reads nothing is cut off.
  private var unread: Scheduled<Void>?

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
      guard Self.isAddressed(head) else {
        let refused = HTTPResponseHead(
          version: .http1_1, status: .badRequest,
          headers: ["connection": "close", "content-length": "0"])
        context.write(wrapOutboundOut(.head(refused)), promise: nil)
        let channel = context.channel
        return context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
          channel.close(promise: nil)
        }
      }
      received = 0
      isCohort = head.method == .POST && head.uri.prefix { $0 != "?" } == Routes.cohort
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
      if isCohort {
        // It is looked at again when more is asked for: until then it is the service that lets it wait.
        disarm()
      } else if received > 2 * limits.body + (1 << 16) {
        return context.close(promise: nil)
      }
      context.fireChannelRead(data)
    case .end:
      isCohort = false
      disarm()
      context.fireChannelRead(data)
    }
  }

  /// Whether a request names one host, and since HTTP/1.1 at least one (RFC 9112 §3.2): what is in between may go by another than the one
  /// that is checked here.
  private static func isAddressed(_ head: HTTPRequestHead) -> Bool {
    let hosts = head.headers["host"].count
    return hosts == 1 || (hosts == 0 && (head.version.major, head.version.minor) < (1, 1))
  }

  /// Whether the client waits to be asked for a body that will be read.
  private func isAwaited(_ head: HTTPRequestHead) -> Bool {
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    return (head.version.major, head.version.minor) >= (1, 1) && (isCohort || length <= limits.body)
      && head.headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
  }

  func read(context: ChannelHandlerContext) {
    if isCohort, end == nil { arm(context, limits.arriving) }
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head(let head) = unwrapOutboundIn(data), head.status.code >= 400 { isCohort = false }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    unread?.cancel()
    let channel = context.channel
    unread =
      channel.isWritable
      ? nil : context.eventLoop.scheduleTask(in: TimeAmount(limits.arriving)) { channel.close(promise: nil) }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    // The rest of a request may still come, for a moment, but does not keep the service from ending.
    if event is ChannelShouldQuiesceEvent, end != nil { arm(context, limits.arrivingAtEnd) }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    disarm()
    unread?.cancel()
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
