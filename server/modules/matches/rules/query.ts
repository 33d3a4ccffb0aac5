import type { CityPack } from '../../../../contracts/city-pack.ts'
import { normaliseText } from '../../../../engines/text/index.ts'
import type { QueryPiece, Texts } from '../protocol.ts'
import type { DemandRow, SupplyRow } from '../store.ts'

/** Words of the city pack and the other words for them. */
export type Synonyms = readonly (readonly { readonly word: string; readonly plain: string }[])[]

export function synonymsOf(pack: Pick<CityPack, 'terms'>): Synonyms {
  return pack.terms.flatMap(({ term, synonyms = [] }) =>
    synonyms.length === 0 ? [] : [[term, ...synonyms].map((word) => ({ word, plain: normaliseText(word) }))],
  )
}

/** Other words weigh less than the ones that were used. */
const otherWords = 0.6
const detailWeight = 0.4
const contextWeight = 0.15
/** Beyond so many characters a description says nothing new about what is looked for. */
const longest = 1500

/** Other words for what the text names; a Latin abbreviation counts only where it stands as a word. */
export function otherWordsFor(text: string, synonyms: Synonyms): string[] {
  const plain = normaliseText(text)
  return synonyms.flatMap((group) =>
    group.some(({ plain: word }) => names(plain, word))
      ? group.filter(({ plain: word }) => !names(plain, word)).map(({ word }) => word)
      : [],
  )
}

function names(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const joined = (inner: string, outer: string | undefined) => /[a-z0-9]/.test(inner) && /[a-z0-9]/.test(outer ?? '')
    if (!joined(word[0] as string, text[at - 1]) && !joined(word.at(-1) as string, text[at + word.length])) return true
  }
  return false
}

/** An opening as a query: what it says is asked for; its detail and its scenario are context. */
export function queryOfOpening(
  opening: Pick<DemandRow, 'text' | 'detail' | 'title' | 'summary' | 'problem'>,
  synonyms: Synonyms,
): QueryPiece[] {
  const context = [opening.summary, opening.problem].filter(Boolean).join(' ').slice(0, longest)
  return [
    { text: opening.text, weight: 1, core: true },
    ...otherWordsFor(`${opening.text} ${opening.title}`, synonyms).map((text) => ({
      text,
      weight: otherWords,
      core: false,
    })),
    { text: opening.detail?.slice(0, longest) ?? '', weight: detailWeight, core: false },
    { text: opening.title, weight: detailWeight, core: true },
    { text: context, weight: contextWeight, core: false },
  ].filter((piece) => piece.text !== '')
}

/** A capability, or a description of one, as a query for openings. */
export function queryOfOffer(offer: Texts, synonyms: Synonyms): QueryPiece[] {
  const text = `${offer.title} ${offer.body.slice(0, longest)}`
  return [
    { text: offer.title, weight: 1, core: true },
    { text: offer.body.slice(0, longest), weight: detailWeight, core: false },
    ...otherWordsFor(text, synonyms).map((word) => ({ text: word, weight: otherWords, core: false })),
  ].filter((piece) => piece.text !== '')
}

/** What a capability says, as it is indexed. */
export function textsOfSupply(row: Pick<SupplyRow, 'title' | 'description' | 'readiness_shown' | 'proofs'>): Texts {
  return {
    title: row.title,
    body: [row.description, row.readiness_shown, ...row.proofs.map((proof) => proof.text)].filter(Boolean).join(' '),
  }
}
