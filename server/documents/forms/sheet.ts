/** One page of A4 to print and sign: tagged for screen readers, its fonts within. Lengths are in points. */
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';

/** A piece of a sentence: plain, known (in bold), or to be written by hand. */
export type Piece = string | { known: string } | { dots: number };

export interface SheetOptions {
  title: string;
  /** In small letters at the top: of which request this is. */
  reference: string;
}

const font = (file: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${file}`));
const fonts = {
  plain: font('400Regular/SourceSans3_400Regular.ttf'),
  bold: font('600SemiBold/SourceSans3_600SemiBold.ttf'),
};

const ink = '#1b1b35';
const grey = '#595970';
const margins = { top: 52, bottom: 40, left: 76, right: 76 };
const bodySize = 12;

/** Of a code to scan: 3 cm, read at arm’s length. */
const codeSide = 85;

/** What stands for something written by hand, to who hears the page. */
const toWrite = 'à compléter';

/** The longest that a fact may be on one page. */
const longest = 110;

/** A fact where there is one, else room to write it. */
export function fact(text: string, dots: number): Piece {
  const known = text.replace(/\s+/g, ' ').trim();
  if (!known) return { dots };
  return { known: known.length > longest ? `${known.slice(0, longest - 1)}…` : known };
}

export class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #width: number;

  constructor({ title, reference }: SheetOptions) {
    this.#document = new PDFDocument({
      size: 'A4',
      margins,
      lang: 'fr-FR',
      tagged: true,
      displayTitle: true,
      pdfVersion: '1.7',
      // ISO 14289-1; the library's types do not know that it can.
      subset: 'PDF/UA' as 'PDF/A-2a',
      font: fonts.plain,
      info: { Title: title, Author: 'DataPass', Subject: reference },
    });
    const document = this.#document;
    this.#width = document.page.width - margins.left - margins.right;
    this.#root = document.struct('Document');
    document.addStructure(this.#root);
    document.registerFont('bold', fonts.bold).registerFont('plain', fonts.plain);
    this.#line('P', reference, { size: 9.5, colour: grey });
    document.moveDown(1.2);
  }

  heading(text: string): void {
    this.#document.moveDown(0.4);
    this.#line('H1', text, { size: 22, font: 'bold' });
    this.#document.moveDown(0.9);
  }

  subheading(text: string): void {
    this.#line('H2', text, { size: 10.5, font: 'bold' });
    this.#document.moveDown(0.2);
  }

  /** Lines one under the other; `right` sets them in the right half of the page, as on a letter. */
  block(lines: Piece[], { right = false } = {}): void {
    const document = this.#document;
    const x = margins.left + (right ? this.#width * 0.5 : 0);
    for (const [index, line] of lines.entries()) {
      document.x = x;
      this.#sentence([line], {
        size: 11,
        lineGap: 2,
        width: this.#width * (right ? 0.5 : 0.75),
        bold: index === 0,
      });
    }
    document.x = margins.left;
    document.moveDown(1.4);
  }

  /** With room between the lines to write by hand. */
  paragraph(pieces: Piece[]): void {
    this.#sentence(pieces, { size: bodySize, lineGap: 9, width: this.#width });
    this.#document.moveDown(0.7);
  }

  small(pieces: Piece[]): void {
    this.#sentence(pieces, { size: 9.5, lineGap: 2, width: this.#width });
    this.#document.moveDown(0.4);
  }

  /** An empty frame. */
  signature(label: string): void {
    const document = this.#document;
    const width = this.#width * 0.55;
    const x = margins.left + this.#width - width;
    document.x = x;
    this.#line('P', label, { size: 10.5, colour: grey, width });
    const top = document.y + 4;
    const height = 80;
    this.#artifact(() => document.roundedRect(x, top, width, height, 4).lineWidth(0.7).stroke(grey));
    document.x = margins.left;
    document.y = top + height + 26;
  }

  /** A square code at the right margin, level with what follows. @param modules dark ones, row by row */
  code(modules: readonly (readonly boolean[])[], alt: string): void {
    const document = this.#document;
    if (document.y + codeSide > document.page.height - margins.bottom) document.addPage();
    const side = codeSide / modules.length;
    const left = margins.left + this.#width - codeSide;
    const top = document.y;
    this.#root.add(
      document.struct('Figure', { alt }, () => {
        for (const [y, row] of modules.entries()) {
          for (const [x, dark] of row.entries()) {
            if (dark) document.rect(left + x * side, top + y * side, side, side);
          }
        }
        document.fill(ink);
      }),
    );
    document.x = margins.left;
    document.y = top;
  }

  /** A paragraph that leaves room for a code at the right margin. */
  beside(pieces: Piece[]): void {
    this.#sentence(pieces, { size: 9.5, lineGap: 2, width: this.#width - codeSide - 20 });
    this.#document.moveDown(0.4);
  }

  rule(): void {
    const document = this.#document;
    const y = document.y;
    this.#artifact(() =>
      document
        .moveTo(margins.left, y)
        .lineTo(margins.left + this.#width, y)
        .lineWidth(0.7)
        .stroke('#c9c9d6'),
    );
    document.y = y + 12;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#root.end();
    this.#document.end();
    return new Uint8Array(await buffer(this.#document));
  }

  #line(
    tag: string,
    text: string,
    {
      size,
      colour = ink,
      font = 'plain',
      width = this.#width,
    }: { size: number; colour?: string; font?: string; width?: number },
  ): void {
    const document = this.#document;
    this.#root.add(
      document.struct(tag, {}, () => {
        document.font(font).fontSize(size).fillColor(colour).text(text, { width });
      }),
    );
  }

  #sentence(
    pieces: Piece[],
    { size, lineGap, width, bold = false }: { size: number; lineGap: number; width: number; bold?: boolean },
  ): void {
    const document = this.#document;
    const parts = pieces.map((piece, index) => {
      const options = { continued: index < pieces.length - 1, lineGap, width };
      const write =
        (text: string, font: string, colour = ink) =>
        () => {
          document.font(font).fontSize(size).fillColor(colour).text(text, options);
        };
      if (typeof piece === 'string') return write(piece, bold ? 'bold' : 'plain');
      if ('known' in piece) return document.struct('Span', {}, write(piece.known, 'bold'));
      return document.struct('Span', { actual: toWrite }, write(' .'.repeat(piece.dots), 'plain', grey));
    });
    const paragraph = document.struct('P', {}, parts);
    this.#root.add(paragraph);
    paragraph.end();
  }

  /** A decoration, which nobody needs to hear of. */
  #artifact(draw: () => void): void {
    this.#document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#document.endMarkedContent();
  }
}
