import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Asset = {
  readonly type: string
  readonly body: Buffer
  readonly gz: Buffer | null
  readonly hashed: boolean
}

const types: Record<string, string> = { css: 'text/css; charset=utf-8', svg: 'image/svg+xml' }

/** The style sheet and icon of the portal, read once: they are few and small. */
export function loadAssets(distDir: string): { files: ReadonlyMap<string, Asset>; style: string; icon: string } {
  const folder = join(distDir, 'portal/assets')
  const names = readdirSync(folder)
  const files = new Map<string, Asset>()
  for (const name of names) {
    const type = types[name.split('.').at(-1) ?? '']
    if (!type) continue
    files.set(name, {
      type,
      body: readFileSync(join(folder, name)),
      gz: names.includes(`${name}.gz`) ? readFileSync(join(folder, `${name}.gz`)) : null,
      hashed: name.endsWith('.css'),
    })
  }
  const style = [...files.keys()].find((name) => name.endsWith('.css'))
  if (!style || !files.has('icon.svg')) throw new Error(`${folder} is incomplete. Run: node web/build.mjs`)
  return { files, style: `/assets/${style}`, icon: '/assets/icon.svg' }
}
