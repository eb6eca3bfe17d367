internal import PlumblineJSON

/// Which record systems may open the console for one of their patients (SMART App Launch), as the operator's file has it.
public struct LaunchSettings: Sendable {
  /// A record system.
  struct Record: Sendable {
    /// As people know it; it stands in addresses.
    var name: String
    /// Its FHIR server, which it names as `iss`.
    var server: RecordServer
    var client: CodeFlow.Client
    /// The origin of its pages, in which the console may stand; nil if it opens in a window of its own.
    var frame: String?
  }

  let records: [Record]
  /// The service as browsers call it, without a slash at its end.
  private let address: String

  private static let most = 50

  /// Reads the file.
  ///
  /// - Parameters:
  ///   - path: what the file is called.
  ///   - secret: reads the file of a secret that it names.
  /// - Throws: ``FileFault``, with everything that is wrong.
  public init(_ text: [UInt8], named path: String, secret: (String) throws -> [UInt8]) throws(FileFault) {
    var file = try StrictFile(text, named: path, members: ["schema", "address", "records"])
    address = file.address()
    var records: [Record] = []
    let list = file.node["records"]?.arrayValue ?? []
    if !(1...Self.most).contains(list.count) {
      file.report("records must be a list of 1 to \(Self.most) record systems")
    }
    for (number, node) in list.enumerated() {
      let place = "records[\(number)]"
      guard let record = Self.record(node, place, address, &file, secret) else { continue }
      if records.contains(where: { $0.name == record.name }) {
        file.report("\(place).name is that of another record system")
      }
      if records.contains(where: { $0.server == record.server }) {
        file.report("\(place).iss is that of another record system")
      }
      records.append(record)
    }
    self.records = records
    try file.finish()
  }

  private static func record(
    _ node: JSONNode, _ place: String, _ address: String, _ file: inout StrictFile,
    _ secret: (String) throws -> [UInt8]
  ) -> Record? {
    file.know(["name", "iss", "client_id", "client_secret_file", "frame"], of: node, "\(place).")
    let name = node["name"]?.stringValue ?? ""
    if !(1...40).contains(name.utf8.count) || !name.utf8.allSatisfy(isOfName) {
      file.report("\(place).name must be 1 to 40 letters, digits or hyphens")
    }
    let server = node["iss"]?.stringValue.flatMap { RecordServer($0) }
    if server == nil {
      file.report(
        "\(place).iss must be its FHIR server, such as https://ehr.example/fhir; http:// is only for this machine"
      )
    }
    let frame = node["frame"]?.stringValue
    if node["frame"] != nil, !isOrigin(frame ?? "") {
      file.report("\(place).frame must be the origin of its pages, such as https://ehr.example")
    }
    let client = CodeFlow.Client(
      id: file.visible(node["client_id"], "\(place).client_id"),
      secret: file.secret(node["client_secret_file"], "\(place).client_secret_file", secret),
      returnAddress: "\(address)/launch/end/\(name)")
    return server.map { Record(name: name, server: $0, client: client, frame: frame) }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Whether a text is a scheme, a name and perhaps a port, which cannot change the policy of a page.
  private static func isOrigin(_ text: String) -> Bool {
    OutboundAddress.isFit(text) && text.utf8.allSatisfy { isOfName($0) || Array(".:/[]".utf8).contains($0) }
      && text.split(separator: "/").count == 2 && !text.hasSuffix("/")
  }

  /// Whether browsers reach the service over TLS.
  var isEncrypted: Bool { address.hasPrefix("https://") }
}
