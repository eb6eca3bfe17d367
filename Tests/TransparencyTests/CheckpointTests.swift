import PlumblineTransparency
import Testing

struct CheckpointTests {
  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  @Test func `the checkpoint of the specification is read, and written the same`() throws {
    let text = "example.com/behind-the-sofa\n20852163\n\(Self.root)\n"
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == Self.root)
    #expect(checkpoint.text == text)
    #expect(
      Checkpoint(origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root) == checkpoint)
  }

  @Test func `extension lines are kept but never written`() throws {
    let checkpoint = try Checkpoint(parsing: "a b\n0\n\(Self.root)\none\n two\n")
    #expect(checkpoint.extensions == ["one", " two"])
    #expect(checkpoint.text == "a b\n0\n\(Self.root)\n")
    #expect(try checkpoint != Checkpoint(parsing: checkpoint.text))
  }

  @Test(arguments: [
    ("", "the checkpoint does not end in a newline"),
    ("a\n1\n\(root)", "the checkpoint does not end in a newline"),
    ("\n1\n\(root)\n", "line 1: a checkpoint has no empty lines"),
    ("a\n1\n\(root)\n\n", "line 4: a checkpoint has no empty lines"),
    ("a\n1\n", "a checkpoint has an origin, a size and a root, each on a line"),
    ("a\r\n1\n\(root)\n", "line 1: a control character: a checkpoint has none except newlines"),
    ("a\n01\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n+1\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n-1\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n1 \n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n٣\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n4611686018427387905\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n9999999999999999999\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n18446744073709551617\n\(root)\n", "line 2: the size is not a plain number from 0 to 2^62"),
    ("a\n1\n \(root)\n", "line 3: the root is not 32 bytes in strict base64"),
    (
      "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
      "line 3: the root is not 32 bytes in strict base64"
    ),
    ("a\n1\nAAAA\n", "line 3: the root is not 32 bytes in strict base64"),
    (
      String(repeating: "a", count: 1 << 16 + 1) + "\n1\n\(root)\n",
      "line 1: the origin is too long"
    ),
    (String(repeating: "a", count: 1 << 20 + 1), "the checkpoint is longer than 1048576 bytes"),
  ])
  func `a malformed checkpoint is refused with a sentence`(text: String, problem: String) {
    let error = #expect(throws: CheckpointError.self) { try Checkpoint(parsing: text) }
    #expect(error?.description == problem)
  }

  @Test func `the largest size is 2^62`() throws {
    #expect(try Checkpoint(parsing: "a\n4611686018427387904\n\(Self.root)\n").size == 1 << 62)
    #expect(Checkpoint(origin: "a", size: 1 << 62 + 1, root: .empty) == nil)
    #expect(Checkpoint(origin: "a", size: -1, root: .empty) == nil)
  }

  @Test(arguments: ["", "a\n1", "a\r", "\0"])
  func `an origin is one line`(origin: String) {
    #expect(Checkpoint(origin: origin, size: 1, root: .empty) == nil)
  }

  @Test func `two spellings of an origin are two logs`() throws {
    let (one, two) = (
      Checkpoint(origin: "\u{E9}", size: 1, root: .empty),
      Checkpoint(origin: "e\u{301}", size: 1, root: .empty)
    )
    #expect(one != two)
  }
}
