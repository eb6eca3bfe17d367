/// A key as the form knows it.
public enum FormKey: Sendable, Hashable {
  case up, down, left, right, enter
  case nextScreen, previousScreen
  case erase, eraseAll
  /// Back from what is shown over the form.
  case cancel
  /// To the answer: Ctrl-D or F10.
  case answer
  /// Away from the form, keeping a draft: Ctrl-C.
  case leave
  case character(Character)
}

/// Turns the bytes of a terminal into keys, however they are cut.
public struct KeyReader: Sendable {
  private var pending: [UInt8] = []
  /// The longest sequence that a key sends; a longer one is dropped.
  private static let longest = 16

  public init() {}

  /// Whether the bytes so far may be the beginning of a key.
  public var isWaiting: Bool { !pending.isEmpty }

  /// Takes bytes; returns the keys that are complete.
  public mutating func take(_ bytes: some Sequence<UInt8>) -> [FormKey] {
    bytes.compactMap { byte in
      // A character that breaks off is dropped, and not what follows it.
      if let first = pending.first, first >= 0xC0, !(0x80...0xBF).contains(byte) { pending = [] }
      pending.append(byte)
      return next()
    }
  }

  /// Says that no byte follows soon: then an escape is the key of that name.
  public mutating func pause() -> FormKey? {
    defer { pending = [] }
    return pending == [Self.escape] ? .cancel : nil
  }

  private static let escape: UInt8 = 0x1B

  private mutating func next() -> FormKey? {
    let first = pending[0]
    if first == Self.escape { return sequence() }
    let length =
      first < 0x80 ? 1 : first >= 0xF8 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    if pending.count < length { return nil }
    defer { pending = [] }
    return first < 0x20 || first == 0x7F ? Self.controls[first] : text()
  }

  private func text() -> FormKey? {
    guard let text = String(validating: pending, as: UTF8.self), let character = text.first,
      character.unicodeScalars.allSatisfy({
        ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
      })
    else { return nil }
    return .character(character)
  }

  private mutating func sequence() -> FormKey? {
    guard pending.count > 1 else { return nil }
    let isSequence = pending[1] == UInt8(ascii: "[") || pending[1] == UInt8(ascii: "O")
    if isSequence, pending.count < 3 { return nil }
    if isSequence, let last = pending.last, !(0x40...0x7E).contains(last), pending.count < Self.longest {
      return nil
    }
    defer { pending = [] }
    if pending == [Self.escape, Self.escape] { return .cancel }
    return isSequence ? Self.sequences[String(decoding: pending[2...], as: UTF8.self)] : nil
  }

  /// Ctrl-C, -D, -H, tab, line feed, Ctrl-N, Ctrl-P, return, Ctrl-U, delete.
  private static let controls: [UInt8: FormKey] = [
    3: .leave, 4: .answer, 8: .erase, 9: .down, 10: .enter, 13: .enter, 14: .nextScreen, 16: .previousScreen,
    21: .eraseAll, 127: .erase,
  ]

  private static let sequences: [String: FormKey] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "Z": .up, "5~": .previousScreen, "6~": .nextScreen,
    "3~": .eraseAll, "21~": .answer, "21;2~": .answer,
  ]
}
