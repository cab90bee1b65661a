import Front
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Puts the strict headers on what the HTTP engine answers by itself: 400 to a request it cannot read.
final class StrictHeaders: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data), head.headerFields[.contentSecurityPolicy] == nil else {
      return context.write(data, promise: promise)
    }
    for (name, value) in Dispatch.strictHeaders + [("cache-control", "no-store")] {
      if let name = HTTPField.Name(name), head.headerFields[name] == nil { head.headerFields[name] = value }
    }
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
