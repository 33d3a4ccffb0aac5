import { bigrams } from '../../../../engines/text/index.ts'
import type { Closeness } from '../protocol.ts'

export type Term = { readonly text: string; readonly part: number }

const han = /^\p{Script=Han}{2}$/u
/** Characters that only join words: a pair cut across them (的运) says nothing. */
const joining = /^[的地得了和与及或在为是于等并可]+|[的地得了和与及或在为是于等并可]+$/gu

/**
 * The words that met: neighbouring pairs of characters of the asked texts that met are one word again. `part` is the word's part of the
 * text factor; single characters are left out, and what they gave is not shown as a word.
 */
export function termsMet(texts: readonly string[], { value, parts }: Closeness, most = 8): Term[] {
  if (value === 0) return []
  const left = new Map(parts.map(({ token, part }) => [token, part]))
  const words = new Map<string, number>()
  for (const text of texts) {
    let word = ''
    let part = 0
    const close = () => {
      const plain = word.replace(joining, '')
      if ([...plain].length > 1 && part > 0) words.set(plain, (words.get(plain) ?? 0) + part)
      word = ''
      part = 0
    }
    for (const token of bigrams(text)) {
      const here = left.get(token)
      const joins = word !== '' && han.test(token) && word.endsWith(token[0] as string)
      if (here === undefined || !joins) close()
      if (here === undefined) continue
      word = joins ? `${word}${token.slice(1)}` : token
      part += here
      left.set(token, 0)
    }
    close()
  }
  return [...words]
    .map(([text, part]) => ({ text, part }))
    .sort((a, b) => b.part - a.part || (a.text < b.text ? -1 : 1))
    .slice(0, most)
}
