internal import PlumblineText

/// The one script, without which every page works: a form is sent once, problems are read out first, what is shown goes to the printer,
/// what is not finished is looked for again, and a page that nobody uses gives way to the one that asks for the token. As long as somebody types, the session stays open.
enum ConsoleScript {
  static let text: HTML = """
    (()=>{const d=document;
    d.addEventListener('submit',e=>{if(e.target.dataset.sent)e.preventDefault();e.target.dataset.sent='1'});
    addEventListener('pageshow',()=>d.querySelectorAll('form').forEach(f=>delete f.dataset.sent));
    d.querySelectorAll('[data-print]').forEach(b=>{b.hidden=false;b.addEventListener('click',()=>print())});
    const first=d.querySelector('.problems'),stop=d.querySelector('.kicker.stop');
    if(first&&!stop)first.focus();
    if(d.querySelector('[data-again]'))setTimeout(()=>location.reload(),1000);
    const idle=+d.body.dataset.idle*1000;if(!idle)return;
    let used=Date.now(),told=used;
    ['keydown','pointerdown','scroll'].forEach(n=>addEventListener(n,()=>{used=Date.now();
    if(used-told>60000){told=used;fetch('/console/alive',{cache:'no-store',credentials:'same-origin'}).catch(()=>{})}},{passive:true}));
    setInterval(()=>{if(Date.now()-used>idle)location.replace('/')},5000)})();
    """
}
