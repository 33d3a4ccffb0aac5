/**
 * One form for texts that are to be compared or searched: NFKC (full-width letters, digits and punctuation become
 * half-width), lower case, invisible and control characters gone, runs of white space one space, none at the ends.
 * Traditional characters stay: turning them into simplified ones can change a name. Idempotent.
 */
export function normaliseText(text: string): string {
  return (
    text
      // Lone halves of a surrogate pair, zero-width and direction marks: unseen, and they would split words.
      .replace(/\p{Cs}|\p{Cf}/gu, '')
      .normalize('NFKC')
      .toLowerCase()
      // Lower-casing can undo the composed form, and NFKC can bring out marks that were hidden inside a character.
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
      .trim()
  )
}

/** Full-width ASCII and the ideographic space to half-width, and nothing else: ² stays ², for codes that must not be guessed at. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}

/** Cyrillic and Greek letters that are drawn like Latin ones. α, β, μ and the like are left out: they are used on purpose. */
const LOOKALIKES = new Set('АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјкорсухһԁԛԝүґΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρι')

/**
 * Whether a word mixes Latin letters or digits with Cyrillic or Greek look-alikes ("Неalth", "9137О2"): such a word
 * reads like another one and is not it. Words wholly in Cyrillic or Greek are fine.
 */
export function looksConfusable(text: string): boolean {
  for (const [word] of text
    .normalize('NFC')
    .matchAll(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]+/gu)) {
    if (/[\p{Script=Latin}\p{Nd}]/u.test(word) && [...word].some((c) => LOOKALIKES.has(c))) return true
  }
  return false
}
