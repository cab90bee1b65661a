import Glibc

/// What is known of the offers of a selection while a waiting list moves.
package struct Answers: Sendable, Hashable {
  /// Offers nobody has answered yet.
  package let open: Int
  package let accepted: Int
  /// Declined, run out, or left.
  package let declined: Int

  package init(open: Int, accepted: Int, declined: Int) {
    precondition(open >= 0 && accepted >= 0 && declined >= 0)
    self.open = open
    self.accepted = accepted
    self.declined = declined
  }

  /// The probability, 0 to 1, that a place comes to whoever stands at `place` (from 1) of the waiting list.
  ///
  /// Every decline makes one more offer, so `place` declines must come before the `open`-th acceptance. Those who still answer are
  /// taken to decline as often as those who have answered, the rate itself unknown with Jeffreys' prior Beta(½, ½): the number of
  /// declines is beta negative binomial (Johnson, Kemp & Kotz 2005, section 6.2.3), and this is its upper tail. Reserves and caps
  /// can change the order of the list with who declines; that is not in the number.
  package func chance(atPlace place: Int) -> Double {
    precondition(place >= 1)
    guard open > 0 else { return 0 }
    let (accept, decline) = (Double(accepted) + 0.5, Double(declined) + 0.5)
    let open = Double(open)
    let base = logBeta(accept, decline)
    var below = 0.0
    for count in 0..<place {
      let k = Double(count)
      below += exp(
        logGamma(open + k) - logGamma(k + 1) - logGamma(open) + logBeta(accept + open, decline + k) - base)
    }
    return max(0, min(1, 1 - below))
  }
}

private func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

/// Without the shared sign of the C library's `lgamma`.
private func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}
