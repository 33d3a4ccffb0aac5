import type { z } from 'zod'
import { type libraryEntry, libraryRoutes } from '../../../contracts/lists.ts'
import { stateLabel } from '../../../engines/lifecycle/index.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { OrganisationChip } from '../../ui/parts/organisation-chip.tsx'
import { type PageAnswer, type PageContext, PageProblem } from '../page.ts'
import { Crumbs } from '../parts/crumbs.tsx'
import { Han } from '../parts/han.tsx'
import { Total } from '../parts/pager.tsx'
import { scenarioHref } from '../parts/scenario-row.tsx'
import { PageHead, Section } from '../parts/section.tsx'

type Entry = z.output<typeof libraryEntry>

/** One project library: what it holds, by rung, the highest first. */
export async function libraryPage(context: PageContext): Promise<PageAnswer> {
  const key = context.params[0] ?? ''
  const { items } = await context.get(libraryRoutes.list, {})
  const library = items.find((one) => one.key === key)
  if (!library) throw new PageProblem(404, null)
  const entries = await entriesOf(context, key)
  const { say, catalog, locale } = context
  const title = locale === 'zh' ? library.title : library.titleEn
  const rungs = [...catalog.ladder.map((rung) => ({ key: rung.key, label: rung[locale] })).reverse(), null]
  return {
    title,
    description: library.purpose ?? undefined,
    nav: 'lists',
    body: (
      <>
        <PageHead
          title={title}
          deck={library.purpose && <Han>{library.purpose}</Han>}
          crumbs={<Crumbs context={context} trail={[['/lists', say('nav.lists')]]} here="" />}
        />
        {entries.length === 0 ? (
          <EmptyState title={say('library.none')}>{say('library.none_next')}</EmptyState>
        ) : (
          <Total context={context} total={entries.length} isExact />
        )}
        {rungs.map((rung) => {
          const here = entries.filter((entry) => entry.scenario.rung === (rung?.key ?? null))
          if (here.length === 0) return null
          return (
            <Section key={rung?.key ?? 'none'} id={rung?.key ?? 'none'} title={rung?.label ?? say('library.no_rung')}>
              <Entries context={context} entries={here} />
            </Section>
          )
        })}
      </>
    ),
  }
}

function Entries({ context, entries }: { context: PageContext; entries: readonly Entry[] }) {
  const { say, locale } = context
  return (
    <table className="sheet is-wide">
      <thead>
        <tr>
          <th scope="col">{say('library.entered')}</th>
          <th scope="col">{say('lists.code')}</th>
          <th scope="col">{say('nav.scenarios')}</th>
          <th scope="col">{say('scenario.owner')}</th>
          <th scope="col">{say('library.state')}</th>
          <th scope="col">{say('library.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td>
              <DateText value={entry.enteredAt} />
            </td>
            <td className="code">{entry.scenario.code}</td>
            <th scope="row">
              <a href={scenarioHref(context, entry.scenario)}>
                <Han>{entry.scenario.title}</Han>
              </a>
            </th>
            <td>
              <OrganisationChip name={entry.scenario.owner.name} />
            </td>
            <td>{stateLabel('scenario', entry.scenario.state)[locale]}</td>
            <td>
              <Han>{entry.enteredReason}</Han>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A library is read as a whole: its rungs would mean little page by page. */
async function entriesOf(context: PageContext, key: string): Promise<Entry[]> {
  const found: Entry[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Entry[]; nextCursor: string | null } = await context.get(libraryRoutes.entries, {
      params: { id: key },
      query: { limit: '200', ...(cursor && { cursor }) },
    })
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}
