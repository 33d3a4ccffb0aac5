import { bigrams } from '../../engines/text/index.ts'
import { technologyTexts } from './corpus.ts'
import { type Engine, engines, ours } from './engines.ts'

/** nDCG@10 of finding a text's own abstract by its title and by its keywords; only abstracts are indexed. One relevant text a query, so nDCG is 1 / log2(rank + 1). */
export async function quality(): Promise<string[]> {
  const texts = technologyTexts()
  if (!texts) return ['(left out: ../shared/data/technology-texts.tsv is not here)']
  const rows = ['| engine | title → abstract | keywords → abstract |', '|---|---|---|']
  for (const name of Object.keys(engines)) {
    const engine = (await engines[name]?.()) as Engine
    await engine.build(texts.map((each) => ({ key: each.id, title: [], text: bigrams(each.abstract) })))
    const mean = async (of: 'title' | 'keywords') => {
      let sum = 0
      for (const each of texts) {
        const at = (await engine.search(bigrams(each[of]), 10)).indexOf(each.id)
        if (at >= 0) sum += 1 / Math.log2(at + 2)
      }
      return (sum / texts.length).toFixed(4)
    }
    rows.push(`| ${name === ours ? `**${name}**` : name} | ${await mean('title')} | ${await mean('keywords')} |`)
    await engine.close?.()
  }
  return rows
}
