import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { normaliseText } from './normalise.ts'

export type Segmenter = {
  /** The text, normalised, cut into words; joined again they are the normalised text. */
  cut(text: string): string[]
  /** The words alone: no punctuation, no spaces, in order, repeats kept. */
  words(text: string): string[]
}

/** Above any word of the general dictionary, so that a term is never split into commoner words. */
const TERM_FREQUENCY = 1_000_000

/**
 * A segmenter that keeps the given terms whole, beside the general dictionary of jieba. Terms are matched after
 * normalisation, so `eVTOL` finds `ＥＶＴＯＬ`. Terms of several words or with punctuation cannot be kept whole
 * by a dictionary and are cut as other text. Building one takes about a tenth of a second: keep it.
 */
export function createSegmenter(terms: readonly string[]): Segmenter {
  const jieba = Jieba.withDict(dict)
  const usable = [...new Set(terms.map(normaliseText))].filter((term) => /^[\p{L}\p{N}]+$/u.test(term))
  if (usable.length > 0) {
    jieba.loadDict(new TextEncoder().encode(usable.map((term) => `${term} ${TERM_FREQUENCY} n\n`).join('')))
  }
  function cut(text: string): string[] {
    return jieba.cut(normaliseText(text), true)
  }
  return { cut, words: (text) => cut(text).filter((word) => /[\p{L}\p{N}]/u.test(word)) }
}
