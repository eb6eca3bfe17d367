internal import Synchronization

/// The signed tokens that were valid, for as long as each lives: none is taken twice, and a second use costs no check of a signature.
final class UsedTokens: Sendable {
  enum Use: Sendable {
    case first, again
    /// As many are alive as may: another one could not be remembered.
    case full
  }

  private struct State {
    /// By issuer, then by id: when they end, in seconds since 1970.
    var ends: [String: [String: Int]] = [:]
    /// When an issuer's were last looked through.
    var cleared: [String: Int] = [:]
  }

  private let most: Int
  private let state = Mutex(State())

  /// - Parameter most: how many of one issuer are remembered.
  init(most: Int) { self.most = most }

  func contains(_ token: WebToken) -> Bool {
    state.withLock { $0.ends[token.issuer]?[token.id] != nil }
  }

  /// Remembers a token whose signature is valid.
  func use(_ token: WebToken, at now: Int) -> Use {
    state.withLock { state in
      var ends = state.ends.removeValue(forKey: token.issuer) ?? [:]
      defer { state.ends[token.issuer] = ends }
      if ends[token.id] != nil { return .again }
      if ends.count >= most, state.cleared[token.issuer] != now {
        state.cleared[token.issuer] = now
        // Valid until then, as far as clocks may differ.
        ends = ends.filter { $0.value > now - WebToken.leeway }
      }
      if ends.count >= most { return .full }
      ends[token.id] = token.expires
      return .first
    }
  }
}
