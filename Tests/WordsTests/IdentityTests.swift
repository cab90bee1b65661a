import Testing
import Words

@Suite struct IINs {
  static let vectors = Vectors("iin_vectors").rows

  @Test func theTableIsRead() { #expect(Self.vectors.count == 59) }

  @Test(arguments: vectors.filter { $0["valid"] == "1" })
  func aRightNumberIsReadWithItsDateAndSex(row: [String: String]) throws {
    let iin = try IIN(parsing: try #require(row["value"]))
    #expect(iin.digits == row["value"])
    #expect(iin.birthDay?.iso == row["birth_date"])
    #expect(iin.sex == (row["sex"] == "F" ? .female : .male))
  }

  @Test(arguments: vectors.filter { $0["valid"] == "0" })
  func aWrongNumberIsRefusedUnlessOnlySpacesOrHyphensAreTooMany(row: [String: String]) throws {
    let value = try #require(row["value"])
    if row["note"]?.contains("then it is row 1") == true {
      #expect(try IIN(parsing: value).digits == "100901699017")
    } else {
      #expect(throws: IIN.Complaint.self) { try IIN(parsing: value) }
    }
  }

  @Test(arguments: [
    ("", IIN.Complaint.empty), ("   ", .empty), ("10090169901", .wrongLength), ("1О0901699017", .notDigits),
    ("１００９０１６９９０１７", .notDigits), ("100901699018", .wrongControlDigit), ("940140000385", .company),
    ("110229699016", .noSuchDate), ("100901099019", .unknownCentury), ("100901699810", .wrongControlDigit),
  ])
  func theComplaintNamesTheSlip(text: String, complaint: IIN.Complaint) {
    #expect(throws: complaint) { try IIN(parsing: text) }
    #expect(Set(Language.allCases.map { $0(complaint.reason) }).count == 3)
  }

  @Test func aListShowsTheLastFourDigitsOnly() throws {
    #expect(try IIN(parsing: "100901699017").masked == "••••••••9017")
  }

  @Test func anotherBirthDateIsAQuestionAndNotARefusal() throws {
    let iin = try IIN(parsing: "100901699017")
    #expect(iin.doubt(birthDay: try #require(Day("2010-09-01"))) == nil)
    #expect(iin.doubt(birthDay: try #require(Day("2010-09-02"))) != nil)
  }
}

@Suite struct Phones {
  static let vectors = Vectors("phone_vectors").rows

  @Test func theTableIsRead() { #expect(Self.vectors.count == 25) }

  @Test(arguments: vectors)
  func everyRowOfTheTableHolds(row: [String: String]) throws {
    let input = try #require(row["input"])
    if row["e164"]?.isEmpty == false {
      let phone = try Phone(parsing: input)
      #expect(phone.e164 == row["e164"])
      #expect(phone.kind.rawValue == row["result"])
    } else {
      #expect(throws: Phone.Complaint.self) { try Phone(parsing: input) }
    }
  }

  @Test(arguments: [
    ("12-34-56", Phone.Complaint.noAreaCode), ("+7 901 123 45 67", .foreign), ("+996 555 123456", .foreign),
    ("8701123456", .tooShort), ("870112345678", .tooLong), ("+7 751 123 45 67", .unknownCode), (" ", .empty),
    ("+7 (701) 123-45-6О", .notDigits), ("+7 701 123 45 67, +7 702 123 45 67", .severalNumbers),
    ("+77011234567+77021234567", .severalNumbers), ("٨٧٠١١٢٣٤٥٦٧", .notDigits),
  ])
  func theComplaintNamesTheSlip(text: String, complaint: Phone.Complaint) {
    #expect(throws: complaint) { try Phone(parsing: text) }
    #expect(Set(Language.allCases.map { $0(complaint.reason) }).count == 3)
  }

  @Test(arguments: [
    ("87011234567", "+7 701 123 45 67", "+7 701 ••• •• 67"), ("8 7232 12 34 56", "+7 7232 12 34 56", "+7 7232 •• •• 56"),
    ("8 72332 1-23-45", "+7 72332 1 23 45", "+7 72332 • •• 45"), ("8 7273 12 34 56", "+7 7273 12 34 56", "+7 7273 •• •• 56"),
  ])
  func itIsShownInGroupsAndMasked(text: String, shown: String, masked: String) throws {
    let phone = try Phone(parsing: text)
    #expect(phone.shown == shown)
    #expect(phone.masked == masked)
    #expect(try Phone(parsing: phone.shown) == phone)
  }
}

@Suite struct EMails {
  @Test(arguments: [
    ("aigerim@mail.kz", "aigerim@mail.kz"), ("  Aigerim.Test+stem@School.EDU.kz\n", "Aigerim.Test+stem@school.edu.kz"),
    ("a@b-c.kz", "a@b-c.kz"), ("o'neil_1@x1.example", "o'neil_1@x1.example"),
  ])
  func aUsualAddressIsRead(text: String, address: String) throws {
    #expect(try EMail(parsing: text).address == address)
  }

  @Test(arguments: [
    ("", EMail.Complaint.empty), ("aigerim.mail.kz", .noAt), ("a@b@c.kz", .malformed), ("@mail.kz", .malformed),
    ("a@", .malformed), ("a@mail", .malformed), ("a..b@mail.kz", .malformed), (".a@mail.kz", .malformed),
    ("a b@mail.kz", .malformed), ("a@-mail.kz", .malformed), ("a@mail.k", .malformed), ("a@mail.123", .malformed),
    ("a@mail,kz", .malformed), ("a@mail.kz\r\nBcc: b@mail.kz", .malformed), ("\"a b\"@mail.kz", .malformed),
    ("әсел@mail.kz", .foreignLetters), ("a@почта.қаз", .foreignDomain), ("a@xn--80a1acny.kz", .foreignDomain),
    ("a@[127.0.0.1]", .malformed), (String(repeating: "a", count: 65) + "@mail.kz", .malformed),
  ])
  func theComplaintNamesTheSlip(text: String, complaint: EMail.Complaint) {
    #expect(throws: complaint) { try EMail(parsing: text) }
    #expect(Set(Language.allCases.map { $0(complaint.reason) }).count == 3)
  }

  @Test func aListShowsTheFirstLetterOnly() throws {
    #expect(try EMail(parsing: "aigerim@mail.kz").masked == "a•••@mail.kz")
  }
}

@Suite struct CopiedMarksTests {
  @Test(
    "B10 the marks that phones and pages copy along unseen are no part of a number or an address",
    arguments: [
      "\u{202D}+7 701 000 00 93\u{202C}", "+7\u{200B}701\u{2060}0000093", "8701\u{FE0E}0000093\u{FEFF}",
      "\u{2066}+77010000093\u{2069}",
    ])
  func copied(_ phone: String) throws {
    #expect(try Phone(parsing: phone).e164 == "+77010000093")
    #expect(throws: Phone.Complaint.notDigits) { try Phone(parsing: phone + "О") }
    #expect(try IIN(parsing: "\u{202A}100901\u{AD}699017\u{202C}").digits == "100901699017")
    #expect(try EMail(parsing: "\u{200E}name@mail.kz\u{200B}").address == "name@mail.kz")
  }
}
