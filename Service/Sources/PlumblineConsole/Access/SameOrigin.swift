/// Whether a form was sent by one of the console's own pages.
///
/// With `Referrer-Policy: no-referrer` browsers send `Origin: null` with a form, and say in `Sec-Fetch-Site` where it comes from; no page
/// can set either. A request that says nothing of where it comes from is not taken.
enum SameOrigin {
  static func holds(_ request: ConsoleRequest) -> Bool {
    if let site = request.fetchSite, site != "same-origin" { return false }
    guard let origin = request.origin, origin != "null" else { return request.fetchSite == "same-origin" }
    guard let host = request.host else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }
}
