import PlumblineTestSupport
import Testing

@testable import PlumblineCohort

/// The table of names finds the names that it was given, and nothing else.
struct NamesTests {
  /// Names of few letters, so that many begin alike or are prefixes of others.
  private func name(_ random: inout Seeded) -> [UInt8] {
    (0..<random.below(20)).map { _ in random.pick(Array("ab".utf8)) }
  }

  private func target(_ names: borrowing NameTable, _ name: [UInt8], in space: Int) -> Int {
    // The bytes after a name must not matter.
    (name + Array(repeating: UInt8(ascii: "b"), count: 16)).withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { names.target($0, name.count, in: space) } ?? -1
    }
  }

  @Test(arguments: [1, 10, 300])
  func `a name is found in its own space, whole, and nowhere else`(count: Int) {
    var random = Seeded(Seeded.first &+ 90_000 &+ UInt64(count))
    var reported: [[[UInt8]: Int]] = [[:], [:], [:]]
    for target in 0..<count { reported[random.below(3)][name(&random)] = target }
    let names = NameTable(
      reported.enumerated().flatMap { space, known in
        known.map { NameTable.Entry(space: space, name: $0.key, target: $0.value) }
      })
    for (space, known) in reported.enumerated() {
      for (name, wanted) in known {
        #expect(target(names, name, in: space) == wanted)
        for other in 0..<3 { #expect(target(names, name, in: other) == reported[other][name] ?? -1) }
        for end in name.indices {
          let part = Array(name[..<end])
          #expect(target(names, part, in: space) == known[part] ?? -1, "seed \(random.seed)")
        }
      }
    }
    for _ in 0..<2_000 {
      let (stranger, space) = (name(&random), random.below(3))
      #expect(target(names, stranger, in: space) == reported[space][stranger] ?? -1, "seed \(random.seed)")
    }
  }

  @Test func `a key that followed before is expected again, even after keys that are left out`() {
    let keys = KeyGuess(["first", "second", "a_key_of_many_letters", "fourth"], starts: 1)
    func next(_ text: String, after last: Int) -> (key: Int, passed: Int) {
      (Array(text.utf8) + Array(repeating: 0, count: 32)).withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return (-1, 0) }
        var at = start
        let key = keys.next(after: last, &at)
        return (key, at - start)
      }
    }
    #expect(next("first\":", after: keys.none) == (-1, 0), "nothing was seen yet")
    keys.learn(0, after: keys.none)
    for key in 0..<3 { keys.learn(key + 1, after: key) }
    #expect(next("first\":1", after: keys.none) == (0, 7))
    #expect(next("a_key_of_many_letters\":1", after: keys.none) == (2, 23), "two are left out")
    #expect(next("fourth\":1", after: keys.none) == (3, 8))
    for other in [
      "", "firs\":", "first", "first\"", "first2\":", "second\" :", "a_key_of_many_letter5\":",
      "a_key_of_many_letters\"",
    ] {
      #expect(next(other, after: keys.none) == (-1, 0), "\(other)")
    }
    #expect(next("first\":", after: 0) == (-1, 0), "it came before")
  }
}
