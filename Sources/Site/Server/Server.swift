import Exchange
package import Front
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import Programme
import ServiceLifecycle
import UnixSignals

/// The door to the HTTP engine, which only this folder knows: turns its requests into ours and our replies into its.
package enum Server {
  /// Running requests and jobs get this long to end, seconds; whoever dribbles longer is cut off.
  private static let patience = 10
  /// The process has ended this long after the signal, seconds, whatever hangs: what was acknowledged is in the database.
  private static let longestEnding: UInt32 = 25

  /// Serves until SIGTERM or SIGINT, then lets running requests end. Throws `Unopened` when the address cannot be listened on.
  package static func run(
    _ dispatch: Dispatch, host: String, port: Int, log: Logger, whenOpen: @escaping @Sendable () async -> Void
  ) async throws {
    let application = Application(
      responder: Responder(dispatch: dispatch),
      server: .http1(configuration: .init(additionalChannelHandlers: [Patience(), StrictHeaders()], idleTimeout: .seconds(75))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      services: [Jobs(runner: JobRunner(dispatch.standing, log: log))],
      onServerRunning: { _ in await whenOpen() }, logger: log)
    var group = ServiceGroupConfiguration(
      services: [application, Ending(seconds: longestEnding)], gracefulShutdownSignals: [.sigterm, .sigint], logger: log)
    group.maximumGracefulShutdownDuration = .seconds(patience)
    do {
      try await ServiceGroup(configuration: group).run()
    } catch let error as IOError {
      throw Unopened(host: host, port: port, code: error.errnoCode)
    }
  }

  /// Why nobody can come in.
  package struct Unopened: Error, CustomStringConvertible {
    let host: String
    let port: Int
    let code: Int32

    package var description: String {
      switch code {
      case EADDRINUSE: "Port \(port) of \(host) is taken: another program listens there (ss -ltnp). Choose another with --port."
      case EACCES: "Port \(port) is reserved for the system: choose one above 1023 with --port."
      case EADDRNOTAVAIL: "\(host) is no address of this machine: name another with --host."
      default: "Nobody can listen on port \(port) of \(host): \(String(cString: strerror(code)))."
      }
    }
  }
}

/// Hears of the end first, before requests and jobs are waited for, and sets the alarm that ends the process.
private struct Ending: Service {
  let seconds: UInt32

  func run() async throws {
    try? await gracefulShutdown()
    // The kernel's own: it needs no thread of a process in which something hangs.
    alarm(seconds)
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
      request.body, length: Self.bodyLength(headers), on: context.channel, ceiling: ceiling, peer: network(peer))
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

/// The jobs, ended with the house.
private struct Jobs: Service {
  let runner: JobRunner

  func run() async throws {
    await withGracefulShutdownHandler {
      await cancelWhenGracefulShutdown { await runner.run() }
    } onGracefulShutdown: {
    }
  }
}
