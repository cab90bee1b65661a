import Glibc
import Security
import Synchronization
package import Words

/// The time of the machine's clock.
private func clock() -> Moment {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// The world outside: what time it is, what chance gives, and who reads what strangers bring. Tests put a still one in its place.
package struct Outside: Sendable {
  package var now: @Sendable () -> Moment
  package var random: @Sendable (_ count: Int) -> [UInt8]

  package var readers: Readers

  package init(
    now: @escaping @Sendable () -> Moment, random: @escaping @Sendable (Int) -> [UInt8], readers: Readers = .here
  ) {
    self.now = now
    self.random = random
    self.readers = readers
  }

  package func id<Noun>(of noun: Noun.Type = Noun.self) -> ID<Noun> {
    ID(at: now(), random: random(10))
  }

  package static let live = Outside(now: { clock() }, random: { randomBytes($0) })

  /// A clock that stands and chance that repeats from its seed (SplitMix64; Steele, Lea, Flood 2014).
  package static func still(_ moment: Moment, seed: UInt64 = 1) -> Outside {
    let state = Mutex(seed)
    return Outside(
      now: { moment },
      random: { count in
        state.withLock { state in
          var bytes: [UInt8] = []
          while bytes.count < count {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            mixed ^= mixed >> 31
            withUnsafeBytes(of: mixed) { bytes += $0 }
          }
          return Array(bytes.prefix(count))
        }
      })
  }
}
