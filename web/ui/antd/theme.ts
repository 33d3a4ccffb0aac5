import { type ThemeConfig, theme } from 'antd'
import { dark, fontFamily, largeType, light } from '../tokens.ts'

/** Dense and flat: 32 px controls, 4 px corners, borders instead of shadows; large type is 1.25 times all of it. */
export function themeOf(wish: { dark: boolean; large: boolean }): ThemeConfig {
  const palette = wish.dark ? dark : light
  const times = wish.large ? largeType : 1
  return {
    algorithm: wish.dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.sea,
      colorPrimaryHover: palette.sea,
      colorPrimaryActive: palette.sea,
      colorLink: palette.sea,
      colorLinkHover: palette.sea,
      colorError: palette.tile,
      colorSuccess: palette.pine,
      colorWarning: palette.sand,
      colorInfo: palette.sea,
      colorText: palette.ink,
      colorTextSecondary: palette.soft,
      colorTextTertiary: palette.soft,
      colorTextDescription: palette.soft,
      colorTextPlaceholder: palette.soft,
      colorTextDisabled: palette.soft,
      colorBgBase: palette.paper,
      colorBgContainer: palette.paper,
      colorBgElevated: palette.paper,
      colorBorder: palette.edge,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      controlItemBgActive: palette.wash,
      controlItemBgHover: palette.quiet,
      fontFamily,
      fontSize: 14 * times,
      controlHeight: 32 * times,
      controlHeightSM: 28 * times,
      borderRadius: 4,
      borderRadiusLG: 4,
      borderRadiusSM: 4,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Button: {
        primaryColor: palette.onSea,
        dangerColor: palette.onSea,
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
      },
    },
  }
}
