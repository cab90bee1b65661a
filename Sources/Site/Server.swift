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
      server: .http1(configuration: .init(idleTimeout: .seconds(75))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil, backlog: 1024),
      services: [JobRunner(house: dispatch.house, log: log)],
      onServerRunning: { _ in await whenOpen() }, logger: log)
    try await application.runService()
  }
}

private struct Context: RequestContext {
  var coreContext: CoreRequestContextStorage
  let peer: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? ""
  }
}

private struct Responder: HTTPResponder {
  let dispatch: Dispatch

  func respond(to request: HummingbirdCore.Request, context: Context) async throws -> Response {
    guard let method = Exchange.Method(rawValue: request.method.rawValue) else { return Response(status: .methodNotAllowed) }
    var headers: [String: String] = [:]
    for field in request.headers {
      headers[field.name.canonicalName, default: ""] +=
        headers[field.name.canonicalName] == nil ? field.value : "; \(field.value)"
    }
    if let host = request.head.authority { headers["host"] = host }
    var body: [UInt8] = []
    if !method.isSafe {
      let limit = dispatch.bodyLimit(method, request.uri.path)
      guard let buffer = try? await request.body.collect(upTo: limit) else { return Response(status: .contentTooLarge) }
      body = Array(buffer.readableBytesView)
    }
    var peer = context.peer
    if dispatch.house.settings.trustsProxy, let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last {
      peer = String(forwarded).trimmed
    } else {
      headers["x-forwarded-host"] = nil
    }
    let reply = await dispatch.reply(
      to: Exchange.Request(method, request.uri.string, headers: headers, body: body, peer: peer))
    return response(reply)
  }

  private func response(_ reply: Reply) -> Response {
    var fields = HTTPFields()
    fields.reserveCapacity(reply.headers.count + 1)
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    return Response(
      status: HTTPResponse.Status(code: reply.status), headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
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
