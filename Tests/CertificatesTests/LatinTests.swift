import Certificates
import Testing

@Suite struct LatinTests {
  @Test("a Kazakh name in Latin letters has no letter of Cyrillic left, and keeps its capitals")
  func latin() {
    #expect(Certificate.latin("Айгерім Қасымова") == "Aygerim Kasymova")
    #expect(Certificate.latin("Һүсни Әбдіғұл-Өмірбек") == "Husni Abdigul-Omirbek")
    #expect(Certificate.latin("Ңғәіөұүһқ").allSatisfy(\.isASCII))
  }
}
