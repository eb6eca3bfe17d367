import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineTestSupport
import PlumblineText
import Testing

/// The form in another language: a view, in which what is typed stays in the packs' own words.
struct FormLanguageTests {
  /// What is on a screen of 80 by 24.
  private func shown(_ form: Form) -> String {
    FormView(form, columns: 80, rows: 24).lines.joined(separator: "\n")
  }

  @Test
  func `a form in Dutch reads flags back in Dutch, and says in English too that an empty field is no answer`()
    throws
  {
    let spoken = LanguageView(JointEvaluator(alone: try Shipped.evaluator()), in: .dutch).evaluator
    var form = Form(spoken, asOf: "2026-11-20", askedBy: nil)
    #expect(shown(form).contains("Patiëntnummer (mag leeg)") && shown(form).contains("0 antwoorden"))
    form.type([.up, .character("?")])
    #expect(shown(form).contains("nooit een nee. [EN: An empty field is"))
    #expect(shown(form).contains("Alarmsignalen (1 van"))
    form.type([.enter, .character(" ")])
    #expect(shown(form).contains("NEE            Cauda equina features"))
    #expect(form.press(.enter) == .goingOn)
    #expect(shown(form).contains("! Zeg wie het heeft gevraagd"))
    form.type(text: "Dr A")
    #expect(form.press(.enter) == .screenLeft)
    // What is typed stays in the packs' own words, whatever the language of the screen.
    #expect(form.lines.text.contains("red_flags.cauda_equina = no"))
  }
}
