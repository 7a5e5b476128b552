/**
 * Builds the widget into `dist/widget/<version>/`: the entry and its lazy chunks, the badge alone, and everything in
 * one file for hosts that want one `integrity=`. The version carries a hash of the sources, so that every address but
 * the channel's is immutable. Sizes are printed, and compared with `widget/size-budget.json`.
 */
import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import MagicString from 'magic-string';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { finish, measure } from './server/widget/measure.ts';
import { buildVersion, distFolder } from './server/widget/version.ts';

const version = await buildVersion();
// Made aside, and put in place whole: two builds at once, or a reader, never see half of one.
const dir = resolve(distFolder, `.${version}.${process.pid}`);

/**
 * Lit makes its Trusted Types policy when it is loaded. Under our own name it does not collide with the page's Lit. A
 * second copy of this script, whose elements are not defined, makes none: that would be a violation of the page's policy.
 */
const policyName = {
  name: 'trusted-types-policy',
  transform(code, id) {
    if (!/lit-html\/lit-html\.js$/.test(id)) return null;
    const renamed = code.replace(
      /(\w+)\.createPolicy\("lit-html",(\{[^{}]*\})\)/,
      'customElements.get("datapass-request")?void 0:(()=>{try{return $1.createPolicy("datapass",$2)}catch{}})()',
    );
    if (renamed === code) this.error('Lit no longer names its policy "lit-html": look at it again');
    return { code: renamed, map: null };
  },
};

/** Lit's way around browsers without constructed style sheets: those lack `:has()` and `light-dark()` too. */
const styleSheets = {
  name: 'style-sheets',
  transform(code, id) {
    if (!/reactive-element\/css-tag\.js$/.test(id)) return null;
    const short = code.replace(/\w+\.ShadowRoot&&[^;]*?"replace"in CSSStyleSheet\.prototype/, 'true');
    if (short === code) this.error('Lit no longer looks for style sheets this way: look at it again');
    return { code: short, map: null };
  },
};

/**
 * Line breaks and indentation inside templates become one space. It runs on esbuild's compact output, where nothing
 * but templates has line breaks; one space, because some of them separate words (none in style sheets, none between
 * two tags or expressions: words apart are written on one line).
 */
const compactTemplates = {
  name: 'compact-templates',
  transform(code, id) {
    if (!/\/widget\//.test(id)) return null;
    const text = new MagicString(code.trimEnd());
    const space = /(styles|essential|tokens)\.ts$/.test(id) ? '' : ' ';
    // One pass: a second one would look at the source again, and write over what the first has made.
    text.replaceAll(/((?<=[>}`])\s*\n\s*(?=[<$`])|\s*\n\s*(?=>))|\s*\n\s*/g, (_, none) =>
      none ? '' : space,
    );
    return { code: text.toString(), map: text.generateMap({ hires: true, source: id }) };
  },
};

const plugins = [
  policyName,
  styleSheets,
  // Without it, NODE_ENV chooses, and a test run would build Lit's development code.
  nodeResolve({ browser: true, exportConditions: ['production'] }),
  // Not `minifySyntax`, which writes strings with line breaks as templates.
  esbuild({ target: 'es2022', tsconfig: 'widget/tsconfig.json', minifyWhitespace: true }),
  compactTemplates,
  // The one after the other finds a little more than either.
  minify({ target: 'es2022', legalComments: 'none', charset: 'utf8' }),
  terser({
    module: true,
    ecma: 2022,
    compress: { passes: 3, sequences: false },
    // One kind of quotes, which the compressor has met before.
    format: { comments: false, quote_style: 2 },
  }),
];

/**
 * V8 compiles all of the entry beside the page's own work, while it arrives: nearly all of it runs before the first
 * question, where a function compiled at its first call would keep the page waiting.
 */
const compileHint = {
  name: 'compile-hint',
  renderChunk(code, chunk) {
    if (!chunk.isEntry) return null;
    const text = new MagicString(code).prepend('//# allFunctionsCalledOnLoad\n');
    return { code: text.toString(), map: text.generateMap({ hires: true }) };
  },
};

/**
 * Few chunks: each costs a request, and a dictionary of its own to the compressor. All that every applicant needs after
 * the first question is one; what only some need are others, with budgets of their own.
 */
const chunks = [
  ['badge', /widget\/(badge\/|others)/],
  ['stats', /widget\/statistics\//],
  ['granted', /widget\/granted\//],
  ['handover', /widget\/handover\//],
  ['messages', /widget\/messages\//],
  ['life', /widget\/life\/(life|sending|words)/],
  ['renewal', /widget\/life\//],
  ['people', /widget\/people\//],
  [
    'checks',
    /widget\/(checks|beside\/(beside|words|another)|path\/fill)|catalogue\/(checks|usual|dates)\.ts/,
  ],
  ['reading', /widget\/beside\/reading/],
  ['signing', /widget\/beside\/signing/],
  ['held', /widget\/beside\/(held|in-file)/],
  ['path-questions', /widget\/path\/|catalogue\/(paths|editors)\.ts/],
  ['english-question', /shared\/messages\/en\.ts$/],
  ['english', /\/en\.ts$/],
  ['uploads', /widget\/uploads\//],
  ['my-requests', /widget\/requests\/alone/],
  ['list', /widget\/requests\/(define|list|row|words)|catalogue\/states/],
  ['requests', /widget\/requests\//],
  ['profile', /widget\/profile\//],
  ['several', /widget\/several\/(file|frame|inherited|kept|member|stage|told|words)/],
  ['together', /widget\/several\/|catalogue\/together/],
  ['models', /widget\/form\/(models|prefill|given)|catalogue\/models/],
  ['obstacles', /widget\/form\/obstacles/],
  ['kinds', /widget\/form\/kinds\/|catalogue\/(dates|contacts|questionnaire|messages\/(dates|contacts))/],
  ['signs', /widget\/request\/signs/],
  ['failures', /login\/failures/],
  ['print', /widget\/request\/print/],
  ['unregistered', /widget\/request\/unregistered/],
  [
    'journey',
    /widget\/((login|form|drafts|follow-up|words)\/|request\/(later|phases|preparations|session-line)|shared\/(styles|parts|call|storage))|catalogue\/(answers|mistakes|problems|conditions|forms|scopes|steps|use-cases|messages)/,
  ],
];
/** What the entry itself uses of those folders. */
const inEntry = /login\/(fragment|signed-in|window)\.ts$/;

const output = {
  dir,
  freeze: false,
  // Their addresses are in a header: a comment would weigh in every file.
  sourcemap: 'hidden',
  // One hash for all, that of the sources: each of its own could not be compressed away where chunks name each other.
  chunkFileNames: `[name]-${version.slice(-6)}.js`,
  entryFileNames: '[name].js',
};

export default [
  {
    input: { datapass: 'widget/define.ts' },
    // Otherwise the entry becomes a facade, which costs a round trip before the first question.
    preserveEntrySignatures: 'allow-extension',
    output: {
      ...output,
      manualChunks: (id) => (inEntry.test(id) ? undefined : chunks.find(([, path]) => path.test(id))?.[0]),
      onlyExplicitManualChunks: true,
    },
    plugins: [...plugins, compileHint, measure('datapass')],
  },
  { input: { badge: 'widget/badge/define.ts' }, output, plugins: [...plugins, measure('badge')] },
  {
    input: { 'datapass.bundle': 'widget/define.ts' },
    output: { ...output, inlineDynamicImports: true },
    plugins: [...plugins, measure('single'), finish(dir, version)],
  },
];
