import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineInterview
import PlumblineTestSupport
import Testing

/// The form says what was typed, and nothing else.
struct FormTests {
  private static let joint = Result { JointEvaluator(alone: try Shipped.evaluator()) }

  private func form(askedBy: String? = nil, asOf: Day = "2026-11-20") throws -> Form {
    Form(try Self.joint.get(), asOf: asOf, askedBy: askedBy)
  }

  /// What is on a screen of 80 by 24.
  private func shown(_ form: Form) -> String {
    FormView(form, columns: 80, rows: 24).lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
      .joined(
        separator: "\n")
  }

  @Test func `an untouched form says nothing, and says that nothing was asked`() throws {
    var form = try form()
    for _ in 0..<100 where !shown(form).hasPrefix("Before the answer") { form.type([.enter]) }
    #expect(form.lines.text == "")
    #expect(form.lines.together.isEmpty)
    #expect(form.draft == nil)
    #expect(shown(form).contains("NOT ASKED  Cauda equina features"))
    #expect(shown(form).contains("Suicide enquiry: not asked"))
  }

  @Test func `none of these counts once it is read back and confirmed with who asked`() throws {
    var form = try form()
    form.type([.up, .character(" ")])
    #expect(shown(form).contains("NO         Suspected malignancy"))
    #expect(form.press(.enter) == .goingOn)
    #expect(shown(form).contains("! Say who asked"))
    form.type(text: "Dr A")
    #expect(form.press(.enter) == .screenLeft)
    #expect(form.lines.together == ["red_flags": .yes(askedBy: "Dr A")])
    #expect(form.lines.text.split(separator: "\n").count == 6)
    #expect(form.lines.text.contains("red_flags.infection = no\n"))
  }

  @Test func `a stop stands above every screen as soon as it is true`() throws {
    var form = try form()
    form.type([.up, .character(" ")])
    form.type(text: "Dr A")
    form.type([.enter])
    #expect(!shown(form).contains("STOP"))
    form.type([.previousScreen])
    while !shown(form).contains("> Cauda equina") { form.type([.down]) }
    form.type([.eraseAll, .character("y"), .enter])
    for _ in 0..<4 {
      #expect(
        shown(form).split(separator: "\n").dropFirst().first
          == "STOP  EMERGENCY  Possible cauda equina syndrome",
        "\(shown(form))")
      form.type([.nextScreen])
    }
  }

  @Test func `Enter alone confirms nothing, even where it is known who asks`() throws {
    var form = try form(askedBy: "Dr A")
    form.type([.up, .character(" "), .enter, .enter])
    #expect(shown(form).contains("(a name or a role; Tab: Dr A)"))
    form.type([.down, .enter])
    #expect(form.lines.together == ["red_flags": .yes(askedBy: "Dr A")])
  }

  @Test(arguments: [FormKey.cancel, .up, .previousScreen, .leave])
  func `what is not confirmed is taken back`(key: FormKey) throws {
    var form = try form()
    form.type([.up, .character(" ")])
    form.type(text: "Dr A")
    form.type([key])
    #expect(form.lines.text == "")
    #expect(form.lines.together.isEmpty)
  }

  @Test func `no key but Enter leads from reading back to the answer`() throws {
    var form = try form()
    form.type([.up, .character(" "), .answer, .nextScreen, .down, .right])
    #expect(shown(form).hasPrefix("Read back"))
  }

  @Test func `a flag that is answered by itself is not changed by none of these`() throws {
    var form = try form()
    form.type([.down])
    form.type(text: "unknown")
    form.type([.down, .right, .up, .up, .up, .character(" ")])
    #expect(shown(form).contains("YES        Progressive motor deficit"))
    #expect(shown(form).contains("NOT KNOWN  Cauda equina features"))
  }

  @Test func `a flag that is changed afterwards no longer counts as answered together`() throws {
    var form = try form()
    form.type([.up, .character(" ")])
    form.type(text: "nurse")
    form.type([.enter, .previousScreen])
    for _ in 0..<6 { form.type([.down, .left]) }
    #expect(form.lines.together.isEmpty)
    #expect(form.lines.text.contains("red_flags.cauda_equina = yes\n"))
  }

  @Test func `surgery is asked before its date, and work before absence`() throws {
    var form = try form()
    var labels: [String] = []
    for _ in 0..<8 {
      labels += shown(form).split(separator: "\n").map(String.init)
      form.type([.nextScreen])
    }
    func place(_ label: String) throws -> Int {
      try #require(labels.firstIndex { $0.dropFirst(2).hasPrefix(label) })
    }
    #expect(try place("Spinal surgery") < place("Time since surgery"))
    #expect(try place("Work status") < place("Absence from work"))
    #expect(try place("Inflammatory pattern") < place("Age"))
  }

  // MARK: what is typed

  @Test(arguments: [
    ("16 months", "69 to 73 weeks"), ("2025-11-20", "52 weeks"), ("10..14", "10 to 14 weeks"),
    ("12", "12 weeks"),
    ("declined", "asked, not answered"),
  ])
  func `a field says what it understood`(typed: String, words: String) throws {
    var form = try form()
    form.type([.nextScreen, .down, .down])
    form.type(text: typed)
    #expect(shown(form).contains("> Duration of pain             [\(typed)".prefix(40)))
    #expect(shown(form).contains("] \(words)"))
  }

  @Test func `what is not understood says what would be, and the nearest name`() throws {
    var form = try form()
    form.type([.nextScreen])
    form.type(text: "121")
    #expect(shown(form).contains("! That is not a whole number from 0 to 120, in years"))
    form.type([.down])
    form.type(text: "lower bak")
    #expect(shown(form).contains("Did you mean 'lower back'?"))
    form.type([.answer])
    #expect(shown(form).contains("To fix first"))
    form.type([.enter])
    #expect(shown(form).contains("> Age"))
  }

  @Test func `answers that contradict each other are named before the answer`() throws {
    var form = try form()
    form.type([.nextScreen, .nextScreen, .nextScreen])
    form.type(text: "1")
    form.type([.down, .down])
    form.type(text: "3")
    form.type([.answer])
    #expect(shown(form).contains("! The PHQ-9 total is the PHQ-2, item 9 and six more answers"))
  }

  @Test func `the form's lines are read as the form reads them`() throws {
    var random = Seeded(Seeded.first &+ 8_300)
    let vocabulary = try Self.joint.get().vocabulary
    let words = [
      "yes", "no", "y", "n", "true", "unknown", "declined", "n/a", "skip", "12", "3", "0", "10..14", "..3",
      "2 years",
      "16 months", "2025-03", "lumbar", "Lower  Back", "function|pain", "better function|less pain", "2",
      "1 | 2", "#", "4 # 5",
      "\"4\"", "{", "= 3",
    ]
    for _ in 0..<12 {
      var form = try form()
      for _ in 0..<6 {
        form.type([.nextScreen, .down].shuffled(using: &random)); form.type(text: random.pick(words))
      }
      let text = form.lines.text
      let reader = LineProfile(vocabulary, asOf: "2026-11-20")
      form.type([.answer])
      let isClean = !shown(form).contains("To fix first")
      let read = try? reader.read(Array((text.isEmpty ? "{}" : text).utf8))
      #expect(isClean == (read != nil), "\(text) \(shown(form))")
      for line in text.split(separator: "\n") where isClean {
        let name = String(line.prefix { $0 != " " })
        let fact = try #require(vocabulary.index(of: name))
        #expect(
          read?.isGiven(fact) == true || line.contains("unknown") || line.contains("declined")
            || line.contains("n/a") || line.contains("skip"), "\(line)")
      }
    }
  }

  // MARK: drafts

  @Test func `a draft holds only what was typed, and the same answers come back`() throws {
    var form = try form()
    form.type(text: "PT-7")
    form.type([.up, .character(" ")])
    form.type(text: "nurse")
    form.type([.enter])
    form.type(text: "52")
    let draft = try #require(form.draft)
    #expect(
      draft == "# plumbline form, 2026-11-20\nid = PT-7\npatient.age = 52\n", "flags must be read back again")
    #expect(Form.DraftOverview(draft)?.answers == 1)
    #expect(Form.DraftOverview(draft)?.id == "PT-7")
    #expect(shown(form).hasPrefix("Patient, Pain (2 of 8)   7 answers   PT-7\n"))
    var again = try self.form()
    #expect(again.take(draft: draft) == 0)
    #expect(again.lines.text == "id = PT-7\npatient.age = 52\n")
  }

  @Test func `of a draft of another day, what counts for one visit is left out`() throws {
    let draft = """
      # plumbline form, 2026-11-19
      red_flags.fracture = no
      mood.phq_9_item_9 = 0
      mood.phq_9 = 4
      pain.duration_weeks = 16 months
      patient.age = 52

      """
    var form = try form()
    #expect(form.take(draft: draft) == 4)
    #expect(form.lines.text == "patient.age = 52\n")
  }

  @Test(arguments: ["", "patient.age = 52\n", "# plumbline form, yesterday\n"])
  func `a file that is no draft is none`(text: String) { #expect(Form.DraftOverview(text) == nil) }

  // MARK: any keys, any size

  @Test func `whatever is pressed, what was not typed stays unasked, and each screen fits`() throws {
    let harmless: [FormKey] = [
      .up, .down, .enter, .nextScreen, .previousScreen, .erase, .eraseAll, .cancel, .character("?"),
    ]
    var random = Seeded(Seeded.first &+ 8_400)
    for _ in 0..<8 {
      var form = try form()
      for _ in 0..<40 {
        form.type([random.pick(harmless)])
        let (columns, rows) = (1 + random.below(120), 1 + random.below(40))
        let view = FormView(form, columns: columns, rows: rows)
        #expect(view.lines.count <= max(rows, 1))
        #expect(view.lines.allSatisfy { $0.count <= max(columns, 20) })
        if let cursor = view.cursor { #expect(cursor.line < rows && cursor.column < max(columns, 20)) }
      }
      form.type([.cancel])
      let facts = form.lines.text.split(separator: "\n").filter { !$0.hasPrefix("id = ") }
      #expect(facts.isEmpty && form.lines.together.isEmpty, "\(facts)")
    }
  }
}

/// Bytes become keys, however they are cut.
struct FormKeyTests {
  private static let keys: [(bytes: [UInt8], key: FormKey?)] = [
    ([0x1B, 0x5B, 0x41], .up), ([0x1B, 0x4F, 0x42], .down), ([0x1B, 0x5B, 0x43], .right),
    ([0x1B, 0x5B, 0x44], .left),
    (Array("\u{1B}[5~".utf8), .previousScreen), (Array("\u{1B}[6~".utf8), .nextScreen), ([14], .nextScreen),
    ([16], .previousScreen), (Array("\u{1B}[21~".utf8), .answer), ([4], .answer), ([3], .leave),
    ([13], .enter), ([9], .down),
    ([127], .erase), ([21], .eraseAll), (Array("Ö".utf8), .character("Ö")),
    (Array("€".utf8), .character("€")),
    ([0x1B, 0x5B, 0x39, 0x39, 0x7E], nil), ([0xFF], nil), ([0], nil), ([0xC3, 0x28], .character("(")),
  ]

  @Test func `a key is the same whether its bytes come together or one by one`() {
    var random = Seeded(Seeded.first &+ 8_500)
    for _ in 0..<300 {
      let chosen = (0..<6).map { _ in random.pick(Self.keys) }
      let bytes = chosen.flatMap(\.bytes)
      var (whole, cut) = (KeyReader(), KeyReader())
      let together = whole.take(bytes)
      #expect(together == chosen.compactMap(\.key))
      #expect(bytes.flatMap { cut.take([$0]) } == together)
    }
  }

  @Test func `an escape that nothing follows goes back, and one in a sequence does not`() {
    var reader = KeyReader()
    #expect(reader.take([0x1B]).isEmpty && reader.isWaiting)
    #expect(reader.pause() == .cancel)
    #expect(reader.take([0x1B, 0x5B]).isEmpty)
    #expect(reader.pause() == nil && !reader.isWaiting)
  }
}

extension Form {
  mutating func type(_ keys: [FormKey]) { for key in keys { _ = press(key) } }
  mutating func type(text: String) { for character in text { _ = press(.character(character)) } }
}
