import { Link } from '@tanstack/react-router'
import { promotionRoutes } from '../../../../contracts/promotions.ts'
import type { Scenario } from '../../../../contracts/scenarios.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** 层级: the rungs a scenario reached, since when and until when; who may apply sees what the next one still wants. */
export function ScenarioLadder({ scenario, mayApply }: { scenario: Scenario; mayApply: boolean }) {
  const { t, name } = useText()
  const { ladder } = useCatalog()
  const held = useCall(promotionRoutes.list, {
    query: { scenario: scenario.id, sort: '-grantedAt', limit: 100 } as never,
  })
  const rows = held.data?.items ?? []
  const at = ladder.findIndex((rung) => rung.key === scenario.rung)
  const open = rows.find((row) => row.holder !== null)
  return (
    <section className="panel">
      <h2>{t('promotions.ladder')}</h2>
      <ProblemNote error={held.error} retry={held.refetch} />
      <ol className="ladder">
        {ladder.map((rung, place) => {
          const basis = rows.find((row) => row.toRung === rung.key && row.state === 'granted')
          const since = basis?.grantedAt ?? (place === 0 ? scenario.publishedAt : null)
          return (
            <li key={rung.key} className="entry" aria-current={place === at ? 'step' : undefined}>
              <span className={place > at ? 'quiet' : undefined}>
                {place === at ? <strong>{name(rung)}</strong> : name(rung)}
              </span>{' '}
              {place === at ? <StateTag tone="sea">{t('promotions.current')}</StateTag> : null}
              {place <= at && since ? (
                <p className="quiet">
                  <DateText value={since} />
                  {basis?.validUntil ? (
                    <>
                      {' – '}
                      <DateText value={basis.validUntil} />
                    </>
                  ) : null}{' '}
                  {basis ? (
                    <Link to="/promotions/$id" params={{ id: basis.id }}>
                      {basis.code}
                    </Link>
                  ) : null}
                </p>
              ) : null}
            </li>
          )
        })}
      </ol>
      {open ? (
        <p className="row wrap">
          <Link to="/promotions/$id" params={{ id: open.id }}>
            {open.code ?? t('promotions.underWay')}
          </Link>
          <State machine="promotion" state={open.state} />
        </p>
      ) : null}
      {mayApply && !open ? <Apply id={scenario.id} /> : null}
    </section>
  )
}

function Apply({ id }: { id: string }) {
  const { t } = useText()
  const prospects = useCall(promotionRoutes.prospects, { params: { id } })
  const offers = prospects.data?.blocked ? [] : (prospects.data?.offers ?? [])
  const [first] = offers
  if (!first) return null
  return (
    <div className="stack tight">
      {first.lacking.map((group) => (
        <p key={group.join()} className="note note-wait">
          {t('promotions.lacking', {
            kinds: group.map((kind) => t(`promotions.kind_${kind}`)).join(t('promotions.or')),
          })}
        </p>
      ))}
      <p>
        <Link to="/promotions/new" search={{ scenario: id }} className="button">
          {t('promotions.create')}
        </Link>
      </p>
    </div>
  )
}
