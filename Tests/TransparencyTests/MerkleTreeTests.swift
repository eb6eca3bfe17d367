import PlumblineCryptography
import PlumblineTransparency
import Testing

struct MerkleTreeTests {
  /// The leaves with which implementations of certificate transparency are tested.
  static let leaves = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
  ]

  @Test(arguments: [
    (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
  ])
  func `the leaves of certificate transparency have their published roots`(size: Int, root: String) throws {
    var frontier = Frontier()
    for leaf in Self.leaves.prefix(size) { frontier.append(.leaf(try #require(Hex.decode(leaf)))) }
    #expect(frontier.root.hex == root)
  }

  @Test func `an inclusion proof of certificate transparency is the published one`() throws {
    let leaves = try Self.leaves.map { TreeHash.leaf(try #require(Hex.decode($0))) }
    let proof = try #require(
      InclusionProof.make(index: 0, size: 8) { node in
        NaiveTree(leaves: leaves[(node.position << node.level)..<((node.position + 1) << node.level)]).root
      })
    #expect(
      proof.hashes.map(\.hex) == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
      ])
  }

  @Test(arguments: 0...70)
  func `the root is the one that RFC 6962 defines`(size: Int) {
    let stored = StoredTree(size: size)
    #expect(stored.frontier.size == size)
    #expect(stored.frontier.root == NaiveTree(size: size).root)
  }

  @Test(arguments: 0...70)
  func `appending gives every complete node once, and its hash`(size: Int) {
    let stored = StoredTree(size: size)
    let leaves = NaiveTree(size: size).leaves
    var count = 0
    for level in 0..<8 {
      for position in 0..<(size >> level) {
        let covered = leaves[(position << level)..<((position + 1) << level)]
        #expect(stored.nodes[TreeNode(level: level, position: position)] == NaiveTree(leaves: covered).root)
        count += 1
      }
    }
    #expect(stored.nodes.count == count)
  }

  @Test func `the nodes that a leaf completes come lowest first`() {
    var frontier = StoredTree(size: 7).frontier
    let nodes = frontier.append(.leaf([7])).map(\.0)
    #expect(nodes == zip(1...3, [3, 1, 0]).map { TreeNode(level: $0, position: $1) })
  }

  @Test(arguments: 0...70)
  func `a restored frontier continues as if it had never been stored`(size: Int) throws {
    let stored = StoredTree(size: size)
    var again = try #require(
      Frontier(size: size, hashes: try Frontier.nodes(size: size).map(stored.hash)))
    #expect(again == stored.frontier)
    again.append(.leaf([UInt8(size)]))
    #expect(again.root == NaiveTree(size: size + 1).root)
  }

  @Test(arguments: [(-1, 0), (1, 0), (0, 1), (3, 1), (3, 3), (.min, 1), (.max, 63), (1 << 62 + 1, 2)])
  func `a frontier needs one hash for each bit of its size`(size: Int, hashes: Int) {
    #expect(Frontier(size: size, hashes: Array(repeating: .empty, count: hashes)) == nil)
  }

  @Test func `the largest tree has a frontier of one node`() {
    #expect(Frontier.nodes(size: 1 << 62) == [TreeNode(level: 62, position: 0)])
    #expect(Frontier(size: 1 << 62, hashes: [.empty]) != nil)
    #expect(Frontier.nodes(size: -1).isEmpty && Frontier.nodes(size: .max).isEmpty)
  }

  @Test(arguments: [0, 31, 33])
  func `a hash has 32 bytes`(count: Int) {
    let bytes = [UInt8](repeating: 7, count: count)
    #expect(TreeHash(bytes) == nil)
    #expect(TreeHash(base64: Base64.encode(bytes)) == nil)
  }
}
