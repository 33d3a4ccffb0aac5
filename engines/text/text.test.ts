import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as text from './index.ts'

const {
  bigrams,
  formatCny,
  looksConfusable,
  maskEmail,
  maskMobile,
  maskName,
  normaliseText,
  parseEmail,
  parseMobile,
  queryTokens,
  searchTokens,
  signature,
  similarity,
  spaceMixed,
} = text

const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const hanChar = fc.constantFrom(...'海上新能源基地低空经济创新虚拟电厂智慧港口')
const mixedText = fc.string({ unit: fc.oneof(hanChar, fc.constantFrom(...'aB3 ，-eVTOL')), maxLength: 40 })

describe('normaliseText', () => {
  test('width, case, white space, invisible characters', () => {
    expect(normaliseText('　ＥＶＴＯＬ　（试飞）\n\t１２３ ')).toBe('evtol (试飞) 123')
    expect(normaliseText('青\u200b岛\ufeff\u202e')).toBe('青岛')
    expect(normaliseText('a\u0000b')).toBe('a b')
    expect(normaliseText('後臺')).toBe('後臺')
  })
  test('idempotent on any text', () => {
    fc.assert(
      fc.property(anyText, (t) => {
        expect(normaliseText(normaliseText(t))).toBe(normaliseText(t))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('looksConfusable', () => {
  test.each(['Неalth', '9137О2', 'pаypal', 'ΑI大模型'])('%s is', (t) => expect(looksConfusable(t)).toBe(true))
  test.each(['Health', 'Москва', 'Ελλάδα', 'TNFα', '5μm', '人工智能AI', ''])('%s is not', (t) =>
    expect(looksConfusable(t)).toBe(false),
  )
})

describe('search tokens', () => {
  test('pairs, single characters, whole words', () => {
    expect(bigrams('港航eVTOL项目')).toEqual(['港航', 'evtol', '项目'])
    expect(bigrams('虚拟电厂，虚拟')).toEqual(['虚拟', '拟电', '电厂', '虚拟'])
    expect(searchTokens('电厂A1')).toEqual(['电', '厂', '电厂', 'a1'])
    expect(queryTokens('港')).toEqual(['港'])
    expect(queryTokens('AB-2026-0001')).toEqual(['ab', '2026', '0001'])
    expect(queryTokens(' ，！? ')).toEqual([])
    expect(queryTokens('１０万吨級')).toEqual(['10', '万吨', '吨級'])
  })
  test('a text is found by any run of its Chinese characters, and by itself', () => {
    fc.assert(
      fc.property(fc.array(hanChar, { minLength: 1, maxLength: 30 }), fc.nat(29), fc.nat(29), (chars, a, b) => {
        const tokens = new Set(searchTokens(chars.join('')))
        const part = chars.slice(Math.min(a, b), Math.max(a, b) + 1).join('')
        expect(queryTokens(part).filter((t) => !tokens.has(t))).toEqual([])
      }),
    )
    fc.assert(
      fc.property(anyText, (t) => {
        const tokens = new Set(searchTokens(t))
        expect(queryTokens(t).filter((q) => !tokens.has(q))).toEqual([])
      }),
    )
  })
  test('tokens are short, without spaces, each once', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: fc.constant('a'), minLength: 30, maxLength: 200 })), (t) => {
        const tokens = searchTokens(t)
        expect(new Set(tokens).size).toBe(tokens.length)
        expect(tokens.filter((k) => k === '' || [...k].length > 40 || /\s/u.test(k))).toEqual([])
      }),
    )
  })
})

describe('similarity', () => {
  const a = '面向港口的无人集卡调度与远程接管，要求在雨雾天气下连续运行，并与码头操作系统对接'
  test('the same, nearly the same, something else, nothing', () => {
    expect(similarity(signature(a), signature(a.replaceAll('，', ', ')))).toBe(1)
    expect(similarity(signature(a), signature(`${a}。`.replace('雨雾', '大雾')))).toBeGreaterThan(0.8)
    expect(similarity(signature(a), signature('基因和细胞诊疗产品的临床试验与质量评价'))).toBeLessThan(0.1)
    expect(similarity(signature(''), signature('，。'))).toBe(0)
  })
  test('symmetric, bounded, and close to the share of common pairs', () => {
    fc.assert(
      fc.property(mixedText, mixedText, (s, t) => {
        const [x, y] = [new Set(bigrams(s)), new Set(bigrams(t))]
        const union = new Set([...x, ...y]).size
        const exact = union === 0 ? 0 : (x.size + y.size - union) / union
        const estimate = similarity(signature(s), signature(t))
        expect(similarity(signature(t), signature(s))).toBe(estimate)
        // Five standard errors of 128 draws, at most 0.044 each.
        expect(Math.abs(estimate - exact)).toBeLessThan(0.23)
      }),
    )
  })
})

describe('contacts', () => {
  test('mobile numbers', () => {
    for (const typed of [
      '13800138000',
      '138-0013-8000',
      '+86 138 0013 8000',
      '008613800138000',
      '8613800138000',
      '１３８００１３８０００',
    ]) {
      expect(parseMobile(typed)).toEqual({ ok: true, mobile: '13800138000' })
    }
    expect(parseMobile('1380013800')).toEqual({ ok: false, reason: 'length' })
    for (const bad of ['', '12800138000', '+1 2025550123', '138001380ab', '１３８0013800О'])
      expect(parseMobile(bad).ok).toBe(false)
  })
  test('e-mail addresses', () => {
    expect(parseEmail(' Zhang.San＠Example.COM ')).toEqual({ ok: true, email: 'zhang.san@example.com' })
    expect(parseEmail('аdmin@example.com')).toEqual({ ok: false, reason: 'lookalike' })
    expect(parseEmail(`${'a'.repeat(250)}@b.cn`)).toEqual({ ok: false, reason: 'length' })
    for (const bad of [
      '',
      'a',
      '@b.cn',
      'a@b',
      'a..b@c.cn',
      '.a@c.cn',
      'a b@c.cn',
      'a@-b.cn',
      'a@b.c1.',
      'a@b@c.cn',
      'a@b.cn\nbcc:x@y.cn',
    ]) {
      expect(parseEmail(bad)).toEqual({ ok: false, reason: 'format' })
    }
    expect(parseEmail('operator@demo.local').ok).toBe(true)
  })
  test('what is read is read the same again', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const once = parseEmail(email)
        if (once.ok) expect(parseEmail(once.email)).toEqual(once)
      }),
    )
  })
  test('masks', () => {
    expect(['张三', '王小明', '欧阳娜娜子', '李', ''].map(maskName)).toEqual(['张*', '王**', '欧***', '*', '*'])
    expect(['13800138000', '1380', ''].map(maskMobile)).toEqual(['138****8000', '****', '****'])
    expect(['zhang@a.cn', 'z@a.cn', 'nonsense', '@a.cn'].map(maskEmail)).toEqual([
      'z***@a.cn',
      '***@a.cn',
      '***',
      '***',
    ])
  })
  test('a mask never shows the whole', () => {
    fc.assert(
      fc.property(anyText, (t) => {
        for (const masked of [maskName(t), maskMobile(t), maskEmail(t)]) {
          expect(masked.includes('*')).toBe(true)
          if (!t.includes('*')) expect(masked).not.toBe(t)
        }
      }),
    )
  })
})

describe('display', () => {
  test('thin spaces', () => {
    expect(spaceMixed('打造10个以上AI场景')).toBe('打造\u200910\u2009个以上\u2009AI\u2009场景')
    expect(spaceMixed('约80%的企业')).toBe('约\u200980%\u2009的企业')
    expect(spaceMixed('已有 空格 AI 的')).toBe('已有 空格 AI 的')
  })
  test('thin spaces are idempotent and change nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(mixedText, anyText), (t) => {
        expect(spaceMixed(spaceMixed(t))).toBe(spaceMixed(t))
        expect(spaceMixed(t).replaceAll('\u2009', '')).toBe(t.replaceAll('\u2009', ''))
      }),
    )
  })
  const amounts: [number, string, string][] = [
    [0, '0元', 'CNY 0'],
    [9999, '9999元', 'CNY 9,999'],
    [10_000, '1万元', 'CNY 10,000'],
    [19_677_900, '1968万元', 'CNY 19.68 million'],
    [90_000_000, '9000万元', 'CNY 90 million'],
    [99_996_000, '1亿元', 'CNY 100 million'],
    [999_960, '100万元', 'CNY 1 million'],
    [120_000_000_000, '1200亿元', 'CNY 120 billion'],
    [330_000_000_000, '3300亿元', 'CNY 330 billion'],
    [1_234_500_000_000, '1.235万亿元', 'CNY 1.235 trillion'],
    [-155_000_000, '-1.55亿元', '-CNY 155 million'],
  ]
  test.each(amounts)('%d yuan', (yuan, zh, en) =>
    expect([formatCny(yuan, 'zh'), formatCny(yuan, 'en')]).toEqual([zh, en]),
  )
  test('at most four significant digits, within half a unit of the fourth', () => {
    const sizes: Record<string, number> = {
      元: 1,
      万元: 1e4,
      亿元: 1e8,
      万亿元: 1e12,
      '': 1,
      million: 1e6,
      billion: 1e9,
      trillion: 1e12,
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000_000_000 }),
        fc.constantFrom('zh' as const, 'en' as const),
        (yuan, locale) => {
          const [, number = '', unit = ''] = /^(?:CNY )?([\d.,]+) ?(.*)$/.exec(formatCny(yuan, locale)) ?? []
          const digits = number.replaceAll(',', '')
          expect(Number(digits).toPrecision(4)).toBe(Number(Number(digits)).toPrecision(4))
          expect(digits.replace('.', '').replace(/^0+|0+$/g, '').length).toBeLessThanOrEqual(4)
          expect(Math.abs(Number(digits) * (sizes[unit] ?? Number.NaN) - yuan) / yuan).toBeLessThanOrEqual(0.0005)
        },
      ),
    )
  })
  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s is no amount', (bad) => {
    expect(() => formatCny(bad, 'zh')).toThrow(RangeError)
  })
})

test('the face needs no Node, so that the web can use it', () => {
  const seen = new Set<string>()
  const visit = (url: URL) => {
    if (seen.has(url.href)) return
    seen.add(url.href)
    for (const [, from = ''] of readFileSync(url, 'utf8').matchAll(/from '([^']+)'/g)) {
      expect(from.startsWith('./')).toBe(true)
      visit(new URL(from, url))
    }
  }
  visit(new URL('./index.ts', import.meta.url))
  expect([...seen].some((href) => href.endsWith('segment.ts'))).toBe(false)
})
