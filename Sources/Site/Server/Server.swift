import Exchange
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import Programme
import ServiceLifecycle

/// The only file that knows the HTTP engine: turns its requests into ours and our replies into its.
package enum Server {
  /// Serves until SIGTERM or SIGINT, then lets running requests end.
  package static func run(
    _ dispatch: Dispatch, host: String, port: Int, log: Logger, whenOpen: @escaping @Sendable () async -> Void
  ) async throws {
    let application = Application(
      responder: Responder(dispatch: dispatch),
      server: .http1(configuration: .init(additionalChannelHandlers: [StrictHeaders()], idleTimeout: .seconds(75))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      services: [JobRunner(house: dispatch.house, log: log)],
      onServerRunning: { _ in await whenOpen() }, logger: log)
    try await application.runService()
  }
}

private struct Context: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  var peer: String { channel.remoteAddress?.ipAddress ?? "" }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

private struct Responder: HTTPResponder {
  let dispatch: Dispatch
  let ceiling = BodyCeiling()

  func respond(to request: HummingbirdCore.Request, context: Context) async throws -> Response {
    var headers = Self.headers(request)
    var peer = context.peer
    if dispatch.house.settings.trustsProxy, let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last {
      peer = String(forwarded).trimmed
    } else {
      headers["x-forwarded-host"] = nil
    }
    let body = IncomingBody(
      request.body, length: Self.bodyLength(headers), on: context.channel, ceiling: ceiling, peer: peer)
    guard let method = Exchange.Method(rawValue: request.method.rawValue) else {
      return response(dispatch.methodNotAllowed, after: body)
    }
    let asked = Exchange.Request(method, request.uri.string, headers: headers, peer: network(peer))
    let reply = await dispatch.reply(to: asked) { most in try await body.read(most) }
    return response(reply, after: body)
  }

  /// Names in lower case; a header that came several times is one list, cookies by their own rule (RFC 9110 5.3, RFC 6265 5.4).
  private static func headers(_ request: HummingbirdCore.Request) -> [String: String] {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      if let before = headers[name] {
        headers[name] = before + (name == "cookie" ? "; " : ", ") + field.value
      } else {
        headers[name] = field.value
      }
    }
    if let host = request.head.authority { headers["host"] = host }
    return headers
  }

  /// Zero without a body, nil for one whose length shows only at its end.
  private static func bodyLength(_ headers: [String: String]) -> Int? {
    if headers["transfer-encoding"] != nil { return nil }
    return headers["content-length"].map { Int($0) } ?? 0
  }

  private func response(_ reply: Reply, after body: IncomingBody) -> Response {
    var fields = HTTPFields()
    fields.reserveCapacity(reply.headers.count + 2)
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let status = HTTPResponse.Status(code: reply.status)
    let bytes = ByteBuffer(bytes: reply.body)
    guard !body.isWhole else { return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: bytes)) }
    // A body that nobody will read: the answer leaves first, and the connection ends with it.
    fields[.connection] = "close"
    return Response(
      status: status, headers: fields,
      body: ResponseBody(contentLength: bytes.readableBytes) { writer in
        try await writer.write(bytes)
        try await writer.finish(nil)
        try await body.drain()
        throw ChannelError.inputClosed
      })
  }
}

/// Runs each room's jobs at their pace until the house closes.
private struct JobRunner: Service {
  let house: House
  let log: Logger

  func run() async throws {
    await withGracefulShutdownHandler {
      await cancelWhenGracefulShutdown {
        await withTaskGroup(of: Void.self) { group in
          for job in house.rooms.flatMap(\.jobs) { group.addTask { await repeated(job) } }
          // Without a job the runner still stays: a service that ends closes the house.
          group.addTask { try? await Task.sleep(for: .seconds(1 << 30)) }
        }
      }
    } onGracefulShutdown: {
    }
  }

  private func repeated(_ job: Job) async {
    while !Task.isCancelled {
      do { try await job.run(house) } catch is CancellationError { return } catch {
        log.error("job failed", metadata: ["job": "\(job.name)", "error": "\(type(of: error))"])
      }
      try? await Task.sleep(for: job.every)
    }
  }
}
