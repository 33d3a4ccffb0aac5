import { callRoutes } from '../../../contracts/calls.ts'
import { listRoutes, type ScenarioList } from '../../../contracts/lists.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../contracts/scenarios.ts'
import { money } from '../../ui/format.ts'
import { t } from '../../ui/messages/index.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { Money } from '../../ui/parts/money.tsx'
import { OrganisationChip } from '../../ui/parts/organisation-chip.tsx'
import { StageRail } from '../../ui/parts/stage-rail.tsx'
import type { Page, PageContext } from '../page.ts'
import { CallRow } from '../parts/call-row.tsx'
import { Han } from '../parts/han.tsx'
import { Headlines, opportunityOf } from '../parts/headlines.tsx'
import { ScenarioRow, scenarioHref } from '../parts/scenario-row.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { Section } from '../parts/section.tsx'
import { Statistic } from '../parts/statistic.tsx'

const shownSignatures = 6
const shownNewest = 5

export async function homePage(context: PageContext): Promise<Page> {
  const [signature, newest, lists, calls] = await Promise.all([
    context.get(scenarioRoutes.list, { query: { rung: 'signature', sort: '-opportunityCny', limit: '200' } }),
    context.get(scenarioRoutes.list, { query: { sort: '-publishedAt', limit: '20' } }),
    context.get(listRoutes.list, { query: { state: 'released', limit: '4' } }),
    context.get(callRoutes.list, { query: { accepting: 'true', sort: 'closesAt', limit: '3' } }),
  ])
  const shown = signature.items.slice(0, shownSignatures)
  const others = newest.items.filter((scenario) => !shown.some((one) => one.id === scenario.id)).slice(0, shownNewest)
  const sum = opportunityOf(signature.items)
  const { say, names, locale } = context
  const amount = sum && money(sum.cny, locale)
  const headline =
    amount && shown.length > 0
      ? say('home.lead', {
          city: names.city,
          n: signature.items.length,
          amount: t(locale, `bound.${sum.bound}`, {
            value: `${amount.number}${locale === 'en' ? ' ' : ''}${amount.unit}`,
          }),
        })
      : say('home.lead_plain', { city: names.city })
  return {
    title: say('home.title'),
    description: context.catalog.city.opening[locale],
    nav: 'home',
    data: {
      '@type': 'WebSite',
      name: names.programme,
      url: `${context.request.origin}${context.href('/')}`,
      inLanguage: locale === 'zh' ? 'zh-CN' : 'en',
      potentialAction: {
        '@type': 'SearchAction',
        target: `${context.request.origin}${context.href('/scenarios')}?q={search_term_string}`,
        'query-input': 'required name=search_term_string',
      },
    },
    body: (
      <>
        <div className="lead">
          <div className="lead-main">
            <h1>
              {headline.split(/(?<=，)/).map((clause) => (
                <span key={clause} className="clause">
                  <Han>{clause}</Han>
                </span>
              ))}
            </h1>
            <p className="deck">
              <Han>{context.catalog.city.opening[locale]}</Han>
            </p>
            <SearchBox
              context={context}
              action="/scenarios"
              hint={say('home.search_hint', { examples: names.examples })}
              label={say('home.search')}
            />
            <p className="find-link">
              <a href={context.href('/find')}>{say('find.link')}</a>
            </p>
          </div>
          <Headlines context={context} signature={signature.items} sum={sum} published={newest} />
        </div>
        {calls.items.length > 0 && (
          <Section
            id="calls"
            title={say('home.calls')}
            more={{ href: context.href('/calls'), label: say('home.calls_all') }}
          >
            <ul className="rows">
              {calls.items.map((call) => (
                <CallRow key={call.id} context={context} call={call} />
              ))}
            </ul>
          </Section>
        )}
        {shown.length > 0 && <Signatures context={context} scenarios={shown} />}
        <div className="split">
          <div>
            {others.length > 0 ? <Newest context={context} scenarios={others} /> : <Domains context={context} />}
          </div>
          <div>
            <Lists context={context} lists={lists.items} />
            <Join context={context} />
          </div>
        </div>
        {others.length > 0 && <Domains context={context} />}
        <Section id="loop" title={say('home.loop')}>
          <StageRail
            plain
            current={null}
            stages={context.catalog.stages.map((stage) => ({
              key: stage.key,
              label: stage[locale],
              note: say(`loop.${stage.key as 'collection'}`),
            }))}
          />
        </Section>
        <Past context={context} />
      </>
    ),
  }
}

function Signatures({ context, scenarios }: { context: PageContext; scenarios: readonly ScenarioSummary[] }) {
  const { say, names, href } = context
  const list = scenarios[0]?.list
  const shared = list && scenarios.every((scenario) => scenario.list?.code === list.code) ? list : null
  return (
    <Section
      id="signature"
      title={say('home.signature')}
      more={
        shared
          ? { href: href(`/lists/${shared.code}`), label: say('home.signature_all', { code: shared.code }) }
          : { href: href('/scenarios?rung=signature'), label: say('home.newest_all') }
      }
    >
      <ul className="columns">
        {scenarios.map((scenario) => (
          <li key={scenario.id}>
            <article className="piece">
              <h3>
                <a href={scenarioHref(context, scenario)}>
                  <Han>{scenario.title}</Han>
                </a>
              </h3>
              {scenario.opportunityCny !== null && (
                <p className="piece-amount">
                  <Money cny={scenario.opportunityCny} bound={scenario.opportunityBound} />
                </p>
              )}
              {scenario.summary && (
                <p className="piece-text">
                  <Han>{scenario.summary}</Han>
                </p>
              )}
              <p className="piece-facts">
                <OrganisationChip name={scenario.owner.name} synthetic={scenario.synthetic} />
              </p>
              {scenario.openings.length > 0 && (
                <p className="piece-facts">
                  {say('home.openings')}
                  {context.locale === 'zh' ? '：' : ': '}
                  <Han>{names.join(scenario.openings.map((opening) => opening.text))}</Han>
                </p>
              )}
            </article>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Newest({ context, scenarios }: { context: PageContext; scenarios: readonly ScenarioSummary[] }) {
  return (
    <Section
      id="newest"
      title={context.say('home.newest')}
      more={{ href: context.href('/scenarios'), label: context.say('home.newest_all') }}
    >
      <ul className="rows">
        {scenarios.map((scenario) => (
          <ScenarioRow key={scenario.id} context={context} scenario={scenario} level={3} />
        ))}
      </ul>
    </Section>
  )
}

function Lists({ context, lists }: { context: PageContext; lists: readonly ScenarioList[] }) {
  const { say, href } = context
  return (
    <Section id="lists" title={say('home.lists')} more={{ href: href('/lists'), label: say('home.lists_all') }}>
      {lists.length === 0 && <p className="soft">{say('lists.none')}</p>}
      <ul className="list-index">
        {lists.map((list) => (
          <li key={list.id}>
            <a href={href(`/lists/${list.code}`)}>
              <Han>{list.title}</Han>
            </a>
            <p className="soft">
              <span className="code">{list.code}</span>
              {list.releasedOn && <DateText value={list.releasedOn} />}
              <span>{say('lists.items', { n: list.items })}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The city's fields and directions as an index, every entry a search. */
function Domains({ context }: { context: PageContext }) {
  const { say, href, catalog, locale } = context
  return (
    <Section id="domains" title={say('home.domains')}>
      <ul className="domains">
        {catalog.domains.map((domain) => (
          <li key={domain.key}>
            <h3>
              <a href={href(`/scenarios?domain=${domain.key}`)}>{domain[locale]}</a>
            </h3>
            <ul>
              {domain.directions.map((direction) => (
                <li key={direction.key}>
                  <a href={href(`/scenarios?direction=${direction.key}`)}>{direction[locale]}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Join({ context }: { context: PageContext }) {
  const { say } = context
  return (
    <Section id="join" title={say('home.join')} more={{ href: '/app', label: say('home.join_do') }}>
      <ul className="list-index">
        {(['provider', 'owner', 'public'] as const).map((who) => (
          <li key={who}>
            <h3>{say(`home.join_${who}`)}</h3>
            <p className="soft">{say(`home.join_${who}_text`)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Statements of the past with their sources, apart from what is counted. */
function Past({ context }: { context: PageContext }) {
  const { catalog, say } = context
  const counted = catalog.history.filter((entry) => entry.unit !== 'year').slice(0, 4)
  if (counted.length === 0) return null
  return (
    <Section id="history" title={say('home.history')} note={say('home.history_note')}>
      <dl className="statistics">
        {counted.map((entry) => (
          <Statistic key={entry.key} context={context} entry={entry} />
        ))}
      </dl>
    </Section>
  )
}
