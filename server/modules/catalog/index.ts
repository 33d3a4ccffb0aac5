import { catalogRoutes } from '../../../contracts/catalog.ts'
import type { Platform } from '../../platform/context.ts'
import { ok, type Served, serve } from '../../platform/http/serve.ts'
import { presentCatalog, sectionOf } from './present.ts'
import { createKeys, type Keys } from './rules/keys.ts'

export type { Keys }

/** The city's classifications: read-only, from the pack. */
export function createCatalog({ pack }: Pick<Platform, 'pack'>): { routes: Served[]; keys: Keys } {
  const catalog = presentCatalog(pack)
  return {
    keys: createKeys(pack),
    routes: [
      serve(catalogRoutes.all, async () => ok(catalog)),
      serve(catalogRoutes.section, async ({ params }) => ok({ items: sectionOf(catalog, params.section) })),
    ],
  }
}
