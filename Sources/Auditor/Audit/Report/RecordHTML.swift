internal import PlumblineJSON
internal import PlumblineLedger
public import PlumblineText
public import PlumblineTransparency

extension RecordReport {
  /// The record as one page that prints well: what was known, the answer and why, the packs, the proof, and what came after.
  ///
  /// - Parameter head: the ledger's signed head; nil if there is none.
  public func html(under head: SignedNote?) -> String {
    let title = RecordParts(record).title
    let body: HTML = "<header>\n\(heading)\n</header>\n<main>\n\(body(under: head))\n</main>"
    return HTMLPage(title: "\(title), record \(record.leaf.index)", style: RecordParts.style, body: body).text
  }

  /// Which record it is, as a part of another page.
  public var heading: HTML {
    let leaf = record.leaf
    return """
      <p class="kicker">Record \(name.description)</p>
      <h1>\(RecordParts(record).title)</h1>
      <p class="soft">Made \(leaf.time), by \(leaf.engine)\(leaf.from.map { ", imported from \($0.description)" } ?? "")</p>
      """
  }

  /// What the record says, as a part of another page.
  public func body(under head: SignedNote?) -> HTML {
    let parts = RecordParts(record)
    return """
      \(RecordParts.section("What came after", RecordParts.list(later.lines)))
      \(RecordParts.section("The signature", RecordParts.list(signature.map { [$0.verdict] } ?? [])))
      \(RecordParts.section("What it says", parts.said))
      \(RecordParts.section("What was known", parts.known))
      \(RecordParts.section("The answer as it was shown", parts.shown ?? ""))
      \(if: record.payload == nil, "<p class=\"now\">Erased: what it said was removed. The leaf, and every proof of it, remains valid.</p>")
      \(RecordParts.section("How to verify it", RecordParts.table(proof(head))))
      """
  }

  private func proof(_ head: SignedNote?) -> [(String, String)] {
    let leaf = record.leaf
    var rows = [("Leaf", leaf.hash.hex), ("Commitment to what it says", leaf.commitment.hex)]
    rows += leaf.packs.map { ("Pack", $0) }
    if let head {
      let keys = head.signatures.map(\.name)
      rows.append(("Signed head", head.text.split(separator: "\n").joined(separator: ", ")))
      rows.append(("Signed by", keys.joined(separator: ", ")))
    }
    rows.append(
      (
        "Verify",
        "plumbline audit prove \(leaf.index) writes a receipt, and plumbline audit verify --receipt checks it"
      ))
    return rows
  }
}
