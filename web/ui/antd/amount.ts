/** Yuan out of what people write: `1.2亿`, `300万`, `12,000`, `1.5 billion`; null when empty, undefined when unreadable. */
export function readAmount(text: string): number | null | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[,\s]|元|yuan|cny|¥/gi, '')
    .toLowerCase()
  if (plain === '') return null
  const match = /^(\d+(?:\.\d+)?)(万亿|亿|千万|百万|万|trillion|billion|million|t|bn|m)?$/.exec(plain)
  if (!match) return undefined
  const yuan = Math.round(Number(match[1]) * (scales[match[2] ?? ''] ?? Number.NaN))
  return Number.isSafeInteger(yuan) && yuan <= 1e13 ? yuan : undefined
}

const scales: Readonly<Record<string, number>> = {
  '': 1,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  万亿: 1e12,
  m: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
}
