/// Whether a form was sent by one of the console's own pages.
///
/// Browsers say in `Sec-Fetch-Site` where a request comes from, and no page can set it; where it is there, it decides: behind a proxy the
/// service may be called by another name than the page. A browser that does not send it says so in `Origin`. A request that says nothing is
/// not taken.
enum SameOrigin {
  static func holds(_ request: ConsoleRequest) -> Bool {
    if let site = request.fetchSite { return site == "same-origin" }
    guard let origin = request.origin, let host = request.host else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }
}
