internal import PlumblineJSON

/// What a service takes at most. Beyond it a request is refused, and says so.
public struct ServiceLimits: Sendable {
  /// The body of a request, in bytes.
  public var body = 4 << 20
  /// Requests that are read and looked through for stops, or wait for it. Of this and the next three one client gets three quarters.
  public var checking = 64
  /// How many bytes they may have together.
  public var checkedBytes = 16 << 20
  /// Requests with a stop that wait for their answer or are being answered.
  public var stopping = 32
  /// Other requests that wait for a decision or are being decided.
  public var deciding = 64
  /// Cohorts that are answered at a time.
  public var cohorts = 2
  /// About how many bytes of a cohort are answered before decisions that wait, and about how many are held of each.
  public var cohortPiece = 1 << 15
  /// Explanations that are computed or wait for it.
  public var explaining = 16
  /// Comparisons of packs that are being made or wait for it.
  public var comparing = 4
  /// How long a page waits for a comparison before it says that it is not finished.
  public var comparison = Duration.seconds(8)
  /// How many of the latest recorded answers a comparison decides again, and how many bytes of them.
  public var comparedRecords = 100
  public var comparedBytes = 16 << 20
  /// Answers that wait for their record.
  public var recording = 256
  /// Answers that are recorded in one commit.
  public var together = 32
  /// Stops that were shown without a record, and whose record is still being tried.
  public var late = 10_000
  /// Signed tokens of one issuer that are remembered until they end, so that none is used twice.
  public var usedTokens = 20_000
  /// Answers that are kept for requests with a key of their own, in bytes.
  public var repeated = 32 << 20
  /// How long such an answer is kept.
  public var repeatable = Duration.seconds(3600)
  /// How long a record's server is asked for what did not come along, in all.
  public var fetching = Duration.seconds(2)
  /// What all of it may take, in bytes; each search has the same share.
  public var fetched = 3 << 20
  /// Requests for which records' servers are asked at a time; more are answered from what came along.
  public var askingRecords = 32
  /// Pages of one search.
  public var pages = 20
  /// After how long the keys at an issuer's address are fetched again: so long a key that left the set may still be good.
  public var keysFresh = Duration.seconds(600)
  /// How long they stay good while the address fails.
  public var keysKept = Duration.seconds(4 * 3600)
  /// How often an address of keys is asked at most, whatever keys are named.
  public var keysPause = Duration.seconds(60)
  /// The keys at an address, in bytes.
  public var keysSize = 256 << 10
  /// How long the issuer at which people sign in may take for one answer.
  public var signInFetching = Duration.seconds(5)
  /// How often an issuer that fails is asked what it says of itself.
  public var signInPause = Duration.seconds(10)
  /// People who may be signing in at a time.
  public var signingIn = 32
  /// What an issuer gives for a code, in bytes.
  public var tokenSize = 128 << 10
  /// People who may be signed in to the console.
  public var sessions = 256
  /// After how long without use a session of the console is locked.
  public var sessionIdle = Duration.seconds(900)
  /// After how long a session of the console is forgotten.
  public var sessionLife = Duration.seconds(12 * 3600)
  /// Open connections.
  public var connections = 512
  /// How long a connection may be silent between requests, or within the head of one.
  public var idle = Duration.seconds(30)
  /// How long a request may take to arrive, from the end of its head; and how long a cohort may send or read nothing.
  public var arriving = Duration.seconds(30)
  /// How long a request that has begun may still take to arrive once the service is ending.
  public var arrivingAtEnd = Duration.seconds(2)
  /// How long the service may take to end.
  public var ending = Duration.seconds(20)
  /// How long a stop may take from its whole arrival to its answer, with or without its record.
  public var stop = Duration.milliseconds(900)
  /// A stop that has less of that left when its record is written is shown without, since the commit may take so long.
  public var committing = Duration.milliseconds(100)
  /// How long the ledger is waited for while another process holds it, in milliseconds.
  public var ledgerPatience = 2_000
  /// How often the records of stops that were shown without one are tried again.
  public var retrying = Duration.seconds(2)
  /// After how many seconds a client is asked to come back.
  public var retryAfter = 1

  public init() {}

  /// What a body in JSON may hold.
  var json: JSONLimits {
    JSONLimits(bytes: body, depth: 64, stringBytes: max(body, 8 << 20), values: 2_000_000)
  }
}
