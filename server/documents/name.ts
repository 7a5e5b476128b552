/** File names as people chose them, made harmless: shown in pages, kept by the disks of those who download. Pure. */

/** Characters. */
const longest = 120;

/** Path separators, control characters and what reverses the direction of text (« fdp.exe » shown as « exe.pdf »). */
const harmful = /[\p{Cc}\p{Bidi_Control}\p{Surrogate}<>:"/\\|?*]/gu;

/**
 * @param extension that of the content, without the dot: a name that says otherwise gets it added
 * @returns never empty: « document.pdf » when nothing is left
 */
export function safeName(name: string, extension: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(harmful, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const suffix = `.${extension}`;
  const stem = plain.toLowerCase().endsWith(suffix) ? plain.slice(0, -suffix.length) : plain;
  const short = [...stem].slice(0, longest).join('').trim();
  return `${short || 'document'}${suffix}`;
}

/** RFC 6266: the name twice, in ASCII for old programs and in UTF-8. */
export function attachment(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
