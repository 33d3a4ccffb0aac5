import { type Capability, capabilityKinds, capabilityQuery, capabilityRoutes } from '../../../contracts/capabilities.ts'
import { moneyRange } from '../../ui/format.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import { FieldWithSource } from '../../ui/parts/field-with-source.tsx'
import { OrganisationChip, SyntheticMark } from '../../ui/parts/organisation-chip.tsx'
import { readFilters } from '../filter-query.ts'
import type { Page, PageAnswer, PageContext } from '../page.ts'
import { Crumbs } from '../parts/crumbs.tsx'
import { FairNote } from '../parts/fair-note.tsx'
import { ChosenFilters, type FilterGroup, FilterPanel } from '../parts/filter-panel.tsx'
import { Han, HanProse } from '../parts/han.tsx'
import { Pager, Total } from '../parts/pager.tsx'
import { PageHead, Section } from '../parts/section.tsx'
import { capabilityData } from '../structured-data.ts'

const names = { lists: ['kind', 'track', 'district'], single: ['q', 'sort', 'cursor', 'minReadiness'] }
const sortLabels = { '-updatedAt': 'sort.-updatedAt', title: 'sort.title', '-readiness': 'sort.-readiness' } as const

export async function capabilitiesPage(context: PageContext): Promise<PageAnswer> {
  const filters = readFilters(context, names)
  if ('redirect' in filters) return filters
  const answer = await context.get(capabilityRoutes.list, { query: { ...filters.asQuery, limit: '20' } })
  const { say, href, catalog, locale } = context
  const groups: FilterGroup[] = [
    {
      name: 'kind',
      label: say('filter.kind'),
      options: capabilityKinds.map((key) => ({ key, label: context.names.enumeration('capabilityKinds', key) })),
    },
    {
      name: 'district',
      label: say('filter.district'),
      options: catalog.districts.map((one) => ({ key: one.key, label: one[locale] })),
    },
    {
      name: 'track',
      label: say('filter.track'),
      options: catalog.tracks.map((one) => ({ key: one.key, label: one[locale] })),
    },
  ]
  return {
    title: say('capabilities.title'),
    description: say('capabilities.deck'),
    nav: 'capabilities',
    hidden: filters.chosen.size > 0,
    body: (
      <>
        <PageHead title={say('capabilities.title')} deck={say('capabilities.deck')} />
        <div className="browse">
          <FilterPanel
            context={context}
            filters={filters}
            groups={groups}
            sorts={capabilityQuery.shape.sort
              .unwrap()
              .options.map((sort) => ({ key: sort, label: say(sortLabels[sort]) }))}
            hint={say('home.search_hint', { examples: context.names.examples })}
          />
          <div className="results">
            <ChosenFilters context={context} filters={filters} groups={groups} />
            <div className="results-head">
              <Total context={context} total={answer.total} isExact={answer.totalIsExact} />
            </div>
            {answer.items.length === 0 ? (
              <EmptyState
                title={say('capabilities.none')}
                action={filters.chosen.size > 0 && <a href={href('/capabilities')}>{say('scenarios.clear')}</a>}
              >
                {say('capabilities.none_next')}
              </EmptyState>
            ) : (
              <ul className="rows">
                {answer.items.map((capability) => (
                  <CapabilityRow key={capability.id} context={context} capability={capability} />
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

function CapabilityRow({ context, capability }: { context: PageContext; capability: Capability }) {
  const { say, names: labels, href } = context
  return (
    <li className="row">
      <article>
        <h2 className="row-title">
          <a href={href(`/capabilities/${encodeURIComponent(capability.code ?? capability.id)}`)}>
            <Han>{capability.title}</Han>
          </a>
          {capability.synthetic && <SyntheticMark />}
        </h2>
        {capability.description && (
          <p className="row-summary">
            <Han>{capability.description}</Han>
          </p>
        )}
        <p className="row-facts">
          <span>{labels.enumeration('capabilityKinds', capability.kind)}</span>
          <OrganisationChip name={capability.organisation.name} />
          {capability.tracks.length > 0 && <span>{labels.join(capability.tracks.map(labels.track))}</span>}
        </p>
      </article>
      <div className="row-aside">
        {capability.readiness !== null && (
          <p className="row-amount">
            <span className="row-label">{say('capability.readiness')}</span>
            <span className="number">{say('capability.readiness_n', { n: capability.readiness })}</span>
          </p>
        )}
        <p className="row-code">{capability.code && <span className="code">{capability.code}</span>}</p>
      </div>
    </li>
  )
}

export async function capabilityPage(context: PageContext): Promise<Page> {
  const capability = await context.get(capabilityRoutes.get, { params: { id: context.params[0] ?? '' } })
  const { say, names: labels, href } = context
  const price = moneyRange(capability.priceFromCny, capability.priceToCny, context.locale)
  return {
    title: capability.title,
    description: capability.description ?? undefined,
    nav: 'capabilities',
    data: capabilityData(context, capability),
    body: (
      <article className="detail">
        <div className="page-head">
          <Crumbs context={context} trail={[['/capabilities', say('nav.capabilities')]]} here={capability.code ?? ''} />
          <p className="kicker">
            <span>{labels.enumeration('capabilityKinds', capability.kind)}</span>
            {capability.synthetic && <SyntheticMark />}
          </p>
          <h1>
            <Han>{capability.title}</Han>
          </h1>
          <p className="byline">
            {say('capability.organisation')} <OrganisationChip name={capability.organisation.name} />
          </p>
        </div>
        <div className="detail-grid">
          <div className="detail-main">
            {capability.description && (
              <Section id="description" title={say('capability.description')}>
                <HanProse text={capability.description} />
              </Section>
            )}
            {capability.measures.length > 0 && (
              <Section id="measures" title={say('capability.measures')}>
                <dl className="facts">
                  {capability.measures.map(({ metric, value, unit, asOf }) => (
                    <FieldWithSource
                      key={`${metric} ${unit}`}
                      label={<Han>{metric}</Han>}
                      source={asOf ? say('capability.as_of', { day: asOf }) : undefined}
                    >
                      <span className="number">{String(value)}</span> {unit && <Han>{unit}</Han>}
                    </FieldWithSource>
                  ))}
                </dl>
              </Section>
            )}
            <Section id="proofs" title={say('capability.proofs')}>
              {capability.proofs.length === 0 ? (
                <p className="soft">{say('capability.no_proofs')}</p>
              ) : (
                <ul className="openings is-plain">
                  {capability.proofs.map((proof) => (
                    <li key={proof.id}>
                      <h3>
                        <Han>{proof.text}</Han>
                      </h3>
                      <p className="soft">
                        {labels.enumeration('proofKinds', proof.kind)} {proof.at}
                      </p>
                      {proof.confirmedAt && (
                        <p>
                          ✓ {say('capability.confirmed')}{' '}
                          {proof.counterpart && <OrganisationChip name={proof.counterpart.name} />}
                        </p>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            <Section id="contact" title={say('home.join')}>
              <p className="prose">{say('capability.contact')}</p>
              <FairNote context={context} />
            </Section>
          </div>
          <aside className="detail-side" aria-labelledby="facts">
            <h2 id="facts">{say('scenario.facts')}</h2>
            <dl className="facts">
              {capability.readiness !== null && (
                <FieldWithSource label={say('capability.readiness')} source={say('capability.readiness_scale')}>
                  <span className="fact-amount number">
                    {say('capability.readiness_n', { n: capability.readiness })}
                  </span>
                  {capability.readinessShown && (
                    <p>
                      <Han>{capability.readinessShown}</Han>
                    </p>
                  )}
                </FieldWithSource>
              )}
              {capability.capacity && (
                <FieldWithSource label={say('capability.capacity')}>
                  <Han>{capability.capacity}</Han>
                </FieldWithSource>
              )}
              {price && <FieldWithSource label={say('capability.price')}>{price}</FieldWithSource>}
              {capability.tracks.length > 0 && (
                <FieldWithSource label={say('filter.track')}>
                  {capability.tracks.map((track, at) => (
                    <span key={track}>
                      {at > 0 && (context.locale === 'zh' ? '、' : ', ')}
                      <a href={href(`/capabilities?track=${track}`)}>{labels.track(track)}</a>
                    </span>
                  ))}
                </FieldWithSource>
              )}
              {capability.districts.length > 0 && (
                <FieldWithSource label={say('filter.district')}>
                  {labels.join(capability.districts.map(labels.district))}
                </FieldWithSource>
              )}
              {capability.freshUntil && (
                <FieldWithSource
                  label={say('capability.fresh')}
                  source={capability.state === 'stale' ? say('capability.stale') : undefined}
                >
                  <DateText value={capability.freshUntil} />
                </FieldWithSource>
              )}
              <FieldWithSource label={say('scenario.updated')}>
                <DateText value={capability.updatedAt} />
              </FieldWithSource>
            </dl>
          </aside>
        </div>
      </article>
    ),
  }
}
