extension Language {
  /// Dutch as it is read in Flanders and in the Netherlands. Not signed by a clinician yet.
  public static let dutch = Language(code: "nl", sentences: dutchSentences, decimalMark: ",")

  private static let dutchSentences: [String: String] = [
    DutchWords.screens, DutchWords.pages, DutchWords.history, DutchWords.console, DutchWords.explaining,
    DutchWords.interview, DutchWords.versions,
  ].reduce(
    into: DutchWords.answer
  ) { all, more in all.merge(more) { first, _ in first } }
}
