import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Scenario } from '../../../../contracts/scenarios.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { OrganisationChip } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { useLabels } from '../../shell/labels.ts'
import { fieldName } from './form/labels.ts'
import { Measure } from './measure.tsx'

/** Everything a scenario says, field by field with its source; `after` adds what others say about a field. */
export function ScenarioFacts(props: {
  scenario: Scenario
  after?: (path: string) => ReactNode
  /** Leaves out what is not filled in: for readers who cannot fill it in. */
  filledOnly?: boolean
}) {
  const { scenario, after, filledOnly } = props
  const { t } = useText()
  const labels = useLabels()
  const sourceOf = useSource(scenario)
  const names = (section: 'tracks' | 'districts' | 'cooperationModes', keys: readonly string[]) =>
    keys.map((key) => labels.in(section, key)).join('、')

  function fact(path: string, value: ReactNode, wide = false) {
    const key = fieldName(path)
    if (filledOnly && !value) return null
    return (
      <div className={wide ? 'fact wide' : 'fact'} key={path}>
        <dl>
          <FieldWithSource label={key ? t(key) : path} source={value ? sourceOf(path) : null}>
            {value}
          </FieldWithSource>
        </dl>
        {after?.(path)}
      </div>
    )
  }
  const text = (value: string | null) =>
    value ? (
      <span className="prose">
        <MixedText>{value}</MixedText>
      </span>
    ) : null
  const span = (from: string | null, to: string | null) =>
    from || to ? (
      <>
        {from ? <DateText value={from} /> : '…'} – {to ? <DateText value={to} /> : '…'}
      </>
    ) : null
  const { contact } = scenario

  return (
    <div className="facts">
      {fact('summary', text(scenario.summary), true)}
      {fact('problem', text(scenario.problem), true)}
      <div className="fact wide">
        <Openings scenario={scenario} />
        {after?.('openings')}
        {after?.('requirements')}
      </div>
      <div className="fact">
        <dl>
          <FieldWithSource label={t('scenario.owner')}>
            <OrganisationChip name={scenario.owner.name} synthetic={scenario.synthetic} />
          </FieldWithSource>
        </dl>
      </div>
      {fact(
        'domain',
        [labels.domain(scenario.domain), labels.direction(scenario.direction)].filter(Boolean).join(' / '),
      )}
      {fact('tracks', names('tracks', scenario.tracks))}
      {fact('districts', names('districts', scenario.districts))}
      {fact('place', scenario.place)}
      {fact('opener', labels.in('openers', scenario.opener))}
      {fact('focus', labels.in('focuses', scenario.focus))}
      {fact(
        'opportunityCny',
        scenario.opportunityCny === null ? null : (
          <>
            <Money cny={scenario.opportunityCny} bound={scenario.opportunityBound} />{' '}
            <span className="quiet">{scenario.opportunityPeriod}</span>
          </>
        ),
      )}
      {fact('budgetCny', scenario.budgetCny === null ? null : <Money cny={scenario.budgetCny} />)}
      {fact('cooperationModes', names('cooperationModes', scenario.cooperationModes))}
      {fact('closesAt', span(scenario.opensAt, scenario.closesAt))}
      {fact('startsOn', span(scenario.startsOn, scenario.endsOn))}
      {contact ? fact('contact', [contact.name, contact.mobile, contact.email].filter(Boolean).join('，')) : null}
      {fact(
        'callId',
        scenario.call ? (
          <>
            <Link to="/calls/$id" params={{ id: scenario.call.id }}>
              {scenario.call.title}
            </Link>{' '}
            <span className="quiet figures">{scenario.call.code}</span>
          </>
        ) : null,
      )}
      {scenario.list ? (
        <div className="fact">
          <dl>
            <FieldWithSource label={t('scenario.list')}>{scenario.list.code}</FieldWithSource>
          </dl>
        </div>
      ) : null}
      {scenario.parent ? (
        <div className="fact">
          <dl>
            <FieldWithSource label={t('scenario.parent')}>
              <Link to="/scenarios/$id" params={{ id: scenario.parent.id }}>
                {scenario.parent.title}
              </Link>
            </FieldWithSource>
          </dl>
        </div>
      ) : null}
      {scenario.children.length > 0 ? (
        <div className="fact wide">
          <dl>
            <FieldWithSource label={t('scenario.children')}>
              {scenario.children.map((child) => (
                <Link key={child.id} to="/scenarios/$id" params={{ id: child.id }} className="block-link">
                  {child.title}
                </Link>
              ))}
            </FieldWithSource>
          </dl>
        </div>
      ) : null}
      <Provenance scenario={scenario} />
    </div>
  )
}

function Openings({ scenario }: { scenario: Scenario }) {
  const { t } = useText()
  const groups = [
    ...scenario.openings.map((opening) => ({ ...opening, key: opening.id })),
    { key: '', id: null, text: t('scenario.whole'), detail: null },
  ]
  return (
    <>
      <h3 className="label">{t('form.parts')}</h3>
      <div>
        {groups.map((group) => {
          const rows = scenario.requirements.filter((row) => row.openingId === group.id)
          if (group.id === null && rows.length === 0) return null
          return (
            <section key={group.key} className="opening">
              <h4>{group.text}</h4>
              {group.detail ? <p className="prose">{group.detail}</p> : null}
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <span className={row.kind === 'must' ? 'tag tag-must' : 'tag'}>
                      {t(row.kind === 'must' ? 'scenario.must' : 'scenario.wish')}
                    </span>{' '}
                    {row.text} <Measure row={row} />
                    {row.limitsProviders ? <span className="tag tag-wait">{t('scenario.limits')}</span> : null}
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </>
  )
}

/** A field that the platform worked out says so; the rest is as the document has it, named once below. */
function useSource(scenario: Scenario): (path: string) => string | null {
  const { t } = useText()
  const { source } = scenario
  return (path) => {
    if (source?.derived.includes(path)) return t('scenario.derived')
    return source?.inferred.includes(path) ? t('scenario.inferred') : null
  }
}

function Provenance({ scenario }: { scenario: Scenario }) {
  const { t } = useText()
  const { sources } = useCatalog()
  if (!scenario.source) return null
  const { document } = scenario.source
  const title = sources.find((one) => one.key === document)?.title ?? document
  return <p className="fact wide quiet">{t('scenario.source', { title })}</p>
}
