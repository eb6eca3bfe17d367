import PlumblineTransparency
import Testing

struct ConsistencyProofTests {
  private static let roots = (0...40).map { NaiveTree(size: $0).root }
  private static let stored = StoredTree(size: 40)

  private func made(_ old: Int, _ new: Int) throws -> ConsistencyProof {
    try #require(try ConsistencyProof.make(old: old, new: new, node: Self.stored.hash))
  }

  @Test(arguments: 0...40)
  func `every tree is proved to begin with each smaller one, by the hashes of RFC 6962`(new: Int) throws {
    for old in 0...new {
      let proof = try made(old, new)
      #expect(proof.hashes == (old == 0 ? [] : NaiveTree(size: new).consistency(old)))
      #expect(proof.proves(Self.roots[old], isPrefixOf: Self.roots[new]))
    }
  }

  @Test(arguments: 1...40)
  func `a changed bit, a missing or extra hash, or another root prove nothing`(new: Int) throws {
    for old in 1...new {
      let (proof, oldRoot, newRoot) = (try made(old, new), Self.roots[old], Self.roots[new])
      let bits = new <= 9 ? Array(0..<256) : [(old * 37 + new) % 256]
      for bit in bits {
        #expect(!proof.proves(oldRoot.flipping(bit: bit), isPrefixOf: newRoot))
        #expect(!proof.proves(oldRoot, isPrefixOf: newRoot.flipping(bit: bit)))
        for place in proof.hashes.indices {
          var wrong = proof
          wrong.hashes[place] = wrong.hashes[place].flipping(bit: bit)
          #expect(!wrong.proves(oldRoot, isPrefixOf: newRoot))
        }
      }
      for place in proof.hashes.indices {
        var wrong = proof
        wrong.hashes.remove(at: place)
        #expect(!wrong.proves(oldRoot, isPrefixOf: newRoot))
      }
      for place in 0...proof.hashes.count {
        var wrong = proof
        wrong.hashes.insert(.leaf([7]), at: place)
        #expect(!wrong.proves(oldRoot, isPrefixOf: newRoot))
      }
      for other in 0...40 {
        if other != old { #expect(!proof.proves(Self.roots[other], isPrefixOf: newRoot)) }
        if other != new { #expect(!proof.proves(oldRoot, isPrefixOf: Self.roots[other])) }
      }
    }
  }

  @Test(arguments: 1...14)
  func `other sizes prove only where RFC 6962 takes the proof apart in the same way`(new: Int) throws {
    for old in 1...new {
      let (proof, oldRoot, newRoot) = (try made(old, new), Self.roots[old], Self.roots[new])
      for claimedNew in 1...16 {
        for claimedOld in 1...claimedNew {
          let claim = ConsistencyProof(old: claimedOld, new: claimedNew, hashes: proof.hashes)
          let apart = NaiveTree.roots(claimedOld, claimedNew, proof.hashes[...], old: oldRoot)
          #expect(
            claim.proves(oldRoot, isPrefixOf: newRoot) == (apart.map { $0 == (oldRoot, newRoot) } ?? false),
            "\(old) \(new) as \(claimedOld) \(claimedNew)")
        }
      }
    }
  }

  @Test func `a tree of another history is not the same tree`() {
    let other = NaiveTree(leaves: [.leaf([9])]).root
    #expect(!ConsistencyProof(old: 1, new: 1, hashes: []).proves(Self.roots[1], isPrefixOf: other))
    #expect(!ConsistencyProof(old: 1, new: 1, hashes: [.empty]).proves(other, isPrefixOf: other))
  }

  @Test func `every tree began without leaves`() {
    let proof = ConsistencyProof(old: 0, new: 3, hashes: [])
    #expect(proof.proves(.empty, isPrefixOf: Self.roots[3]))
    #expect(!proof.proves(Self.roots[1], isPrefixOf: Self.roots[3]))
    #expect(!ConsistencyProof(old: 0, new: 3, hashes: [.empty]).proves(.empty, isPrefixOf: Self.roots[3]))
    #expect(!ConsistencyProof(old: 0, new: 0, hashes: []).proves(.empty, isPrefixOf: Self.roots[3]))
  }

  @Test(arguments: [(4, 3), (-1, 3), (.min, .max), (1, .max), (0, 1 << 62 + 1), (.max, .max), (.max, .min)])
  func `a tree does not shrink`(old: Int, new: Int) {
    #expect(ConsistencyProof.make(old: old, new: new) { _ in .empty } == nil)
    #expect(!ConsistencyProof(old: old, new: new, hashes: []).proves(.empty, isPrefixOf: .empty))
    #expect(!ConsistencyProof(old: old, new: new, hashes: [.empty]).proves(.empty, isPrefixOf: .empty))
  }
}
