import PlumblineBook
import PlumblineDifference
import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// The shipped guideline as a book, built once.
private enum ShippedBook {
  static let pages: [Book.Page] = (try? make()) ?? []

  static func make() throws -> [Book.Page] {
    let guideline = try Shipped.guideline()
    let bench = try PackTestBench(of: try Shipped.folders(), guideline, asOf: "2026-11-20")
    return Book(Shipped.evaluator(guideline), tests: bench, asOf: "2026-11-20").pages
  }

  static func text(_ name: String) -> String { pages.first { $0.name == name }?.text ?? "" }
}

/// Text as it is escaped in a page.
private func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
}

struct BookTests {
  @Test func `every stop and gate is in the book with its title, its action and its file`() throws {
    let guideline = try Shipped.guideline()
    let page = ShippedBook.text("gates.html")
    #expect(guideline.stops.count + guideline.gates.count == 18)
    for gate in guideline.stops + guideline.gates {
      for words in [gate.title, gate.action, gate.place.description] {
        #expect(page.contains(escaped(words)), "\(gate.id): \(words)")
      }
      #expect(page.contains("id=\"gate-\(gate.id.replacing("/", with: "."))\""))
    }
  }

  @Test func `every rule, veto and conflict is in the book with its claims and its place`()
    throws
  {
    let guideline = try Shipped.guideline()
    let page = ShippedBook.text("rules.html")
    for rule in guideline.rules + (guideline.otherwise.map { [$0] } ?? []) {
      #expect(page.contains(escaped(rule.title)) && page.contains(rule.place.description), "\(rule.id)")
      for claim in rule.claims {
        #expect(page.contains("evidence.html#evidence-\(claim.replacing("/", with: "."))"), "\(claim)")
      }
    }
    for veto in guideline.vetoes { #expect(page.contains(escaped(veto.title))) }
    for conflict in guideline.conflicts { #expect(page.contains(escaped(conflict.title))) }
  }

  @Test
  func
    `a condition is reported in words with labels, units and cut-offs, and a reason with labels in braces`()
  {
    let page = ShippedBook.text("rules.html")
    #expect(page.contains("FABQ-PA</a> at least 15</li>"))
    #expect(page.contains("any of those that are known (another answer can turn this):<ul>"))
    #expect(page.contains("<span class=\"value\">{TSK-17}</span>"))
    #expect(ShippedBook.text("gates.html").contains("</a> below 12 weeks</li>"))
  }

  @Test func `every evidence item, source, pairing, fact and questionnaire has its place`() throws {
    let guideline = try Shipped.guideline()
    func has(_ page: String, _ kind: String, _ name: String) -> Bool {
      let anchor = "\(kind)-\(name.replacing("/", with: ".").replacing("+", with: "."))"
      return ShippedBook.text(page).contains("id=\"\(anchor)\"")
    }
    for name in guideline.evidence.keys { #expect(has("evidence.html", "evidence", name), "\(name)") }
    for source in guideline.sources.values {
      #expect(has("evidence.html", "source", source.name))
      #expect(ShippedBook.text("evidence.html").contains(escaped(source.citation)), "\(source.name)")
    }
    for pairing in guideline.pairings.values {
      #expect(has("pairings.html", "pairing", pairing.name.description))
      #expect(ShippedBook.text("pairings.html").contains(escaped(pairing.forPatient)))
    }
    for fact in guideline.vocabulary.facts {
      #expect(has("vocabulary.html", "fact", fact.name))
      #expect(ShippedBook.text("vocabulary.html").contains(escaped(fact.question)), "\(fact.name)")
    }
    for instrument in guideline.vocabulary.instruments.values {
      #expect(has("vocabulary.html", "instrument", instrument.name))
      #expect(ShippedBook.text("vocabulary.html").contains(escaped(instrument.licence)))
    }
    for pack in guideline.packs { #expect(ShippedBook.text("packs.html").contains(pack.digest)) }
  }

  @Test func `the flow has a row for every stop, gate and rule, drawn and reported`() throws {
    let guideline = try Shipped.guideline()
    let page = ShippedBook.text("decision.html")
    let drawn = page.components(from: "<svg", to: "</svg>")
    for gate in guideline.stops + guideline.gates {
      let first = gate.title.split(separator: " ").prefix(2).joined(separator: " ")
      #expect(drawn.contains(escaped(first)), "\(gate.id)")
      #expect(page.contains("gates.html#gate-\(gate.id.replacing("/", with: "."))"))
    }
    for rule in guideline.rules {
      #expect(page.contains("rules.html#rule-\(rule.id.replacing("/", with: "."))"))
    }
  }

  @Test func `every link leads to an existing page and anchor, and out of the book only to a DOI`() {
    let pages = ShippedBook.pages
    #expect(pages.count == 10)
    let anchors = Dictionary(uniqueKeysWithValues: pages.map { ($0.name, Set($0.text.values(of: "id"))) })
    for page in pages {
      let ids = page.text.values(of: "id")
      #expect(Set(ids).count == ids.count, "\(page.name) has the same id twice")
      for link in page.text.values(of: "href") where !link.hasPrefix("https://doi.org/") {
        let parts = link.split(separator: "#").map(String.init)
        let places = anchors[parts[0]]
        #expect(places != nil, "\(page.name) → \(link)")
        if parts.count > 1 { #expect(places?.contains(parts[1]) == true, "\(page.name) → \(link)") }
      }
      #expect(!page.text.contains("<script"))
      #expect(page.text.contains("default-src 'none'"))
    }
  }

  @Test func `the same guideline gives the same bytes`() throws {
    #expect(try ShippedBook.make() == ShippedBook.pages)
    #expect(!ShippedBook.pages.isEmpty)
  }

  @Test func `an overdue review is reported on the contents page`() throws {
    let guideline = try Shipped.guideline()
    let bench = PackTestBench(guideline, tests: [], asOf: "2031-01-01")
    let pages = Book(Shipped.evaluator(guideline), tests: bench, asOf: "2031-01-01").pages
    #expect(pages[0].text.contains("was due for review by 2027-11-20"))
    #expect(!ShippedBook.text("index.html").contains("was due for review"))
  }
}

extension String {
  /// The values of an attribute, in order.
  func values(of attribute: String) -> [String] {
    components(separatedBy: " \(attribute)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  func components(separatedBy mark: String) -> [String] {
    split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }

  /// The text between the first of one mark and the next of another.
  func components(from start: String, to end: String) -> String {
    let rest = components(separatedBy: start).dropFirst().joined(separator: start)
    return rest.components(separatedBy: end).first ?? ""
  }
}
