/**
 * The only markup of the catalogue's texts: `[words](https://…)`. Cut into parts, so that each side renders links
 * with its own safe templates and never as raw HTML.
 */
export interface Link {
  text: string;
  url: string;
}

/** Plain words and links, in order. Anything but an `https:` address stays plain words. */
export function inline(text: string): (string | Link)[] {
  const parts: (string | Link)[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[([^[\]]+)\]\((https:\/\/[^\s()]+)\)/g)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ text: match[1] as string, url: match[2] as string });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
