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
  func `a slip leads to the name that was meant`(written: String, meant: String) {
    #expect(nearest(to: written, among: methods) == meant)
  }

  @Test(arguments: ["", "x", "greater_than", "matches", "zzzzzzzz"])
  func `what resembles nothing leads nowhere`(written: String) {
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

  @Test func `the nearer of two is taken, and a swap counts once`() {
    #expect(nearest(to: "titel", among: ["tile", "title"]) == "title")
    #expect(nearest(to: "recomend", among: ["recommends", "recommend"]) == "recommend")
    #expect(nearest(to: "wehn", among: ["when"]) == "when")
  }

  @Test func `names of hostile length are ignored`() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(nearest(to: long, among: ["a", long]) == nil)
    #expect(nearest(to: "a", among: [long]) == nil)
    #expect(nearest(to: String(repeating: "a", count: 64), among: [String(repeating: "a", count: 63)]) != nil)
  }
}
