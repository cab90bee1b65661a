import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection that asks on without waiting for answers, or does not take the answers it asked for: each request that is read ahead,
/// and each answer that lies here, is memory that somebody else decides about. Browsers and proxies ask for one thing at a time.
final class Patience: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Requests of one connection that wait for their answers.
  private static let mostWaiting = 16
  /// How long a client may take nothing of what is ready for it.
  private static let longestStandstill = TimeAmount.seconds(60)

  private var waiting = 0
  private var hasEnded = false
  private var standstill: Scheduled<Void>?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if hasEnded { return }
    if case .head = unwrapInboundIn(data) {
      waiting += 1
      guard waiting <= Self.mostWaiting else {
        hasEnded = true
        return context.close(promise: nil)
      }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { waiting -= 1 }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    standstill?.cancel()
    standstill = nil
    if !context.channel.isWritable {
      standstill = context.eventLoop.assumeIsolated().scheduleTask(in: Self.longestStandstill) { context.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func handlerRemoved(context: ChannelHandlerContext) { standstill?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    standstill?.cancel()
    context.fireChannelInactive()
  }
}
