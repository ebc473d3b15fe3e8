// How many columns a text takes, as prettier counts them: wide letters and emoji take two, marks that
// stand on other letters none.

const IGNORED = /[\p{Mn}\p{Me}\x00-\x1f\x80-\x9f]/u;
const WIDE =
  /[\u1100-\u115f\u2329-\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u31e5\u31ef-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d20}\u{18d80}-\u{18df2}\u{1aff0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const char of text.replace(emoji(), '  ')) {
    if (!IGNORED.test(char)) width += WIDE.test(char) ? 2 : 1;
  }
  return width;
}

/** Whether it is printable ASCII, as nearly all is; a loop, since most texts are shorter than a search takes to begin. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** Made at the first use: it takes 20 ms, which hardly any run needs. */
const emoji = lazily(() => new RegExp('\\p{RGI_Emoji}', 'gv'));

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
