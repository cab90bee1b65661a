/// The 21 default weights of FSRS-6, w0 to w20, as py-fsrs 6.3.2 has them (pypi.org/project/fsrs/6.3.2, `DEFAULT_PARAMETERS`; MIT).
///
/// Pinned: ports differ in their defaults, and phone and server must not. Tests hold Public/practice.js to the same digits and these to
/// the ones that py-fsrs wrote into Tests/Cases/practice-fsrs.txt.
enum Weights {
  static let all = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014,
    1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ]
}
