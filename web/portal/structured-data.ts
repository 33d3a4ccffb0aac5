import type { Call } from '../../contracts/calls.ts'
import type { Capability } from '../../contracts/capabilities.ts'
import type { ScenarioList } from '../../contracts/lists.ts'
import type { Scenario, ScenarioSummary } from '../../contracts/scenarios.ts'
import type { PageContext } from './page.ts'

/** schema.org data of the pages, for search engines and other readers of linked data. */

function address(context: PageContext, path: string): string {
  return `${context.request.origin}${context.href(path)}`
}

/** A scenario is a public demand: what is sought, by whom, where and when. */
export function scenarioData(context: PageContext, scenario: Scenario): object {
  const { names } = context
  return {
    '@type': 'WebPage',
    url: address(context, context.path),
    name: scenario.title,
    inLanguage: 'zh-CN',
    datePublished: scenario.publishedAt ?? undefined,
    dateModified: scenario.updatedAt,
    publisher: { '@type': 'Organization', name: scenario.owner.name },
    mainEntity: {
      '@type': 'Demand',
      name: scenario.title,
      description: scenario.summary ?? scenario.problem ?? undefined,
      identifier: scenario.code ?? scenario.id,
      availabilityStarts: scenario.opensAt ?? undefined,
      availabilityEnds: scenario.closesAt ?? undefined,
      areaServed: scenario.districts.length > 0 ? scenario.districts.map(names.district) : names.city,
      itemOffered: scenario.openings.map((opening) => ({ '@type': 'Service', name: opening.text })),
    },
  }
}

/** A call is an event: within its window anybody it addresses may submit. */
export function callData(context: PageContext, call: Call): object {
  return {
    '@type': 'Event',
    url: address(context, context.path),
    name: call.title,
    description: call.description ?? undefined,
    identifier: call.code ?? call.id,
    startDate: call.opensAt ?? undefined,
    endDate: call.closesAt ?? undefined,
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    organizer: { '@type': 'Organization', name: context.names.programme },
    location: { '@type': 'VirtualLocation', url: address(context, context.path) },
  }
}

export function listData(context: PageContext, list: ScenarioList, scenarios: readonly ScenarioSummary[]): object {
  return {
    '@type': 'ItemList',
    name: list.title,
    identifier: list.code,
    datePublished: list.releasedOn ?? undefined,
    numberOfItems: list.items,
    itemListElement: scenarios.map((scenario, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: scenario.title,
      url: address(context, `/scenarios/${scenario.code ?? scenario.id}`),
    })),
  }
}

export function capabilityData(context: PageContext, capability: Capability): object {
  return {
    '@type': 'Offer',
    url: address(context, context.path),
    itemOffered: {
      '@type': capability.kind === 'product' ? 'Product' : 'Service',
      name: capability.title,
      description: capability.description ?? undefined,
      identifier: capability.code ?? capability.id,
    },
    offeredBy: { '@type': 'Organization', name: capability.organisation.name },
    availabilityEnds: capability.freshUntil ?? undefined,
  }
}
