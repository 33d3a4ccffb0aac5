import type { PageHandler } from './page.ts'
import { callPage, callsPage } from './pages/calls.tsx'
import { capabilitiesPage, capabilityPage } from './pages/capabilities.tsx'
import { findPage } from './pages/find.tsx'
import { homePage } from './pages/home.tsx'
import { industriesPage } from './pages/industries.tsx'
import { libraryPage } from './pages/libraries.tsx'
import { listPage, listsPage } from './pages/lists.tsx'
import { feed, robots, sitemap } from './pages/machine-readable.ts'
import { privacyPage } from './pages/privacy.tsx'
import { programmePage } from './pages/programme.tsx'
import { promotionsPage } from './pages/promotions.tsx'
import { scenarioPage } from './pages/scenario.tsx'
import { scenariosPage } from './pages/scenarios.tsx'

/** Every address of the portal, without the language prefix. `{}` stands for one part of the path. */
const routes: readonly [string, PageHandler][] = [
  ['/', homePage],
  ['/scenarios', scenariosPage],
  ['/scenarios/{}', scenarioPage],
  ['/find', findPage],
  ['/calls', callsPage],
  ['/calls/{}', callPage],
  ['/lists', listsPage],
  ['/lists/{}', listPage],
  ['/libraries/{}', libraryPage],
  ['/capabilities', capabilitiesPage],
  ['/capabilities/{}', capabilityPage],
  ['/industries', industriesPage],
  ['/promotions', promotionsPage],
  ['/programme', programmePage],
  ['/privacy', privacyPage],
  ['/feed.atom', feed],
  ['/sitemap.xml', sitemap],
  ['/robots.txt', robots],
]

/** The page of a path, and what stands in its places, decoded; null when there is none or it cannot be decoded. */
export function findRoute(path: string): { handler: PageHandler; params: string[] } | null {
  const parts = path.split('/')
  for (const [pattern, handler] of routes) {
    const wanted = pattern.split('/')
    if (wanted.length !== parts.length) continue
    if (!wanted.every((part, at) => part === '{}' || part === parts[at])) continue
    try {
      return { handler, params: parts.filter((_, at) => wanted[at] === '{}').map(decodeURIComponent) }
    } catch {
      // A percent sign that encodes nothing: no such page.
      return null
    }
  }
  return null
}
