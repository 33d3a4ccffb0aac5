import { type PromotionSummary, promotionRoutes } from '../../../contracts/promotions.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../contracts/scenarios.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { OrganisationChip, SyntheticMark } from '../../ui/parts/organisation-chip.tsx'
import { readFilters } from '../filter-query.ts'
import type { PageAnswer, PageContext } from '../page.ts'
import { Han } from '../parts/han.tsx'
import { Pager } from '../parts/pager.tsx'
import { ClosingChip, scenarioHref } from '../parts/scenario-row.tsx'
import { PageHead, Section } from '../parts/section.tsx'

/** What is in publicity 公示, until when and how to object; and what was granted. */
export async function promotionsPage(context: PageContext): Promise<PageAnswer> {
  const filters = readFilters(context, { lists: [], single: ['cursor'] })
  if ('redirect' in filters) return filters
  const [publicised, scenarios, granted] = await Promise.all([
    context.get(promotionRoutes.list, { query: { state: 'publicised', sort: 'dueAt', limit: '200' } }),
    context.get(scenarioRoutes.list, { query: { state: 'publicised', limit: '200' } }),
    context.get(promotionRoutes.list, { query: { ...filters.asQuery, state: 'granted', sort: '-grantedAt' } }),
  ])
  const { say } = context
  return {
    title: say('promotions.title'),
    description: say('promotions.deck'),
    nav: 'promotions',
    hidden: filters.chosen.size > 0,
    body: (
      <>
        <PageHead title={say('promotions.title')} deck={say('promotions.deck')} />
        {publicised.items.length === 0 && scenarios.items.length === 0 && (
          <EmptyState title={say('promotions.none')}>{say('promotions.none_next')}</EmptyState>
        )}
        {publicised.items.length > 0 && (
          <Section id="promotions" title={say('promotions.publicity')}>
            <ul className="rows">
              {publicised.items.map((promotion) => (
                <Publicised key={promotion.id} context={context} promotion={promotion} />
              ))}
            </ul>
          </Section>
        )}
        {scenarios.items.length > 0 && (
          <Section id="scenarios" title={say('promotions.scenarios')}>
            <ul className="rows">
              {scenarios.items.map((scenario) => (
                <PublicisedScenario key={scenario.id} context={context} scenario={scenario} />
              ))}
            </ul>
          </Section>
        )}
        <Objecting context={context} />
        {granted.items.length > 0 && (
          <Section id="granted" title={say('promotions.granted')} note={say('promotions.granted_note')}>
            <Granted context={context} promotions={granted.items} />
          </Section>
        )}
        <Pager context={context} filters={filters} nextCursor={granted.nextCursor} />
      </>
    ),
  }
}

function Publicised({ context, promotion }: { context: PageContext; promotion: PromotionSummary }) {
  const { say, names } = context
  return (
    <li className="row" id={promotion.code ?? promotion.id}>
      <article className="row-body">
        <h3 className="row-title">
          <a href={scenarioHref(context, promotion.scenario)}>
            <Han>{promotion.scenario.title}</Han>
          </a>
          {promotion.synthetic && <SyntheticMark />}
        </h3>
        <p>
          {say(promotion.renewal ? 'promotions.renew' : 'promotions.move', {
            from: names.rung(promotion.fromRung),
            to: names.rung(promotion.toRung),
          })}
        </p>
        {promotion.summary && (
          <p className="row-summary">
            <Han>{promotion.summary}</Han>
          </p>
        )}
        <p className="row-facts">
          <OrganisationChip name={promotion.owner.name} />
        </p>
      </article>
      <div className="row-aside">
        <Window context={context} from={promotion.publicisedAt} until={promotion.publicityEndsAt} />
        {promotion.code && <p className="code">{promotion.code}</p>}
      </div>
    </li>
  )
}

function PublicisedScenario({ context, scenario }: { context: PageContext; scenario: ScenarioSummary }) {
  return (
    <li className="row">
      <article className="row-body">
        <h3 className="row-title">
          <a href={scenarioHref(context, scenario)}>
            <Han>{scenario.title}</Han>
          </a>
          {scenario.synthetic && <SyntheticMark />}
        </h3>
        <p className="row-facts">
          <OrganisationChip name={scenario.owner.name} />
        </p>
      </article>
      <div className="row-aside">
        <Window context={context} from={scenario.stateSince} until={scenario.dueAt} />
        {scenario.code && <p className="code">{scenario.code}</p>}
      </div>
    </li>
  )
}

function Window({ context, from, until }: { context: PageContext; from: string | null; until: string | null }) {
  const { say } = context
  return (
    <>
      {from && (
        <p>
          <span className="row-label">{say('promotions.since')}</span>
          <DateText value={from} />
        </p>
      )}
      {until && (
        <p>
          <span className="row-label">{say('promotions.until')}</span>
          <ClosingChip context={context} closesAt={until} />
        </p>
      )}
    </>
  )
}

/** How to object, and to whom: the ways the installation gives for supervision and contact. */
function Objecting({ context }: { context: PageContext }) {
  const { say, catalog, locale } = context
  const ways = catalog.footer.filter((entry) => ['supervision', 'contact'].includes(entry.key))
  return (
    <Section id="objecting" title={say('promotions.object')}>
      <ol className="steps">
        <li>{say('promotions.object_1')}</li>
        <li>{say('promotions.object_2')}</li>
        <li>{say('promotions.object_3')}</li>
      </ol>
      <dl className="facts facts-line">
        {ways.map((entry) => (
          <div key={entry.key} className="field">
            <dt>{entry[locale]}</dt>
            <dd className={entry.value ? undefined : 'to-fill'}>
              {entry.value === null ? (
                say('footer.to_fill')
              ) : entry.href ? (
                <a href={entry.href}>{entry.value[locale]}</a>
              ) : (
                entry.value[locale]
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Granted({ context, promotions }: { context: PageContext; promotions: readonly PromotionSummary[] }) {
  const { say, names } = context
  return (
    <table className="sheet is-wide">
      <thead>
        <tr>
          <th scope="col">{say('promotions.granted_on')}</th>
          <th scope="col">{say('lists.code')}</th>
          <th scope="col">{say('nav.scenarios')}</th>
          <th scope="col">{say('scenario.owner')}</th>
          <th scope="col">{say('filter.rung')}</th>
          <th scope="col">{say('promotions.valid')}</th>
        </tr>
      </thead>
      <tbody>
        {promotions.map((promotion) => (
          <tr key={promotion.id}>
            <td>{promotion.grantedAt && <DateText value={promotion.grantedAt} />}</td>
            <td className="code">{promotion.code}</td>
            <th scope="row">
              <a href={scenarioHref(context, promotion.scenario)}>
                <Han>{promotion.scenario.title}</Han>
              </a>
              {promotion.synthetic && <SyntheticMark />}
            </th>
            <td>
              <OrganisationChip name={promotion.owner.name} />
            </td>
            <td>{names.rung(promotion.toRung)}</td>
            <td>{promotion.validUntil ? <DateText value={promotion.validUntil} /> : say('promotions.for_good')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
