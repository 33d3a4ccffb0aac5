import { normaliseText } from './normalise.ts'

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}々〇ー'
const PIECES = new RegExp(`([${CJK}]+)|((?:(?![${CJK}])[\\p{L}\\p{N}\\p{M}])+)`, 'gu')
/** Longer words are cut: a database index refuses entries of some thousand bytes, and nobody types them to search. */
const MAX_WORD = 40

type Piece = { cjk: boolean; chars: string[] }

function pieces(text: string): Piece[] {
  return [...normaliseText(text).matchAll(PIECES)].map(([, cjk, word]) =>
    cjk === undefined ? { cjk: false, chars: [...(word ?? '')].slice(0, MAX_WORD) } : { cjk: true, chars: [...cjk] },
  )
}

function pairs(chars: readonly string[]): string[] {
  return chars.slice(1).map((c, i) => `${chars[i]}${c}`)
}

/**
 * What of a text is compared: pairs of neighbouring Chinese characters (one alone stays alone) and whole words of
 * Latin letters and digits, lower-cased, in order, repeats kept. `港航eVTOL项目` → `港航 evtol 项目`.
 */
export function bigrams(text: string): string[] {
  return pieces(text).flatMap(({ cjk, chars }) => (cjk && chars.length > 1 ? pairs(chars) : [chars.join('')]))
}

/** What of a text goes into the search index, each once: its bigrams, and every Chinese character so that a search for one finds it. */
export function searchTokens(text: string): string[] {
  return [...new Set(pieces(text).flatMap(({ cjk, chars }) => (cjk ? [...chars, ...pairs(chars)] : [chars.join('')])))]
}

/** What a text must contain to be found, each once: all of these tokens are among the text's `searchTokens`. Empty when nothing can be searched for. */
export function queryTokens(query: string): string[] {
  return [...new Set(bigrams(query))]
}
