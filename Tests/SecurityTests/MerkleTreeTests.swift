import Security
import Testing

/// Leaves, roots and paths are those of the reference implementation of Certificate Transparency (merkletree/merkle_tree_test.cc), which
/// transparency-dev/merkle (testonly/constants.go) and the others keep.
@Suite struct MerkleTreeTests {
  private static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    Array(0x60...0x6F),
  ]

  private static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("the roots of zero to eight entries are those of the reference implementation")
  func known() {
    for count in 0...8 { #expect(hex(MerkleTree(Self.leaves.prefix(count)).root) == Self.roots[count], "\(count)") }
  }

  /// Entry and paths among eight entries: the first and the sixth.
  @Test("paths are those of the reference implementation")
  func paths() {
    let tree = MerkleTree(Self.leaves)
    #expect(
      tree.path(to: 0).map(hex) == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ])
    #expect(
      tree.path(to: 5).map(hex) == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      ])
    #expect(MerkleTree([[1]]).path(to: 0) == [])
  }

  @Test("each entry of each tree is proved by its path, and by nothing else", arguments: 1...33)
  func proofs(_ count: Int) {
    let entries = (0..<count).map { [UInt8($0), 7] }
    let tree = MerkleTree(entries)
    let root = tree.root
    for (place, entry) in entries.enumerated() {
      let (leaf, path) = (MerkleTree.leaf(entry), tree.path(to: place))
      #expect(MerkleTree.proves(path, leaf: leaf, at: place, of: count, root: root))
      for other in -1...count where other != place {
        #expect(!MerkleTree.proves(path, leaf: leaf, at: other, of: count, root: root), "\(place) as \(other) of \(count)")
      }
      #expect(!MerkleTree.proves(path, leaf: MerkleTree.leaf([9, 9]), at: place, of: count, root: root))
      #expect(!MerkleTree.proves(path + [leaf], leaf: leaf, at: place, of: count, root: root))
      #expect(!MerkleTree.proves(path, leaf: leaf, at: place, of: count, root: sha256([1])))
      if !path.isEmpty {
        #expect(!MerkleTree.proves(Array(path.dropLast()), leaf: leaf, at: place, of: count, root: root))
        var changed = path
        changed[0][3] ^= 1
        #expect(!MerkleTree.proves(changed, leaf: leaf, at: place, of: count, root: root))
      }
    }
  }

  @Test("what is no proof is refused without a trap")
  func foreign() {
    let leaf = MerkleTree.leaf([])
    #expect(!MerkleTree.proves([], leaf: leaf, at: 0, of: 0, root: leaf))
    #expect(!MerkleTree.proves([], leaf: [1], at: 0, of: 1, root: [1]))
    #expect(!MerkleTree.proves([[1, 2]], leaf: leaf, at: 0, of: 2, root: leaf))
    #expect(!MerkleTree.proves(Array(repeating: leaf, count: 41), leaf: leaf, at: 0, of: .max, root: leaf))
    #expect(!MerkleTree.proves(Array(repeating: leaf, count: 40), leaf: leaf, at: .max - 1, of: .max, root: leaf))
  }
}
