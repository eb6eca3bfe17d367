/// The words that declare something, each with the fields of its table.
enum DeclarationDefinitions {
  static var text: String {
    let classes = (Shape.tables + Shape.declarations).map(table)
    let words = Shape.declarations.map { word($0.name, $0, gives: nil) }
    return (classes + words + [word("scripted", Shape.script, gives: "plumbline.Condition")]).joined(
      separator: "\n")
  }

  private static func table(_ shape: Shape) -> String {
    let fields = shape.fields.map { field in
      "---@field \(field.name)\(field.isOptional ? "?" : "") \(field.type) \(LuaDoc.plain(field.says))\n"
    }
    return LuaDoc.comment([shape.says]) + "---@class plumbline.\(shape.name)\n" + fields.joined()
  }

  /// The definition of a word: a function of a name that returns a function of a table.
  private static func word(_ word: String, _ shape: Shape, gives: String?) -> String {
    let result = gives.map { ": \($0)" } ?? ""
    let parameter =
      word == "pairing" ? "plumbline.Pairing" : word == "evidence" ? "plumbline.Evidence" : "string"
    return LuaDoc.comment([shape.says])
      + """
      ---@param name \(parameter)
      ---@return fun(fields: plumbline.\(shape.name))\(result)
      function \(word)(name) end

      """
  }
}
