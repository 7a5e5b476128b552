/**
 * Lit as the widget uses it. Its templates can do more than ours ever ask of them (directives, SVG, bindings in comments
 * and raw text, hydration), its style sheets know browsers that our look does not work in, and its base class has more
 * kinds of properties: 2.4 kB of the entry. The build leaves them out of Lit's readable sources, piece by piece; where a
 * piece is not found Lit has changed, and the build stops. The base class is `widget/lit/lit-element.ts`.
 */
import { resolve } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin } from 'rollup';

/** Pieces of a module: a statement or a member by how it begins, and what stands in its place, usually nothing. */
type Pieces = Record<string, string>;

const templates: Pieces = {
  // Directives
  'function resolveDirective(': '',
  'value=resolveDirective(this,value': '',
  'v=resolveDirective(': 'v=values[valueIndex+i];',
  'get _$isConnected()': '',
  'get parentNode()': '',
  'setConnected(isConnected)': '',
  'this._$notifyConnectionChanged?.(': '',
  'this.__isConnected=': '',
  'this._$disconnectableChildren=': '',
  'if(v===noChange)': '',
  // Bindings on elements, in comments, in raw text
  'class ElementPart': '',
  'else if(templatePart.type===ELEMENT_PART)': '',
  'else if(name.startsWith(marker))': '',
  'else{let i=-1': '',
  'if(rawTextElement.test(': '',
  // SVG and MathML
  'let html2=': "let html2='';",
  'const htmlResult=': "const htmlResult=html2+(strings[l]||'<?>');",
  'if(type===SVG_RESULT': '',
  // Templates compiled beforehand; hydration; what devices of development read
  'const template=typeof type': 'const template=this._$getTemplate(result);',
  'get startNode()': '',
  'get endNode()': '',
  'get tagName()': '',
  'this.type=': '',
  'constructor(){super(...arguments)': '',
  'constructor(element,name,strings,parent,options){super(': '',
  'export const _$LH=': '',
  'polyfillSupport?.(': '',
  '(global.litHtmlVersions': '',
  // Listeners that change, or have options: ours are functions of the element
  '_$setValue(newListener': `_$setValue(listener){
    if(this._$committedValue===nothing)this.element.addEventListener(this.name,this);
    this._$committedValue=listener;
  }`,
  'handleEvent(event)': 'handleEvent(event){this._$committedValue?.call(this.options.host,event);}',
  // Lit makes its Trusted Types policy when it is loaded. Under our own name it does not collide with the page's Lit. A
  // second copy of this script, whose elements are not defined, makes none: that would violate the page's policy.
  'const policy=': `const policy=trustedTypes&&!customElements.get('datapass-request')?(()=>{
    try{return trustedTypes.createPolicy('datapass',{createHTML:(text)=>text})}catch{}
  })():undefined;`,
};

const styleSheets: Pieces = {
  'export const supportsAdoptingStyleSheets=': 'export const supportsAdoptingStyleSheets=true;',
  'if(safeToken!==constructionToken)': '',
  'const cssText=': 'const cssText=strings[0];',
  'this._strings=': '',
  'get styleSheet()': `get styleSheet(){
    if(!this._styleSheet)(this._styleSheet=new CSSStyleSheet()).replaceSync(this.cssText);
    return this._styleSheet;
  }`,
};

const modules: [RegExp, Pieces][] = [
  [/lit-html\/development\/lit-html\.js$/, templates],
  [/reactive-element\/development\/css-tag\.js$/, styleSheets],
];

/** What `lit` takes its base class from; and where ours is, from the root of the repository. */
export const baseClass = ['lit-element/lit-element.js', 'widget/lit/lit-element.ts'] as const;

export const lit: Plugin = {
  name: 'lit',
  resolveId: (source) =>
    source === baseClass[0] ? resolve(import.meta.dirname, '../..', baseClass[1]) : null,
  async transform(source, id) {
    const pieces = modules.find(([path]) => path.test(id))?.[1];
    if (!pieces) return null;
    const production = source.replace(/^const (DEV_MODE|ENABLE_\w+) = true;$/gm, 'const $1 = false;');
    // Without comments and in one form.
    let { code } = await transform(production, { minifyWhitespace: true });
    for (const [start, instead] of Object.entries(pieces)) {
      if (!code.includes(start)) this.error(`Lit no longer has « ${start} »: look at it again`);
      code = replaced(code, start, instead);
    }
    return { code: shortened(code), map: null };
  },
};

/** The code with something else where a piece begins so, everywhere. */
function replaced(code: string, start: string, instead: string): string {
  const at = code.indexOf(start);
  if (at < 0) return code;
  const after = code.slice(at);
  return code.slice(0, at) + instead + replaced(after.slice(endOf(after)), start, instead);
}

/** Where the statement or the member that the code begins with ends: at its closing brace, or at its semicolon. */
function endOf(piece: string): number {
  let depth = 0;
  for (let at = 0; at < piece.length; at++) {
    const sign = piece[at] as string;
    if (sign === ';' && depth === 0) return at + 1;
    if (/[([{]/.test(sign)) depth++;
    if (/[)\]}]/.test(sign)) depth--;
    if (depth < 0) return at;
    if (sign === '}' && depth === 0) return at + 1;
  }
  return piece.length;
}

/** Names of Lit's own members, which production code shortens too. */
function shortened(code: string): string {
  const names = new Map<string, string>();
  return code.replace(/\b_[_$]?[a-z]\w+\$?/g, (name) => {
    const short = names.get(name) ?? `_${names.size.toString(36)}`;
    names.set(name, short);
    return short;
  });
}
