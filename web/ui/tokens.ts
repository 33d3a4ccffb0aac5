/**
 * The design tokens as values, for what cannot read CSS variables (charts, the component library of the workbench).
 * `tokens.css` carries the same values; a test holds the two together and measures every pair's contrast.
 */

export type Palette = {
  /** Page ground, a quiet second ground, and the ground of what is selected or current. */
  readonly paper: string
  readonly quiet: string
  readonly wash: string
  /** Text: running text, and secondary text that still reads as prose. */
  readonly ink: string
  readonly soft: string
  /** Lines: hairlines between things, and outlines of controls (a graphic, so at least 3:1). */
  readonly line: string
  readonly edge: string
  /** The accent (links, primary action, current stage), overdue and destructive, confirmed and done, waiting and at risk. */
  readonly sea: string
  readonly tile: string
  readonly pine: string
  readonly sand: string
  /** Text on a filled accent. */
  readonly onSea: string
}

export const light: Palette = {
  paper: '#ffffff',
  quiet: '#f4f6f7',
  wash: '#eaf2f8',
  ink: '#1a1d21',
  soft: '#474d54',
  line: '#d8dcdf',
  edge: '#7c848c',
  sea: '#0b5c8f',
  tile: '#9c3423',
  pine: '#28603f',
  sand: '#755000',
  onSea: '#ffffff',
}

export const dark: Palette = {
  paper: '#111111',
  quiet: '#1b1d20',
  wash: '#14242f',
  ink: '#e9ebed',
  soft: '#b6bcc2',
  line: '#33373c',
  edge: '#7a828a',
  sea: '#6db3dd',
  tile: '#f0907f',
  pine: '#7cc4a0',
  sand: '#e3b04b',
  onSea: '#111111',
}

/** Sizes of type in CSS pixels at the ordinary setting; the large-type mode multiplies all of them. */
export const typeSizes = [12, 14, 16, 20, 26, 34] as const
export const largeType = 1.25
export const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
