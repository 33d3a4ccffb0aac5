/** A share as a percentage without decimals: 0.425 → 43%. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** What somebody typed as a number, also full-width and with separators; null when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '').replace('−', '-')
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** A measured value as it is shown: no more digits than it needs. */
export function valueText(value: number): string {
  return String(Number(value.toPrecision(12)))
}
