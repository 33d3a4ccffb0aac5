import { type Call, type CallSummary, callRoutes } from '../../../contracts/calls.ts'
import { scenarioRoutes } from '../../../contracts/scenarios.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { readFilters } from '../filter-query.ts'
import type { PageAnswer, PageContext } from '../page.ts'
import { Addressed, CallFacts, CallRow, CallState, callHref } from '../parts/call-row.tsx'
import { Crumbs } from '../parts/crumbs.tsx'
import { FileLinks } from '../parts/file-links.tsx'
import { Han, HanProse } from '../parts/han.tsx'
import { Pager } from '../parts/pager.tsx'
import { ScenarioRow } from '../parts/scenario-row.tsx'
import { PageHead, Section } from '../parts/section.tsx'
import { callData } from '../structured-data.ts'

export async function callsPage(context: PageContext): Promise<PageAnswer> {
  const filters = readFilters(context, { lists: [], single: ['cursor'] })
  if ('redirect' in filters) return filters
  const [open, over] = await Promise.all([
    context.get(callRoutes.list, { query: { state: 'open', sort: 'closesAt', limit: '200' } }),
    context.get(callRoutes.list, { query: { ...filters.asQuery, state: 'closed,archived' } }),
  ])
  const { say } = context
  return {
    title: say('calls.title'),
    description: say('calls.deck'),
    nav: 'calls',
    hidden: filters.chosen.size > 0,
    body: (
      <>
        <PageHead title={say('calls.title')} deck={say('calls.deck')} />
        <Section id="open" title={say('calls.open')}>
          {open.items.length === 0 ? (
            <EmptyState title={say('calls.none')}>{say('calls.none_next')}</EmptyState>
          ) : (
            <ul className="rows">
              {open.items.map((call) => (
                <CallRow key={call.id} context={context} call={call} />
              ))}
            </ul>
          )}
        </Section>
        {over.items.length > 0 && (
          <Section id="over" title={say('calls.over')}>
            <Over context={context} calls={over.items} />
          </Section>
        )}
        <Pager context={context} filters={filters} nextCursor={over.nextCursor} />
      </>
    ),
  }
}

function Over({ context, calls }: { context: PageContext; calls: readonly CallSummary[] }) {
  const { say } = context
  return (
    <table className="sheet is-wide">
      <thead>
        <tr>
          <th scope="col">{say('calls.closed_on')}</th>
          <th scope="col">{say('lists.code')}</th>
          <th scope="col">{say('lists.name')}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.id}>
            <td>{call.closesAt && <DateText value={call.closesAt} />}</td>
            <td className="code">{call.code}</td>
            <th scope="row">
              <a href={callHref(context, call)}>
                <Han>{call.title}</Han>
              </a>
            </th>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export async function callPage(context: PageContext): Promise<PageAnswer> {
  const call = await context.get(callRoutes.get, { params: { id: context.params[0] ?? '' } })
  const published = await context.get(scenarioRoutes.list, { query: { call: call.id, limit: '5' } })
  const { say, request, href, path } = context
  return {
    title: call.title,
    description: call.description ?? undefined,
    nav: 'calls',
    data: callData(context, call),
    body: (
      <article className="detail">
        <div className="page-head">
          <Crumbs context={context} trail={[['/calls', say('nav.calls')]]} here={call.code ?? ''} />
          <p className="kicker">
            <CallState context={context} call={call} />
          </p>
          <h1>
            <Han>{call.title}</Han>
          </h1>
        </div>
        <div className="detail-grid">
          <div className="detail-main">
            {call.description && (
              <Section id="about" title={say('call.about')}>
                <HanProse text={call.description} />
              </Section>
            )}
            <Section id="who" title={say('call.who')}>
              <Addressed context={context} call={call} />
            </Section>
            {call.criteria.length > 0 && (
              <Section id="criteria" title={say('call.criteria')} note={say('call.criteria_note')}>
                <Criteria call={call} />
              </Section>
            )}
            <How context={context} call={call} />
            {published.items.length > 0 && (
              <Section
                id="scenarios"
                title={say('call.scenarios')}
                more={
                  published.nextCursor
                    ? {
                        href: href(`/scenarios?call=${encodeURIComponent(call.code ?? call.id)}`),
                        label: say('call.scenarios_all', { n: published.total }),
                      }
                    : null
                }
              >
                <ul className="rows">
                  {published.items.map((scenario) => (
                    <ScenarioRow key={scenario.id} context={context} scenario={scenario} level={3} />
                  ))}
                </ul>
              </Section>
            )}
          </div>
          <aside className="detail-side" aria-labelledby="facts">
            <h2 id="facts">{say('scenario.facts')}</h2>
            <CallFacts context={context} call={call} />
            {call.attachments.length > 0 && (
              <>
                <h2 className="side-head">{say('scenario.attachments')}</h2>
                <FileLinks files={call.attachments} />
              </>
            )}
          </aside>
        </div>
        <p className="print-only">{say('scenario.print', { url: `${request.origin}${href(path)}` })}</p>
      </article>
    ),
  }
}

/** Each criterion with its weight, as a bar of the whole and as a number. */
function Criteria({ call }: { call: Call }) {
  return (
    <ol className="openings is-plain">
      {call.criteria.map((criterion) => (
        <li key={criterion.key}>
          <h3 className="criterion">
            <Han>{criterion.title}</Han> <span className="number">{percent(criterion.weight)}</span>
          </h3>
          <svg className="bar" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
            <rect x="0" y="0" width={criterion.weight * 1000} height="6" />
          </svg>
          {criterion.description && <HanProse text={criterion.description} />}
        </li>
      ))}
    </ol>
  )
}

/** A share of 1 in percent, with as many decimals as it needs, two at most. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

function How({ context, call }: { context: PageContext; call: Call }) {
  const { say } = context
  return (
    <Section id="how" title={say('call.how')}>
      <ol className="steps">
        <li>{say('call.how_1')}</li>
        <li>{say('call.how_2')}</li>
        <li>{say('call.how_3')}</li>
      </ol>
      {call.accepting ? (
        <p className="answer-do">
          <a className="button" href={`/app/calls/${encodeURIComponent(call.code ?? call.id)}`}>
            {say('call.how_do')}
          </a>
        </p>
      ) : (
        <p className="answer-do soft">{say(call.state === 'open' ? 'call.not_yet' : 'call.closed')}</p>
      )}
    </Section>
  )
}
