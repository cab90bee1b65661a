package import Words

/// Appointments as calendars read them: iCalendar (RFC 5545). Times are UTC, one event an appointment and no rule of repetition, so that
/// a phone with old tables of time zones errs by its own clock only. No person is named in it.
package struct Agenda: Sendable {
  package struct Appointment: Sendable {
    /// The same for as long as the appointment lives.
    package let key: String
    package let starts: Moment
    package let ends: Moment
    package let title: String
    package let place: String
    package let note: String
    /// How often it was changed.
    package let sequence: Int
    package let changed: Moment
    package let isCancelled: Bool

    package init(
      key: String, starts: Moment, ends: Moment, title: String, place: String, note: String = "", sequence: Int, changed: Moment,
      isCancelled: Bool = false
    ) {
      self.key = key
      self.starts = starts
      self.ends = ends
      self.title = title
      self.place = place
      self.note = note
      self.sequence = sequence
      self.changed = changed
      self.isCancelled = isCancelled
    }
  }

  package let name: String
  /// Behind the keys, so that no other house has the same.
  package let domain: String
  package let appointments: [Appointment]

  package init(name: String, domain: String, _ appointments: [Appointment]) {
    self.name = name
    self.domain = domain
    self.appointments = appointments
  }

  /// Lines end in CR LF and have at most 75 bytes; a longer one goes on behind a space, and no letter is cut.
  package var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Keruen//Keruen//KK", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for each in appointments {
      lines += [
        "BEGIN:VEVENT", "UID:\(each.key)@\(domain)", "DTSTAMP:\(Self.written(each.changed))",
        "LAST-MODIFIED:\(Self.written(each.changed))", "DTSTART:\(Self.written(each.starts))",
        "DTEND:\(Self.written(each.ends))", "SEQUENCE:\(each.sequence)", "STATUS:\(each.isCancelled ? "CANCELLED" : "CONFIRMED")",
        "SUMMARY:\(Self.escaped(each.title))",
      ]
      if !each.place.isEmpty { lines.append("LOCATION:\(Self.escaped(each.place))") }
      if !each.note.isEmpty { lines.append("DESCRIPTION:\(Self.escaped(each.note))") }
      lines.append("END:VEVENT")
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  /// "20261115T090500Z".
  private static func written(_ moment: Moment) -> String {
    let day = moment.day(in: .utc)
    let clock = moment.clock(in: .utc).filter { $0 != ":" }
    let second = moment.milliseconds / 1000 % 60
    return "\(day.iso.filter { $0 != "-" })T\(clock)\(second < 10 ? "0" : "")\(second)Z"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\\(scalar)"
      case "\n", "\u{2028}": escaped += "\\n"
      case _ where scalar.value < 32 || scalar.value == 127: continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func folded(_ line: String) -> String {
    var (folded, length) = ("", 0)
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if length + size > 75 {
        folded += "\r\n "
        length = 1
      }
      folded.unicodeScalars.append(scalar)
      length += size
    }
    return folded
  }
}
