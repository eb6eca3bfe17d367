internal import PlumblineText

/// The one script, without which every page works: a form is sent once, and what is shown goes to the printer.
enum ConsoleScript {
  static let text: HTML = """
    document.addEventListener('submit',e=>{if(e.target.dataset.sent)e.preventDefault();e.target.dataset.sent='1'});
    addEventListener('pageshow',()=>document.querySelectorAll('form').forEach(f=>delete f.dataset.sent));
    document.querySelectorAll('[data-print]').forEach(b=>{b.hidden=false;b.addEventListener('click',()=>print())});
    """
}
