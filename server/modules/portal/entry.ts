import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PublicCall } from '../../platform/http/app.ts'

/** What the built portal takes and gives; the same shapes as in its source, which the server does not import. */
export type RenderRequest = {
  readonly url: string
  readonly locale: 'zh' | 'en'
  readonly theme: 'light' | 'dark' | null
  readonly largeType: boolean
  readonly origin: string
  readonly assets: { readonly style: string; readonly icon: string }
  readonly now: Date
  readonly traceId: string
  readonly call: PublicCall
  /** What a form on the page sent. */
  readonly posted?: Readonly<Record<string, string>>
}
export type Render = (
  request: RenderRequest,
) => Promise<{ status: number; headers: Record<string, string>; body: string }>

/** Loads the built portal; throws, saying what to do, when it is not built. */
export async function loadRender(distDir: string): Promise<Render> {
  const file = join(distDir, 'portal/entry-server.js')
  if (!existsSync(file)) throw new Error(`the public pages are not built: ${file} is missing. Run: node web/build.mjs`)
  const { render } = (await import(pathToFileURL(file).href)) as { render?: Render }
  if (!render) throw new Error(`${file} does not export render: build it again with node web/build.mjs`)
  return render
}
