import { App, ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { themeOf } from './theme.ts'

/** antd dressed in our tokens; everything that uses antd stands inside. */
export function AntdProvider(props: { dark: boolean; large: boolean; children: ReactNode }) {
  return (
    <ConfigProvider
      theme={themeOf(props)}
      button={{ autoInsertSpace: false }}
      componentSize="middle"
      wave={{ disabled: true }}
    >
      <App message={{ maxCount: 3 }}>{props.children}</App>
    </ConfigProvider>
  )
}
