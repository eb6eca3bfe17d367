import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

struct NearestNameTests {
  private let methods = ["at_least", "at_most", "above", "below", "between", "is", "is_not", "is_one_of"]

  @Test(arguments: [
    ("at_last", "at_least"), ("at_laest", "at_least"), ("atleast", "at_least"), ("at-least", "at_least"),
    ("AtLeast", "at_least"), ("least_at", "at_least"), ("abov", "above"), ("bellow", "below"),
    ("betwen", "between"), ("isnt", "is_not"), ("in", "is"), ("one_of_is", "is_one_of"),
    ("at_least", "at_least"),
  ])
  func `a misspelt name leads to the one that was meant`(written: String, meant: String) {
    #expect(nearest(to: written, among: methods) == meant)
  }

  @Test(arguments: ["", "x", "greater_than", "matches", "zzzzzzzz"])
  func `a name that resembles none has no nearest name`(written: String) {
    #expect(nearest(to: written, among: methods) == nil)
  }

  @Test func `parts in another order and other separators are near`() {
    let names = ["exercise+pain-education", "fear.tsk_17", "exercise+work-integrated-rehabilitation"]
    #expect(nearest(to: "pain-education+exercise", among: names) == "exercise+pain-education")
    #expect(nearest(to: "fear_tsk17", among: names) == "fear.tsk_17")
  }

  @Test func `of equally near names the first by alphabet is taken, in any order`() {
    #expect(nearest(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
    #expect(nearest(to: "cat", among: ["rat", "bat", "hat"]) == "bat")
  }

  @Test func `the nearer of two names is taken, and a swap counts once`() {
    #expect(nearest(to: "titel", among: ["tile", "title"]) == "title")
    #expect(nearest(to: "recomend", among: ["recommends", "recommend"]) == "recommend")
    #expect(nearest(to: "wehn", among: ["when"]) == "when")
  }

  @Test(arguments: [
    ("pain.intensty", "pain.intensity", true), ("intensity_pain", "pain.intensity", true),
    ("surgery.cleeared_for_excercises", "surgery.cleared_for_exercise", true),
    ("surgery.cAnnaleared_for_exercise", "surgery.cleared_for_exercise", false),
    (String(repeating: "a", count: 41), String(repeating: "a", count: 41), false),
  ])
  func `a name counts as a typing error only if at most three letters are wrong`(
    name: String, meant: String, isOne: Bool
  ) {
    #expect(isTypingError(name, for: meant) == isOne)
  }

  @Test func `names of hostile length are ignored`() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(nearest(to: long, among: ["a", long]) == nil)
    #expect(nearest(to: "a", among: [long]) == nil)
    #expect(nearest(to: String(repeating: "a", count: 64), among: [String(repeating: "a", count: 63)]) != nil)
  }

  @Test func `nearness follows its documented rule, for names of every kind`() {
    var random = Seeded(Seeded.first)
    let letters = Array("abcAB_-. ")
    func name() -> String { String((0..<1 + random.below(9)).map { _ in random.pick(letters) }) }
    for round in 0..<3_000 {
      let (wanted, names) = (name(), (0..<4).map { _ in name() })
      let best = names.compactMap { name in Self.rank(name, wanted).map { (rank: $0, name: name) } }
        .min { ($0.rank, $0.name) < ($1.rank, $1.name) }
      #expect(nearest(to: wanted, among: names) == best?.name, "'\(wanted)' \(names), round \(round)")
    }
  }

  /// The documented rule, for plain names.
  private static func rank(_ name: String, _ wanted: String) -> Int? {
    func letters(_ name: String) -> [Character] { name.lowercased().filter { !"_-. /+".contains($0) } }
    func parts(_ name: String) -> [String] {
      name.lowercased().split { "_-. /+".contains($0) }.map(String.init).sorted()
    }
    if name == wanted { return 0 }
    let (own, others) = (letters(name), letters(wanted))
    if own == others, !own.isEmpty { return 1 }
    if parts(name) == parts(wanted), parts(name).count > 1 { return 2 }
    let distance = min(
      Self.distance(Array(name.lowercased()), Array(wanted.lowercased())), Self.distance(own, others))
    let most = max(1, wanted.utf8.count / 3)
    return distance <= most && distance < max(own.count, others.count) ? 2 * distance : nil
  }

  /// The edit distance, by a whole table.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var table = [[Int]](repeating: Array(0...right.count), count: left.count + 1)
    for row in table.indices { table[row][0] = row }
    for row in left.indices {
      for column in right.indices {
        var least = min(table[row][column + 1], table[row + 1][column]) + 1
        least = min(least, table[row][column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, table[row - 1][column - 1] + 1)
        }
        table[row + 1][column + 1] = least
      }
    }
    return table[left.count][right.count]
  }
}
