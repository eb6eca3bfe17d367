public import PlumblineEngine
public import PlumblineGuideline

extension Evaluator {
  /// An evaluator that runs the guideline's scripts in the sandbox.
  public init(withScriptsOf guideline: Guideline) {
    let scripts = LuaScripts(guideline)
    self.init(guideline) { script, value in try scripts.run(script, value) }
  }
}
