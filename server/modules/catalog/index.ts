import { type Catalog, catalogRoutes } from '../../../contracts/catalog.ts'
import type { Platform } from '../../platform/context.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import { presentCatalog, sectionOf } from './present.ts'
import { createKeys, type KeyKind, type Keys } from './rules/keys.ts'
import { createWords, type Words } from './rules/words.ts'

export type { KeyKind, Keys, Words }

/** The city's classifications: read-only, from the pack. */
export function createCatalog(
  { pack }: Pick<Platform, 'pack'>,
  features: Catalog['features'] = { unifiedLogin: false },
): {
  routes: Served[]
  keys: Keys
  words: Words
} {
  const catalog = presentCatalog(pack, features)
  return {
    keys: createKeys(pack),
    words: createWords(catalog),
    routes: [
      serve(catalogRoutes.all, async () => ok(catalog)),
      serve(catalogRoutes.section, async ({ params }) => ok({ items: sectionOf(catalog, params.section) })),
    ],
  }
}
