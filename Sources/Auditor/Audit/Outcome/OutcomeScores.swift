internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON
public import PlumblineLedger

/// Reads the scores of an outcome, by the vocabulary of the packs that gave the answer.
public struct OutcomeScores {
  /// What is wrong with scores, each on a line: no value of the patient is in it.
  public struct Refused: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  private let vocabulary: Vocabulary

  /// - Throws: ``Refused`` if the answer's packs no longer load; or `LedgerError`.
  public init(of record: ReadRecord, in ledger: Ledger) throws {
    var shelf = GuidelineShelf(ledger)
    do {
      vocabulary = try shelf.evaluator(of: record.leaf.packs, by: record.leaf.engine).vocabulary
    } catch let unloadable as GuidelineShelf.Unloadable {
      throw Refused(description: "the scores cannot be read: \(unloadable)")
    }
  }

  /// Reads scores as lines, `fear.tsk_17 = 36`, or in JSON, in the form of a profile.
  ///
  /// What a stop can follow from is refused: here it would stop nothing.
  public func read(_ text: [UInt8], asOf day: Day) throws -> JSONValue {
    let profile: Profile
    do {
      profile = try LineProfile(vocabulary, asOf: day).read(text)
    } catch {
      throw Refused(description: error.words("the scores cannot be read"))
    }
    let settling = vocabulary.settlingToday
    var faults: [String] = []
    if profile.id != nil { faults.append("id: the answer names the patient; leave it out") }
    for index in vocabulary.givenFacts where profile.isGiven(index) {
      let fact = vocabulary[index]
      if settling.contains(index) {
        faults.append(
          "\(fact.name): a stop can follow from it, and here it would stop nothing; give it to `plumbline recommend`"
        )
      } else if !fact.isScale {
        faults.append("\(fact.name): is no score; give it to `plumbline recommend`")
      }
    }
    if faults.isEmpty, !vocabulary.givenFacts.contains(where: { profile.isGiven($0) }) {
      faults.append("there is no score; write one on a line, such as fear.tsk_17 = 36")
    }
    guard faults.isEmpty else {
      throw Refused(
        description: "nothing was recorded, because of the scores\n" + faults.joined(separator: "\n"))
    }
    return ProfileJSON(vocabulary).value(profile)
  }
}
