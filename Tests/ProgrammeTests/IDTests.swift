import Programme
import Testing
import Words

@Suite struct IDTests {
  @Test func laterIdsStandLater() {
    let outside = Outside.still(Moment(milliseconds: 0), seed: 3)
    let ids = (0..<500).map { step in
      ID<Person>(at: Moment(milliseconds: 1_795_150_800_000 + Int64(step) * 997), random: outside.random(10)).text
    }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test func theFormIsUUIDVersionSeven() {
    let id = ID<Person>(at: Moment(milliseconds: 0x0123_4567_89ab), random: Array(repeating: 0xff, count: 10))
    #expect(id.text == "01234567-89ab-7fff-bfff-ffffffffffff")
    #expect(ID<Person>(id.text) == id)
  }

  @Test(arguments: [
    "", "01234567-89ab-7fff-bfff-fffffffffff", "01234567-89ab-7fff-bfff-ffffffffffff0", "01234567-89AB-7fff-bfff-ffffffffffff",
    "0123456789ab-7fff-bfff-ffffffffffffff-", "01234567-89ab-7fff-bfff-fffffffffffg", "../../../../etc/passwd/01234567-89ab",
    "01234567–89ab-7fff-bfff-ffffffffff", "' OR '1'='1",
  ]) func whatIsNoIdIsRefused(_ text: String) {
    #expect(ID<Person>(text) == nil)
  }
}
