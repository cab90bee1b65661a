import Measurement
import Testing

@Suite struct SmallRoomTests {
  @Test(
    "in small rooms hardly anybody who works alone is named, and most who copy are",
    arguments: [(persons: 30, rooms: 40), (persons: 150, rooms: 20)])
  func rooms(_ size: (persons: Int, rooms: Int)) throws {
    var (named, found) = (0, 0)
    for seed in 1...size.rooms {
      var room = Room(persons: size.persons, items: 30, seed: UInt64(1000 + seed))
      if !(try room.similarities().flagged(familywise: 0.05).isEmpty) { named += 1 }
      room.copy(3, to: 4, share: 0.9, seed: UInt64(seed))
      let flagged = try room.similarities().flagged(familywise: 0.05)
      if flagged.contains(where: { $0.first == 3 && $0.second == 4 }) { found += 1 }
    }
    #expect(named <= size.rooms / 20 && found > size.rooms / 2)
  }
}
