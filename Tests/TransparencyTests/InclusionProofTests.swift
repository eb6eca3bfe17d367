import PlumblineTransparency
import Testing

struct InclusionProofTests {
  private func made(_ index: Int, _ size: Int) throws -> InclusionProof {
    let stored = StoredTree(size: size)
    return try #require(try InclusionProof.make(index: index, size: size, node: stored.hash))
  }

  @Test(arguments: 1...40)
  func `every leaf of every tree is proved, by the hashes of RFC 6962`(size: Int) throws {
    let (tree, stored) = (NaiveTree(size: size), StoredTree(size: size))
    for index in 0..<size {
      let proof = try #require(try InclusionProof.make(index: index, size: size, node: stored.hash))
      #expect(proof.hashes == tree.path(index))
      #expect(proof.proves(tree.leaves[index], under: tree.root))
    }
  }

  @Test(arguments: 1...40)
  func `a changed bit, a missing or extra hash, another leaf or another index prove nothing`(
    size: Int
  ) throws {
    let (tree, root) = (NaiveTree(size: size), NaiveTree(size: size).root)
    for index in 0..<size {
      let (leaf, proof) = (tree.leaves[index], try made(index, size))
      // All bits of a hash for small trees; for others one bit of each hash, a different one each time.
      let bits = size <= 9 ? Array(0..<256) : [(index * 37 + size) % 256]
      for bit in bits {
        #expect(!proof.proves(leaf.flipping(bit: bit), under: root))
        #expect(!proof.proves(leaf, under: root.flipping(bit: bit)))
        for place in proof.hashes.indices {
          var wrong = proof
          wrong.hashes[place] = wrong.hashes[place].flipping(bit: bit)
          #expect(!wrong.proves(leaf, under: root))
        }
      }
      for place in proof.hashes.indices {
        var wrong = proof
        wrong.hashes.remove(at: place)
        #expect(wrong.root(of: leaf) != root)
      }
      for place in 0...proof.hashes.count {
        var wrong = proof
        wrong.hashes.insert(.leaf([7]), at: place)
        #expect(wrong.root(of: leaf) != root)
      }
      for other in -1...size + 1 where other != index {
        #expect(!InclusionProof(index: other, size: size, hashes: proof.hashes).proves(leaf, under: root))
        if tree.leaves.indices.contains(other) { #expect(!proof.proves(tree.leaves[other], under: root)) }
      }
    }
  }

  @Test(arguments: 1...20)
  func `another size proves only if the path to the root is the same`(size: Int) throws {
    let tree = NaiveTree(size: size)
    for index in 0..<size {
      let proof = try made(index, size)
      for other in -1...45 {
        let claim = InclusionProof(index: index, size: other, hashes: proof.hashes)
        let isSameWay = other > index && NaiveTree.sides(index, other) == NaiveTree.sides(index, size)
        #expect(claim.proves(tree.leaves[index], under: tree.root) == isSameWay, "\(index) \(size) \(other)")
      }
    }
  }

  @Test(arguments: [(0, 0), (-1, 3), (3, 3), (4, 3), (.min, .max), (0, .max), (0, 1 << 62 + 1), (.max, .min)])
  func `there is no proof for a leaf that is not in the tree`(index: Int, size: Int) {
    #expect(InclusionProof.make(index: index, size: size) { _ in .empty } == nil)
    #expect(InclusionProof(index: index, size: size, hashes: []).root(of: .empty) == nil)
  }

  @Test func `the largest tree is within reach`() throws {
    let size = 1 << 62
    for index in [0, 1, size / 2, size - 1] {
      let proof = try #require(InclusionProof.make(index: index, size: size) { _ in .empty })
      #expect(proof.hashes.count == 62)
      #expect(proof.root(of: .empty) != nil)
    }
  }
}
