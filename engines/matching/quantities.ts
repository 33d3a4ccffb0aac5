/**
 * Quantities as people write them in Chinese and English documents: `≥ 0.5 MW`, `１２００万元`, `三百公里`, `90%`, `24小时`. Units of one kind are
 * converted by their factor to the kind's base; degrees Celsius stand alone.
 */
export type Unit = { readonly kind: string; readonly factor: number }

const kinds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  length: {
    nm: 1e-9,
    纳米: 1e-9,
    μm: 1e-6,
    um: 1e-6,
    微米: 1e-6,
    mm: 1e-3,
    毫米: 1e-3,
    cm: 0.01,
    厘米: 0.01,
    m: 1,
    米: 1,
    km: 1e3,
    公里: 1e3,
    千米: 1e3,
    海里: 1852,
  },
  mass: { mg: 1e-6, 毫克: 1e-6, g: 1e-3, 克: 1e-3, kg: 1, 千克: 1, 公斤: 1, t: 1e3, 吨: 1e3 },
  power: { w: 1, 瓦: 1, kw: 1e3, 千瓦: 1e3, mw: 1e6, 兆瓦: 1e6, gw: 1e9, 吉瓦: 1e9 },
  energy: { wh: 1, 瓦时: 1, kwh: 1e3, 千瓦时: 1e3, 度: 1e3, mwh: 1e6, 兆瓦时: 1e6, gwh: 1e9, 吉瓦时: 1e9 },
  money: { 元: 1, 人民币: 1, cny: 1, rmb: 1 },
  ratio: { '%': 0.01, 百分之: 0.01, '‰': 1e-3, ppm: 1e-6 },
  time: {
    ns: 1e-9,
    纳秒: 1e-9,
    μs: 1e-6,
    us: 1e-6,
    微秒: 1e-6,
    ms: 1e-3,
    毫秒: 1e-3,
    s: 1,
    秒: 1,
    min: 60,
    分钟: 60,
    分: 60,
    h: 3600,
    小时: 3600,
    时: 3600,
    d: 86400,
    天: 86400,
    日: 86400,
    周: 604800,
    月: 2629746,
    个月: 2629746,
    年: 31556952,
  },
  area: {
    'mm²': 1e-6,
    平方毫米: 1e-6,
    'cm²': 1e-4,
    平方厘米: 1e-4,
    'm²': 1,
    m2: 1,
    平方米: 1,
    平米: 1,
    亩: 10000 / 15,
    公顷: 1e4,
    ha: 1e4,
    'km²': 1e6,
    km2: 1e6,
    平方公里: 1e6,
    平方千米: 1e6,
  },
  volume: { ml: 1e-6, 毫升: 1e-6, l: 1e-3, 升: 1e-3, 'm³': 1, m3: 1, 立方米: 1, 方: 1 },
  speed: {
    'm/s': 1,
    米每秒: 1,
    '米/秒': 1,
    'km/h': 1 / 3.6,
    '公里/小时': 1 / 3.6,
    '千米/小时': 1 / 3.6,
    公里每小时: 1 / 3.6,
    kn: 1852 / 3600,
    节: 1852 / 3600,
  },
  frequency: { hz: 1, 赫兹: 1, khz: 1e3, 千赫: 1e3, mhz: 1e6, 兆赫: 1e6, ghz: 1e9, 吉赫: 1e9 },
  pressure: { pa: 1, 帕: 1, kpa: 1e3, 千帕: 1e3, mpa: 1e6, 兆帕: 1e6, bar: 1e5 },
  voltage: { v: 1, 伏: 1, kv: 1e3, 千伏: 1e3 },
  current: { ma: 1e-3, 毫安: 1e-3, a: 1, 安: 1 },
  charge: { mah: 1e-3, 毫安时: 1e-3, ah: 1, 安时: 1 },
  temperature: { '°c': 1, '℃': 1, 摄氏度: 1 },
  data: { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, pb: 1e15 },
  rate: { bps: 1, kbps: 1e3, mbps: 1e6, gbps: 1e9 },
  computing: { tflops: 1e-3, pflops: 1, p: 1, eflops: 1e3 },
  count: {
    '': 1,
    个: 1,
    台: 1,
    套: 1,
    家: 1,
    项: 1,
    人: 1,
    次: 1,
    件: 1,
    辆: 1,
    架: 1,
    艘: 1,
    座: 1,
    条: 1,
    例: 1,
    份: 1,
  },
}
/** Multipliers that stand before a unit (万元, 万千瓦, 亿元); 千瓦 and 兆瓦 are units of their own and found first. */
const multipliers: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  十亿: 1e9,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
}
/** `MW` is megawatt and `mW` milliwatt; only these two differ by case. */
const byCase: Readonly<Record<string, Unit>> = {
  mW: { kind: 'power', factor: 1e-3 },
  MW: { kind: 'power', factor: 1e6 },
}

const units = new Map<string, Unit>()
for (const [kind, names] of Object.entries(kinds))
  for (const [name, factor] of Object.entries(names)) units.set(name.normalize('NFKC').toLowerCase(), { kind, factor })

/** A unit by its name; null when nobody here knows it. Counting words are all one kind: 台 and 套 are compared as numbers. */
export function unitOf(name: string | null): Unit | null {
  const plain = (name ?? '').normalize('NFKC').replace(/\s+/g, '')
  const cased = byCase[plain]
  if (cased) return cased
  const lower = plain.toLowerCase()
  const known = units.get(lower)
  if (known) return known
  for (const length of [2, 1]) {
    const multiplier = multipliers[lower.slice(0, length)]
    const rest = multiplier === undefined ? undefined : units.get(lower.slice(length))
    if (multiplier !== undefined && rest) return { kind: rest.kind, factor: rest.factor * multiplier }
  }
  return null
}

/** A value in another unit of the same kind; null when the units do not compare. */
export function convert(value: number, from: string | null, to: string | null): number | null {
  const source = unitOf(from)
  const target = unitOf(to)
  if (!source || !target || source.kind !== target.kind) return null
  return (value * source.factor) / target.factor
}

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const places: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/**
 * A number in Arabic digits (`1,200`, `１．５`, `1.2e3`) or Chinese numerals (三百二十, 一点五, 两万, 半); null when the text is anything else,
 * a dangling sign or a range included.
 */
export function parseNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim().replace(/[\s_]/g, '')
  if (/^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain.replaceAll(',', ''))
    return Number.isFinite(value) ? value : null
  }
  const mixed = /^([+-]?[\d.,]+)([十百千万亿]+)$/.exec(plain)
  if (mixed) {
    const value = parseNumber(mixed[1] as string)
    const multiplier = multipliers[mixed[2] as string]
    return value === null || multiplier === undefined ? null : value * multiplier
  }
  if (plain === '半') return 0.5
  const parts = plain.split('点')
  if (parts.length > 2) return null
  const whole = chineseInteger(parts[0] as string)
  if (whole === null) return null
  if (parts.length === 1) return whole
  const tail = [...(parts[1] as string)].map((each) => digits[each])
  if (tail.length === 0 || tail.some((each) => each === undefined)) return null
  return Number(`${whole}.${tail.join('')}`)
}

function chineseInteger(text: string): number | null {
  for (const [mark, worth] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    const at = text.lastIndexOf(mark)
    if (at < 0) continue
    const high = chineseInteger(text.slice(0, at))
    const low = at + 1 === text.length ? 0 : chineseInteger(text.slice(at + 1))
    return high === null || low === null || low >= worth ? null : high * worth + low
  }
  if (text === '') return null
  let total = 0
  let digit: number | null = null
  for (const character of text) {
    if (character in digits) {
      if (digit !== null && digit !== 0) return null
      digit = digits[character] as number
    } else {
      const place = places[character]
      if (place === undefined) return null
      total += (digit ?? 1) * place
      digit = null
    }
  }
  return total + (digit ?? 0)
}

export type Quantity = { readonly value: number; readonly unit: string }
const arabicQuantity = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(\D.*)?$/

/** `1200万元` → 1200 万元; `三百公里` → 300 公里; `百分之九十` → 90 %. Null when it is not one number and one known unit. */
export function parseQuantity(text: string): Quantity | null {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, '')
  const percent = /^百分之(.+)$/.exec(plain)
  if (percent) {
    const value = parseNumber(percent[1] as string)
    return value === null ? null : { value, unit: '%' }
  }
  const arabic = arabicQuantity.exec(plain)
  if (arabic) {
    const [, number, unit = ''] = arabic
    const value = parseNumber(number as string)
    return value === null || !unitOf(unit) ? null : { value, unit }
  }
  // Chinese numerals before a unit of its own name: 三百万元 is three million 元, 三千瓦 is three 千瓦.
  for (let end = 1; end <= plain.length; end += 1) {
    const value = parseNumber(plain.slice(0, end))
    if (value !== null && units.has(plain.slice(end).toLowerCase())) return { value, unit: plain.slice(end) }
  }
  return null
}
