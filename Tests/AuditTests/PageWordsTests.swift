import Testing

@testable import PlumblineAudit

/// What a page said, when a record that kept it is read.
struct PageWordsTests {
  @Test func `a page is read block by block, without what was not said`() {
    let page = """
      <!doctype html>
      <html><head><style>p { color: red; }</style><title>no</title></head><body>
      <main>
      <h1>Exercise</h1>
      <p><strong>Why</strong>. TSK-17 is &gt; 37,
      and &quot;fear&quot; &amp; goal</p>
      <ul><li>One</li>
      <li>Two</li></ul>
      </main></body></html>
      """
    #expect(PageWords(page).lines == ["Exercise", "Why. TSK-17 is > 37, and \"fear\" & goal", "One", "Two"])
  }

  @Test(arguments: ["", "<", "<main", "<main>", "no markup", "<main><p", "<main>&amp;lt;script&amp;gt;"])
  func `whatever is kept gives lines, and none of them is markup that was not said`(page: String) {
    #expect(!PageWords(page).lines.contains { $0.contains("<script>") })
  }
}
