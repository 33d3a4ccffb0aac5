import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dark, fontFamily, light, type Palette, typeSizes } from './tokens.ts'

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const accents = ['sea', 'tile', 'pine', 'sand'] as const
const grounds = ['paper', 'quiet', 'wash'] as const

/** Every pair that falls short of what it is used for. */
function faults(palette: Palette): string[] {
  const found: string[] = []
  const need = (text: keyof Palette, ground: keyof Palette, least: number) => {
    const ratio = contrast(palette[text], palette[ground])
    if (ratio < least) found.push(`${text} on ${ground}: ${ratio.toFixed(2)} < ${least}`)
  }
  for (const ground of grounds) {
    for (const text of ['ink', 'soft'] as const) need(text, ground, 7)
    for (const text of accents) need(text, ground, 4.5)
    need('edge', ground, 3)
  }
  for (const text of accents) need(text, 'paper', 7)
  need('onSea', 'sea', 4.5)
  return found
}

describe('tokens', () => {
  it.each([
    ['light', light],
    ['dark', dark],
  ])('%s: every pair has the contrast its use asks for', (_, palette) => {
    expect(faults(palette)).toEqual([])
  })

  it('notices a pair that is too weak', () => {
    expect(faults({ ...light, soft: '#777777' })).toEqual([
      'soft on paper: 4.48 < 7',
      'soft on quiet: 4.13 < 7',
      'soft on wash: 3.96 < 7',
    ])
  })

  it('the style sheet carries the same values', () => {
    const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
    const blocks = [...css.matchAll(/\{([^{}]*)\}/g)].map((match) =>
      Object.fromEntries([...(match[1] ?? '').matchAll(/--([\w-]+):\s*([^;]+);/g)].map((pair) => [pair[1], pair[2]])),
    )
    const asCss = (palette: Palette) =>
      Object.fromEntries(
        Object.entries(palette).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`), value]),
      )
    const [first, , media, chosen] = blocks
    expect(first).toMatchObject(asCss(light))
    expect(first?.font).toBe(fontFamily)
    for (const size of typeSizes) expect(first?.[`t${size}`]).toBe(`${size / 16}rem`)
    expect(media).toEqual(asCss(dark))
    expect(chosen).toEqual(asCss(dark))
  })
})
