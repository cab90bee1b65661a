import Markup

/// The one drawing of the house: a caravan's track leaves the ground and becomes a circuit in the shape of the Plough, whose pointers
/// lead to the Pole Star. One of its seven pads is lit.
enum Scene {
  /// The pads along the way, from the ground to the pointers.
  private static let pads: [(x: Int, y: Int)] = [
    (770, 246), (842, 176), (894, 188), (958, 206), (964, 262), (1072, 262), (1090, 186),
  ]

  /// Lit: how far the way has come, from 0 to 1.
  static func drawing(lit part: Double) -> HTML {
    let lit = Int((max(0, min(part, 1)) * Double(pads.count - 1)).rounded())
    let circles = pads.enumerated().map { index, pad -> HTML in
      index == lit
        ? "<circle cx=\"\(pad.x)\" cy=\"\(pad.y)\" r=\"11\" fill=\"#f6b71d\" stroke=\"#10243a\"/>"
        : "<circle cx=\"\(pad.x)\" cy=\"\(pad.y)\" r=\"8\"/>"
    }
    return "\(sky)<g fill=\"#0a6c94\" stroke=\"#fff\" stroke-width=\"3\">\(circles)</g>\(ground)"
  }

  private static let sky: HTML = """
    <svg class="scene" viewBox="0 0 1200 440" preserveAspectRatio="xMidYMax meet" aria-hidden="true" fill="none">\
    <g fill="#fff"><circle cx="610" cy="96" r="1.6"/><circle cx="688" cy="52" r="1.3"/><circle cx="742" cy="140" r="1.5"/>\
    <circle cx="858" cy="74" r="1.7"/><circle cx="934" cy="40" r="1.3"/><circle cx="1010" cy="112" r="1.5"/>\
    <circle cx="1168" cy="140" r="1.6"/><circle cx="1150" cy="36" r="1.3"/><circle cx="640" cy="206" r="1.3"/>\
    <circle cx="1176" cy="250" r="1.5"/></g><circle cx="1000" cy="372" r="84" fill="#f6b71d"/>\
    <path d="M-1500 352C-700 318-200 360 200 342S760 312 900 336 1220 352 1500 330 2300 350 2700 340V441H-1500Z" \
    fill="#0a557a"/>\
    <path d="M-1500 396C-700 356-100 402 300 390S700 366 860 374 1300 398 2700 382V441H-1500Z" fill="#063650"/>\
    <path d="M-1500 420C-500 396 200 432 600 414S1300 430 2700 412V441H-1500Z" fill="#04273c"/>\
    <g stroke-linecap="round" stroke-linejoin="round">\
    <path d="M-1500 400C-700 362-100 406 300 394 400 391 470 386 540 383" stroke="#f6b71d" stroke-width="3" \
    stroke-dasharray="0 10"/>\
    <path d="M822 376V326L770 282V258" stroke="#f6b71d" stroke-width="3" stroke-dasharray="0 9"/>\
    <g stroke="#fff" stroke-width="2.5">\
    <path d="M770 246V232L842 176 894 188 958 206 964 262H1072V246L1090 228V190" opacity=".9"/>\
    <path d="M958 206L1090 186"/></g><g stroke="#fff" stroke-width="1.6" opacity=".45">\
    <path d="M842 176V152L818 128H790M894 188V160L912 142V120M1072 262H1104L1122 280M964 262V286L946 304M926 197V234"/>\
    </g><path d="M1090 176L1104 74" stroke="#f6b71d" stroke-width="3" stroke-dasharray="0 9"/></g>
    """

  private static let ground: HTML = """
    <g fill="#fff" opacity=".6"><circle cx="790" cy="128" r="3"/><circle cx="912" cy="118" r="3"/>\
    <circle cx="1123" cy="281" r="3"/><circle cx="945" cy="305" r="3"/><circle cx="926" cy="236" r="3"/></g>\
    <path d="M1106 30L1112 54 1136 60 1112 66 1106 90 1100 66 1076 60 1100 54Z" fill="#f6b71d"/>\
    <g fill="#04202f" stroke="#04202f" stroke-linecap="round"><defs>\
    <path id="c" d="M6 24C8 19 10 18 12 18 13 9 19 6 21 10 23 13 24 17 26 18 27 9 33 6 36 10 38 13 38 17 41 19 45 24 49 26 \
    51 22 53 17 54 11 58 9 62 8 66 11 67 13 66 15 62 15 60 15 58 20 57 28 51 32L46 36 48 56H45L41 37C34 39 25 39 19 37L18 \
    56H15L13 38C9 35 6 30 6 24ZM6 24Q2 30 3 36"/>\
    </defs><use href="#c" x="540" y="328" stroke-width="2"/><use href="#c" x="622" y="324" stroke-width="2"/>\
    <use href="#c" x="704" y="322" stroke-width="2"/>\
    <path d="M605 340Q614 350 628 346M687 336Q696 346 710 342M770 335Q782 346 792 347" fill="none" stroke-width="1.5"/>\
    <g transform="translate(-164 -80) scale(1.2)"><circle cx="797" cy="334" r="5"/>\
    <path d="M792 341C795 339 800 339 802 342L807 367H789ZM793 366V378M803 366L806 378M802 346L810 353M793 333Q787 338 790 \
    348" stroke-width="2.5"/>\
    <path d="M785 344h7v12h-7z" fill="#f6b71d" stroke="none"/></g></g>\
    <path d="M565 348h11v11h-11zM647 344h11v11h-11zM729 342h11v11h-11z" fill="#f6b71d"/>\
    <path d="M568 353h5M650 349h5M732 347h5" stroke="#04202f" stroke-width="1.5"/></svg>
    """
}
