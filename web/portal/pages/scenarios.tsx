import { type ScenarioQuery, scenarioRoutes, scenarioSorts, stages } from '../../../contracts/scenarios.ts'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { addressOf, readFilters } from '../filter-query.ts'
import type { PageAnswer, PageContext } from '../page.ts'
import { ChosenFilters, type FilterGroup, FilterPanel } from '../parts/filter-panel.tsx'
import { Pager, Total } from '../parts/pager.tsx'
import { ScenarioRow } from '../parts/scenario-row.tsx'
import { PageHead } from '../parts/section.tsx'

const names = {
  lists: ['domain', 'direction', 'track', 'district', 'opener', 'stage', 'rung', 'focus'],
  single: ['q', 'sort', 'cursor', 'list', 'call'],
} as const satisfies { lists: (keyof ScenarioQuery)[]; single: (keyof ScenarioQuery)[] }

/** Nothing of the first stage is public. */
const publicStages = stages.filter((stage) => stage !== 'collection')

export async function scenariosPage(context: PageContext): Promise<PageAnswer> {
  const filters = readFilters(context, names)
  if ('redirect' in filters) return filters
  const answer = await context.get(scenarioRoutes.list, { query: { ...filters.asQuery, limit: '20' } })
  const { say, href } = context
  const groups = filterGroups(context)
  const narrowed = [...filters.chosen.keys()].some((name) => name !== 'sort' && name !== 'cursor')
  const exportQuery = addressOf(new Map([...filters.chosen].filter(([name]) => name !== 'cursor')))
  return {
    title: say('scenarios.title'),
    description: say('scenarios.deck'),
    nav: 'scenarios',
    hidden: filters.chosen.size > 0,
    body: (
      <>
        <PageHead title={say('scenarios.title')} deck={say('scenarios.deck')} />
        <div className="browse">
          <FilterPanel
            context={context}
            filters={filters}
            groups={groups}
            sorts={scenarioSorts.map((sort) => ({ key: sort, label: say(`sort.${sort}`) }))}
            hint={say('home.search_hint', { examples: context.names.examples })}
          />
          <div className="results">
            <ChosenFilters context={context} filters={filters} groups={groups} />
            <div className="results-head">
              <Total context={context} total={answer.total} isExact={answer.totalIsExact} />
              {answer.items.length > 0 && (
                <p className="exports">
                  <a href={`/api/v1/scenarios/export.xlsx${exportQuery}`}>{say('export.xlsx')}</a>
                  <a href={`/api/v1/scenarios/export.csv${exportQuery}`}>{say('export.csv')}</a>
                </p>
              )}
            </div>
            {answer.items.length === 0 ? (
              <EmptyState
                title={say(narrowed ? 'scenarios.none' : 'scenarios.none_at_all')}
                action={
                  <>
                    {narrowed && <a href={href('/scenarios')}>{say('problem.all')}</a>}{' '}
                    <a href={href('/feed.atom')}>{say('footer.feed')}</a>
                  </>
                }
              >
                {say(narrowed ? 'scenarios.none_next' : 'scenarios.none_at_all_next')}
              </EmptyState>
            ) : (
              <ul className="rows">
                {answer.items.map((scenario) => (
                  <ScenarioRow key={scenario.id} context={context} scenario={scenario} />
                ))}
              </ul>
            )}
            <Pager context={context} filters={filters} nextCursor={answer.nextCursor} />
          </div>
        </div>
      </>
    ),
  }
}

function filterGroups(context: PageContext): FilterGroup[] {
  const { catalog, say, locale, names: labels } = context
  const entries = (list: readonly { key: string; zh: string; en: string }[]) =>
    list.map((entry) => ({ key: entry.key, label: entry[locale] }))
  return [
    { name: 'domain', label: say('filter.domain'), options: entries(catalog.domains) },
    {
      name: 'stage',
      label: say('filter.stage'),
      options: publicStages.map((key) => ({ key, label: labels.stage(key) })),
    },
    { name: 'rung', label: say('filter.rung'), options: entries(catalog.ladder) },
    { name: 'opener', label: say('filter.opener'), options: entries(catalog.openers) },
    { name: 'district', label: say('filter.district'), options: entries(catalog.districts) },
    {
      name: 'direction',
      label: say('filter.direction'),
      options: entries(catalog.domains.flatMap((domain) => domain.directions)),
    },
    { name: 'track', label: say('filter.track'), options: entries(catalog.tracks) },
    { name: 'focus', label: say('filter.focus'), options: entries(catalog.focuses) },
  ]
}
