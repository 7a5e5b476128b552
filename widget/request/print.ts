/**
 * Prints a list alone, and not the page around it: in a frame without address, filled by the DOM, so that it works
 * under any content policy (no inline style, no script, no markup from strings).
 */
export interface PrintedLine {
  label: string;
  hint?: string | undefined;
  ticked: boolean;
}

/** Opens the browser's print dialogue; the frame goes when it is closed. */
export function printList(title: string, lines: PrintedLine[]): void {
  const frame = document.createElement('iframe');
  // Out of sight but laid out: a frame that is not displayed prints blank.
  Object.assign(frame.style, { position: 'fixed', inset: '100% auto auto 100%', border: '0' });
  frame.setAttribute('aria-hidden', 'true');
  document.body.append(frame);
  const page = frame.contentDocument as Document;
  page.title = title;
  page.documentElement.lang = document.documentElement.lang || 'fr';
  page.body.style.font = '14px/1.5 system-ui, sans-serif';
  const add = (parent: Element, tag: string, text: string): HTMLElement => {
    const node = page.createElement(tag);
    node.textContent = text;
    parent.append(node);
    return node;
  };
  add(page.body, 'h1', title);
  for (const { label, hint, ticked } of lines) {
    const line = add(page.body, 'p', `${ticked ? '☑' : '☐'} ${plain(label)}`);
    if (hint) add(line, 'div', plain(hint)).style.color = '#555';
  }
  const view = frame.contentWindow as Window;
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}

/** The words of a catalogue text, with the address of a link behind it: paper has no links. */
const plain = (text: string): string => text.replace(/\[([^[\]]+)\]\((https:[^\s()]+)\)/g, '$1 ($2)');
