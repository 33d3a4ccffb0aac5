/** The k best of what comes by: a heap whose root is the weakest kept. Higher scores first; of equal ones the earlier document. */
export type Top = {
  /** What a newcomer must exceed; 0 until k are kept. */
  threshold(): number
  offer(score: number, document: number): void
  /** Best first. */
  drain(): { score: number; document: number }[]
}

export function createTop(k: number): Top {
  const scores = new Float64Array(k)
  const documents = new Float64Array(k)
  let size = 0

  function weaker(a: number, b: number): boolean {
    const left = scores[a] as number
    const right = scores[b] as number
    return left < right || (left === right && (documents[a] as number) > (documents[b] as number))
  }
  function swap(a: number, b: number): void {
    const score = scores[a] as number
    const document = documents[a] as number
    scores[a] = scores[b] as number
    documents[a] = documents[b] as number
    scores[b] = score
    documents[b] = document
  }
  function sink(length: number): void {
    let at = 0
    for (;;) {
      const left = at * 2 + 1
      if (left >= length) return
      const right = left + 1
      const child = right < length && weaker(right, left) ? right : left
      if (!weaker(child, at)) return
      swap(child, at)
      at = child
    }
  }

  return {
    threshold: () => (size < k ? 0 : (scores[0] as number)),
    offer(score, document) {
      if (k === 0) return
      if (size < k) {
        let at = size
        scores[at] = score
        documents[at] = document
        size += 1
        while (at > 0) {
          const parent = (at - 1) >>> 1
          if (!weaker(at, parent)) return
          swap(at, parent)
          at = parent
        }
        return
      }
      const weakest = scores[0] as number
      if (score < weakest || (score === weakest && document > (documents[0] as number))) return
      scores[0] = score
      documents[0] = document
      sink(size)
    },
    drain() {
      const kept = Array.from({ length: size }, (_, at) => ({
        score: scores[at] as number,
        document: documents[at] as number,
      }))
      size = 0
      return kept.sort((a, b) => b.score - a.score || a.document - b.document)
    },
  }
}
