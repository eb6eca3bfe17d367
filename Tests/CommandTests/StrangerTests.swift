import PlumblineLedger
import PlumblineTestSupport
import Testing

/// An independent program checks what the command writes, with only Python's own library and openssl.
struct StrangerTests {
  private static func stranger(_ arguments: String...) -> Command.Result {
    Command.run("/usr/bin/env", ["python3", "\(Shipped.root)/Tests/Stranger/stranger.py"] + arguments)
  }

  /// A ledger of five answers, its public key, and the checkpoint after the second.
  private static func make(_ scratch: borrowing Scratch) -> (path: String, key: String, old: String) {
    let path = "\(scratch.path)/ledger.sqlite"
    let old = "\(scratch.path)/old"
    for (number, name) in ["high-fear", "red-flag", "acute", "goal-pain", "little-known"].enumerated() {
      let result = Command.plumbline([
        "recommend", "\(Shipped.examples)/\(name).json", "--rules", Shipped.rules, "--ledger", path,
      ])
      #expect(result.code == 0, "\(result.error)")
      if number == 1 {
        scratch.write("old", Command.plumbline(["audit", "checkpoint", "--ledger", path]).output)
      }
    }
    return (path, path + ".pub", old)
  }

  @Test func `a stranger finds that the whole ledger is what was signed`() {
    let scratch = Scratch()
    let ledger = Self.make(scratch)
    let result = Self.stranger("ledger", ledger.path, ledger.key)
    #expect(result.output == "5 records are what was signed\n", "\(result.error)")
  }

  @Test(arguments: [[], ["--with-payload"]])
  func `a stranger checks each receipt`(options: [String]) {
    let scratch = Scratch()
    let ledger = Self.make(scratch)
    for index in 0..<5 {
      let receipt = Command.plumbline(["audit", "prove", "\(index)", "--ledger", ledger.path] + options)
      #expect(receipt.error.contains("`audit erase` cannot reach it") == !options.isEmpty)
      scratch.write("receipt", receipt.output)
      let result = Self.stranger("receipt", "\(scratch.path)/receipt", ledger.key)
      let ending = options.isEmpty ? "" : ", with its payload"
      // Handing out a payload is a reading, which is recorded after its receipt.
      let size = options.isEmpty ? 5 : 5 + index
      #expect(result.output == "record \(index) is in the tree of \(size)\(ending)\n", "\(result.error)")
    }
  }

  @Test func `a stranger finds that the ledger continues an older checkpoint`() {
    let scratch = Scratch()
    let ledger = Self.make(scratch)
    let proof = Command.plumbline(["audit", "prove", "--since", ledger.old, "--ledger", ledger.path])
    scratch.write("proof", proof.output)
    let result = Self.stranger("continues", "\(scratch.path)/proof", ledger.old, ledger.key)
    #expect(result.output == "the checkpoint of 2 is continued by that of 5\n", "\(result.error)")
  }

  @Test func `a stranger checks a person's signature by an export, with that person's key alone`() {
    let scratch = Scratch()
    let ledger = Self.make(scratch)
    let key = "\(scratch.path)/adams.key"
    let made = Command.plumbline(["packs", "key", key, "--name", "clinic.example/dr-adams"])
    scratch.write("adams.pub", made.output)
    scratch.write(
      "people.json",
      #"{"outside": "refuse", "people": [{"id": "dr-adams", "role": "r", "key": "\#(made.output.dropLast())"}]}"#
    )
    let signed = Command.plumbline([
      "audit", "sign", "1", "--as", "dr-adams", "--meaning", "decided", "--key", key, "--people",
      "\(scratch.path)/people.json", "--ledger", ledger.path,
    ])
    #expect(signed.code == 0, "\(signed.error)")
    let export = Command.plumbline(["audit", "export", "--format", "ndjson", "--ledger", ledger.path]).output
    func check(_ text: String) -> Command.Result {
      scratch.write("export", text)
      return Self.stranger("signature", "\(scratch.path)/export", "5", "\(scratch.path)/adams.pub")
    }
    let found = check(export)
    #expect(
      found.output.hasSuffix("/1 as decided with the key clinic.example/dr-adams\n")
        && found.output.hasPrefix("dr-adams signed plumbline.local/"), "\(found.error)")
    for (part, other) in [
      ("\"meaning\":\"decided\"", "\"meaning\":\"reviewed\""),
      ("\"person\":\"dr-adams\"", "\"person\":\"dr-brown\""),
      ("\"about\":1", "\"about\":2"),
    ] {
      #expect(check(export.replacing(part, with: other)).code != 0, "\(part)")
    }
  }

  @Test func `a stranger is not fooled by a changed byte`() {
    let scratch = Scratch()
    let ledger = Self.make(scratch)
    let receipt = Command.plumbline(["audit", "prove", "2", "--with-payload", "--ledger", ledger.path]).output
    for place in stride(from: 30, to: receipt.utf8.count - 1, by: 997) {
      var bytes = Array(receipt.utf8)
      bytes[place] = bytes[place] == 0x41 ? 0x42 : 0x41
      scratch.write("receipt", bytes)
      #expect(Self.stranger("receipt", "\(scratch.path)/receipt", ledger.key).code != 0, "byte \(place)")
      let own = Command.plumbline([
        "audit", "verify", "--receipt", "\(scratch.path)/receipt", "--key", ledger.key,
      ])
      #expect(own.code != 0, "byte \(place)")
    }
  }
}
