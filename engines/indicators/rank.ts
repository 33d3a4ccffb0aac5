import type { Grade } from './types.ts'

/** The grade of a score: the one with the highest `from` that is not above it. */
export function gradeOf(grades: readonly Grade[], score: number): string | null {
  let best: Grade | null = null
  for (const grade of grades) if (grade.from <= score && (best === null || grade.from > best.from)) best = grade
  return best?.key ?? null
}

/** Standard competition ranks ("1224"): one more than how many score higher; equal scores share a rank, no score has none. */
export function ranksOf(scores: readonly (number | null)[]): (number | null)[] {
  const first = new Map<number, number>()
  const sorted = scores.filter((score) => score !== null).sort((one, other) => other - one)
  for (const [at, score] of sorted.entries()) if (!first.has(score)) first.set(score, at + 1)
  return scores.map((score) => (score === null ? null : (first.get(score) ?? null)))
}
