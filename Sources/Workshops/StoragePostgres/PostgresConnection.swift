import CPostgres
import Storage

/// One libpq connection, used by one thread. Statements are prepared once and kept by their text.
final class PostgresConnection: Connection {
  let kind = EngineKind.postgres
  /// The audit lane: the lowest number no living connection holds, kept by an advisory lock of the session.
  private(set) var lane = 0
  private let handle: OpaquePointer
  private var prepared: [String: String] = [:]

  init(address: String) throws {
    guard let handle = PQconnectdb(address) else { throw StorageFault.connection("out of memory") }
    self.handle = handle
    guard PQstatus(handle) == CONNECTION_OK else {
      // libpq ends its lines and indents the next.
      let message = String(cString: PQerrorMessage(handle)).split(separator: "\n").map { $0.drop { $0 == "\t" || $0 == " " } }
      throw StorageFault.connection(message.joined(separator: " "))
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    try script("SET client_min_messages = warning; SET bytea_output = hex; SET timezone = 'UTC'; SET extra_float_digits = 3")
    lane = try takeLane()
  }

  deinit {
    PQfinish(handle)
  }

  var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

  func run(_ sql: SQL, each: ((Row) throws -> Void)?) throws -> Int {
    let name = try preparedName(sql.text)
    let parameters = Parameters(sql.values)
    defer { parameters.free() }
    let result = PQexecPrepared(
      handle, name, Int32(sql.values.count), parameters.pointers, parameters.lengths, parameters.formats, 0)
    defer { PQclear(result) }
    try check(result)
    if let each { try rows(of: result, each) }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  func script(_ text: String) throws {
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    try check(result)
  }

  private func preparedName(_ text: String) throws -> String {
    if let name = prepared[text] { return name }
    let name = "s\(prepared.count)"
    let result = PQprepare(handle, name, Dialect.numbered(text), 0, nil)
    defer { PQclear(result) }
    try check(result)
    prepared[text] = name
    return name
  }

  private func takeLane() throws -> Int {
    for lane in 1...10_000 {
      var taken = false
      _ = try run("SELECT pg_try_advisory_lock(7511, \(lane)::int)") { taken = try $0[0] }
      if taken { return lane }
    }
    throw StorageFault.connection("no free audit lane")
  }

  private func rows(of result: OpaquePointer?, _ each: (Row) throws -> Void) throws {
    let width = PQnfields(result)
    let columns = (0..<width).map { String(cString: PQfname(result, $0)) }
    let types = (0..<width).map { PQftype(result, $0) }
    for line in 0..<PQntuples(result) {
      let values = (0..<width).map { column in
        PQgetisnull(result, line, column) == 1
          ? Value.null
          : Value(
            text: PQgetvalue(result, line, column), length: Int(PQgetlength(result, line, column)), type: types[Int(column)])
      }
      try each(Row(columns: columns, values: values))
    }
  }

  /// The message of a fault is the primary one and the constraint's name: the detail would show values.
  private func check(_ result: OpaquePointer?) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
    default: break
    }
    func field(_ letter: Unicode.Scalar) -> String {
      PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) } ?? ""
    }
    guard isAlive else { throw StorageFault.connection("the server closed the connection") }
    let what = [field("t"), field("n")].filter { !$0.isEmpty }.joined(separator: ".")
    throw switch field("C") {
    case "23505": StorageFault.unique(what)
    case "23503": StorageFault.foreignKey(what)
    case "40001", "40P01": StorageFault.contention
    case let code where code.hasPrefix("23"): StorageFault.constraint(what)
    case let code where code.hasPrefix("08") || code.hasPrefix("57P"): StorageFault.connection(field("M"))
    case let code: StorageFault.statement("\(code) \(field("M"))")
    }
  }
}
