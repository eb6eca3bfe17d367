import ArgumentParser
import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline

/// The plan of a run: the packs in force, compiled, and what to do with every row.
struct CohortPlan {
  let setting: CohortSetting
  let guideline: Guideline
  /// The settings of a run, so that it can only be resumed with the same.
  let asked: String

  /// - Parameter columns: returns the columns of CSV for a vocabulary.
  init(_ command: CohortCommand, _ columns: (Vocabulary) throws -> CSVColumns?) throws {
    let loaded = try command.packs.loadForDeciding()
    let compiled: CompiledGuideline
    do {
      compiled = try CompiledGuideline(loaded.evaluator)
    } catch {
      throw Fault(.badInput, "\(error)")
    }
    guideline = compiled.guideline
    let selection: CohortSelection
    do {
      selection = try CohortSelection(command.select, compiled)
    } catch {
      Output.error(error.description)
      throw ExitCode(EX_USAGE)
    }
    var setting = CohortSetting(
      compiled, asOf: command.recording.day, format: command.format.rows, selection: selection,
      rejectsInPlace: command.rejects == "-",
      showsValues: command.showValues)
    setting.traces = command.trace
    setting.namesStops = command.rejects != nil
    setting.files = command.files.count > 1 ? command.files : []
    if command.record { setting.decides = loaded.evaluator }
    setting.columns = try columns(guideline.vocabulary)
    self.setting = setting
    asked = [
      guideline.digest, command.files.count > 1 ? command.files.joined(separator: "\n") : "",
      command.input?.rawValue ?? "", command.format.rawValue, command.rejects ?? "",
      command.select.joined(separator: " "), command.showValues ? "values" : "",
      command.trace ? "trace" : "",
    ].joined(separator: "\n")
  }
}
