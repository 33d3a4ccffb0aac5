/** Points are counted in hundredths, so that parts and their sum are whole numbers. */
const unit = 100

/**
 * The weighted sum of shares as points 0..100 (linear aggregation: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 6),
 * rounded to two decimals, with each part's points. Parts are rounded by largest remainders (Hamilton's method; of equal remainders the
 * earlier part's goes first), so that they sum to the score exactly in hundredths.
 */
export function weightedSum(parts: readonly { readonly weight: number; readonly share: number }[]): {
  score: number
  contributions: number[]
} {
  const exact = parts.map(({ weight, share }) => weight * share * 100 * unit)
  const total = Math.min(100 * unit, Math.round(exact.reduce((sum, part) => sum + part, 0)))
  const whole = exact.map(Math.floor)
  const order = exact
    .map((part, at) => ({ at, remainder: part - Math.floor(part) }))
    .sort((one, other) => other.remainder - one.remainder || one.at - other.at)
  // The sum was rounded once, each part down: what is left is between none and one hundredth a part.
  const left = total - whole.reduce((sum, part) => sum + part, 0)
  for (const { at } of order.slice(0, Math.max(0, left))) whole[at] = (whole[at] ?? 0) + 1
  return { score: total / unit, contributions: whole.map((part) => part / unit) }
}
