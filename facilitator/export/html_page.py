"""How a hand-out looks in a browser, and what its form does: it saves a small file and sends nothing."""

CSS = """
:root{color-scheme:light dark;--ink:#15202b;--quiet:#455361;--accent:#0c5a66;--line:#76838f;--paper:#fff;
--shade:#e6ebef}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf1;--quiet:#b3c0ca;--accent:#7fd4e0;--line:#8c99a5;--paper:#12191f;
--shade:#24303a}}
html{font:17px/1.5 "Segoe UI",Calibri,"Noto Sans",Arial,sans-serif;color:var(--ink);background:var(--paper)}
html.large{font-size:24px}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1,h2{color:var(--accent);line-height:1.2}h1{font-size:1.8rem}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.1rem}
.for{font-weight:bold}.quiet,.subtitle,figcaption{color:var(--quiet)}
.statement,.bullet{margin:.8rem 0 .3rem;padding-inline-start:1.4rem;text-indent:-1.4rem}
.bullet::before{content:"•";color:var(--accent);display:inline-block;width:1.4rem;text-indent:0}
blockquote{margin:.4rem 0 .4rem 1.6rem;padding-inline-start:.8rem;border-inline-start:3px solid var(--line);
font-style:italic;color:var(--quiet)}
blockquote.script{font-style:normal;color:var(--ink)}q{quotes:none}
.feedback{margin:.2rem 0 .2rem 1.6rem}
audio{display:block;margin:.3rem 0 .6rem 1.6rem;max-width:calc(100% - 1.6rem)}
fieldset{border:0;margin:0 0 .8rem 1.4rem;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center}
legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
label{white-space:nowrap;display:inline-flex;align-items:center;gap:.4rem}
input[type=radio]{width:1.1rem;height:1.1rem;margin:0;accent-color:var(--accent)}
input[type=text],textarea{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);
border-radius:4px;padding:.3rem .5rem;flex:1 1 14rem}
::placeholder{color:var(--quiet);opacity:1}
textarea{display:block;width:100%;box-sizing:border-box}
button{font:inherit;font-weight:bold;padding:.5rem 1.2rem;border:0;border-radius:6px;background:var(--accent);
color:var(--paper);cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:bold;color:var(--quiet)}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:start;vertical-align:top}
thead th{background:var(--shade)}
img{max-width:100%}.end{border-top:2px solid var(--line);margin-top:2.5rem}
@media print{fieldset,audio,.end{display:none}}
"""

JS = """
"use strict";
const form=document.getElementById("answers"),said=document.getElementById("said");
const sitting=(self.crypto&&crypto.randomUUID)?crypto.randomUUID():String(Math.random()).slice(2)+Date.now();
let chosen=null,unsaved=false;
function answers(){
  const found=[];
  for(const set of form.querySelectorAll("fieldset[data-item]")){
    const kind=set.querySelector("input[type=radio]:checked"),text=set.querySelector("input[type=text]").value.trim();
    if(kind||text)found.push({item:set.dataset.item,kind:kind?kind.value:"add",text});
  }
  return found;
}
form.addEventListener("submit",event=>{
  event.preventDefault();
  const whole=[...form.querySelectorAll("textarea")].map(box=>box.value.trim()).filter(Boolean).join("\\n");
  const found=answers();
  if(!found.length&&!whole){said.textContent=said.dataset.none;return;}
  const told={format:"facilitator-answers",version:1,id:sitting,reader:form.dataset.reader,answers:found,whole};
  const link=document.createElement("a");
  link.href=URL.createObjectURL(new Blob([JSON.stringify(told,null,1)],{type:"application/json"}));
  link.download=form.dataset.name+".json";
  link.click();
  said.textContent=said.dataset.done;
  unsaved=false;
});
form.addEventListener("pointerdown",event=>{
  const label=event.target.closest("label"),mark=label&&label.querySelector("input[type=radio]");
  chosen=mark&&mark.checked?mark:null;
});
form.addEventListener("click",event=>{if(event.target===chosen)event.target.checked=false;});
form.addEventListener("keydown",event=>{
  if(event.target.type==="radio"&&["Delete","Backspace"].includes(event.key))event.target.checked=false;
});
form.addEventListener("input",()=>{unsaved=true;});
addEventListener("beforeunload",event=>{if(unsaved)event.preventDefault();});
"""
