import { type ThemeConfig, theme } from 'antd'

/** Colours of the city; text on the ground of its theme is at least 4.5:1, prose 7:1 (tokens of `web/ui`). */
const light = {
  sea: '#0b5c8f',
  tile: '#9c3423',
  pine: '#28603f',
  sand: '#755000',
  ink: '#1b1f23',
  quiet: '#51585f',
  ground: '#ffffff',
  line: '#d5d9dd',
}
const dark: typeof light = {
  sea: '#6db3dd',
  tile: '#f0907f',
  pine: '#7cc4a0',
  sand: '#e3b04b',
  ink: '#e8eaec',
  quiet: '#a9b0b7',
  ground: '#111111',
  line: '#3a3f44',
}
export const fontFamily =
  '"PingFang SC","HarmonyOS Sans SC","Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif'

/** Dense and flat: 32 px controls, 4 px corners, borders instead of shadows; large type is 1.25 times all of it. */
export function themeOf(wish: { dark: boolean; large: boolean }): ThemeConfig {
  const colour = wish.dark ? dark : light
  const times = wish.large ? 1.25 : 1
  return {
    algorithm: wish.dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colour.sea,
      colorLink: colour.sea,
      colorError: colour.tile,
      colorSuccess: colour.pine,
      colorWarning: colour.sand,
      colorInfo: colour.sea,
      colorTextBase: colour.ink,
      colorBgBase: colour.ground,
      colorTextDescription: colour.quiet,
      colorTextPlaceholder: colour.quiet,
      colorBorder: wish.dark ? '#6b7279' : '#868e96',
      colorSplit: colour.line,
      fontFamily,
      fontSize: 14 * times,
      controlHeight: 32 * times,
      controlHeightSM: 28 * times,
      borderRadius: 4,
      borderRadiusLG: 4,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
      boxShadow: 'none',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        ...(wish.dark ? { primaryColor: '#0b1a24' } : {}),
      },
    },
  }
}
