/** System colours, so that it is light or dark as the visitor's system is; `--footfall-*` on any element above changes them. */
export const style = `
:host{all:initial;color-scheme:light dark}
*{box-sizing:border-box;font:16px/1.5 var(--footfall-font,system-ui);color:inherit}
dialog,section{position:fixed;bottom:12px;inset-inline-start:12px;z-index:99999}
dialog,section button{border:1px solid #8888;background:var(--footfall-paper,Canvas);color:var(--footfall-ink,CanvasText)}
dialog{margin:0;width:min(28rem,100% - 24px);max-height:calc(100vh - 24px);overflow:auto;padding:20px;border-radius:14px;box-shadow:0 8px 40px #0005}
dialog:modal{inset:0;margin:auto}
::backdrop{background:#0008}
h2{margin:0 44px 8px 0;font-weight:600;font-size:20px}
p,details{margin:0 0 14px}
button,summary{cursor:pointer;font-weight:600}
button{flex:1 0 auto;min-height:44px;padding:8px 16px;border:0;border-radius:10px}
div{display:flex;flex-wrap:wrap;gap:10px}
div button{background:var(--footfall-accent,CanvasText);color:var(--footfall-accent-ink,Canvas)}
section button{min-height:36px;padding:2px 14px;font-size:14px}
[value=close]{position:absolute;top:12px;inset-inline-end:12px;background:none}
label{display:flex;gap:12px;padding:7px 0}
input{flex:none;width:20px;height:20px;margin:2px 0}
:focus-visible{outline:3px solid #4c8dff;outline-offset:2px}
`;
