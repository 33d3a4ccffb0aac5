import { libraryRoutes, listRoutes } from '../../../contracts/lists.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../contracts/scenarios.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { FieldWithSource } from '../../ui/parts/field-with-source.tsx'
import { Money } from '../../ui/parts/money.tsx'
import { readFilters } from '../filter-query.ts'
import type { Page, PageAnswer, PageContext } from '../page.ts'
import { Crumbs } from '../parts/crumbs.tsx'
import { Han } from '../parts/han.tsx'
import { Pager, Total } from '../parts/pager.tsx'
import { ScenarioRow } from '../parts/scenario-row.tsx'
import { PageHead, Section } from '../parts/section.tsx'
import { SourceLinks } from '../parts/source-links.tsx'
import { listData } from '../structured-data.ts'

export async function listsPage(context: PageContext): Promise<PageAnswer> {
  const filters = readFilters(context, { lists: [], single: ['cursor'] })
  if ('redirect' in filters) return filters
  const [answer, libraries] = await Promise.all([
    context.get(listRoutes.list, { query: { ...filters.asQuery, state: 'released' } }),
    context.get(libraryRoutes.list, {}),
  ])
  const { say, href, locale } = context
  return {
    title: say('lists.title'),
    description: say('lists.deck'),
    nav: 'lists',
    hidden: filters.chosen.size > 0,
    body: (
      <>
        <PageHead title={say('lists.title')} deck={say('lists.deck')} />
        {answer.items.length === 0 ? (
          <EmptyState title={say('lists.none')}>{say('lists.none_next')}</EmptyState>
        ) : (
          <table className="sheet is-wide">
            <thead>
              <tr>
                <th scope="col">{say('lists.released')}</th>
                <th scope="col">{say('lists.code')}</th>
                <th scope="col">{say('lists.name')}</th>
                <th scope="col" className="number-cell">
                  {say('lists.count')}
                </th>
                <th scope="col" className="number-cell">
                  {say('lists.opportunity')}
                </th>
              </tr>
            </thead>
            <tbody>
              {answer.items.map((list) => (
                <tr key={list.id}>
                  <td>{list.releasedOn && <DateText value={list.releasedOn} />}</td>
                  <td className="code">{list.code}</td>
                  <th scope="row">
                    <a href={href(`/lists/${encodeURIComponent(list.code)}`)}>
                      <Han>{list.title}</Han>
                    </a>
                  </th>
                  <td className="number-cell">{say('lists.items', { n: list.items })}</td>
                  <td className="number-cell">
                    {list.opportunityCny !== null && <Money cny={list.opportunityCny} bound={list.opportunityBound} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Pager context={context} filters={filters} nextCursor={answer.nextCursor} />
        {libraries.items.length > 0 && (
          <Section id="libraries" title={say('lists.libraries')}>
            <ul className="columns">
              {libraries.items.map((library) => (
                <li key={library.id}>
                  <h3>
                    <a href={href(`/libraries/${library.key}`)}>{locale === 'zh' ? library.title : library.titleEn}</a>
                  </h3>
                  {library.purpose && (
                    <p className="piece-text">
                      <Han>{library.purpose}</Han>
                    </p>
                  )}
                  <p className="soft">{say('lists.library_count', { n: library.entries })}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>
    ),
  }
}

export async function listPage(context: PageContext): Promise<PageAnswer> {
  const list = await context.get(listRoutes.get, { params: { id: context.params[0] ?? '' } })
  const scenarios = await scenariosOf(context, list.code)
  const { say } = context
  const page: Page = {
    title: list.title,
    description: list.note ?? undefined,
    nav: 'lists',
    data: listData(context, list, scenarios),
    body: (
      <>
        <div className="page-head">
          <Crumbs context={context} trail={[['/lists', say('nav.lists')]]} here={list.code} />
          <h1>
            <Han>{list.title}</Han>
          </h1>
        </div>
        <dl className="facts facts-line">
          {list.releasedOn && (
            <FieldWithSource label={say('lists.released')}>
              <DateText value={list.releasedOn} />
            </FieldWithSource>
          )}
          {list.opportunityCny !== null && (
            <FieldWithSource label={say('lists.opportunity')} source={say('scenario.opportunity_note')}>
              <span className="fact-amount">
                <Money cny={list.opportunityCny} bound={list.opportunityBound} />
              </span>
            </FieldWithSource>
          )}
          {list.note && (
            <FieldWithSource
              label={say('lists.note')}
              source={list.source && <SourceLinks context={context} src={list.source} />}
            >
              <Han>{list.note}</Han>
            </FieldWithSource>
          )}
        </dl>
        <Section id="scenarios" title={say('list.scenarios')}>
          <Total context={context} total={scenarios.length} isExact />
          <ul className="rows">
            {scenarios.map((scenario) => (
              <ScenarioRow key={scenario.id} context={context} scenario={scenario} level={3} />
            ))}
          </ul>
        </Section>
      </>
    ),
  }
  return page
}

/** A list is one document: all its scenarios stand on one page, in its order. */
async function scenariosOf(context: PageContext, list: string): Promise<ScenarioSummary[]> {
  const { items } = await context.get(listRoutes.items, { params: { id: list } })
  const places = new Map(items.map((item) => [item.scenarioId, item.position]))
  const found: ScenarioSummary[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: Record<string, string> = { list, limit: '200', ...(cursor && { cursor }) }
    const page: { items: ScenarioSummary[]; nextCursor: string | null } = await context.get(scenarioRoutes.list, {
      query,
    })
    found.push(...page.items)
    cursor = page.nextCursor
  }
  const placeOf = (scenario: ScenarioSummary) => places.get(scenario.id) ?? places.size
  return found.sort((a, b) => placeOf(a) - placeOf(b))
}
