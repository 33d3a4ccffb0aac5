import { Link } from '@tanstack/react-router'
import type { Call } from '../../../../contracts/calls.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { holds, useMe } from '../../session/me.ts'
import { State } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

const shown = 20

/** The scenarios of a call: for the office those submitted, for an owner its own, drafts included. */
export function Submissions({ call }: { call: Call }) {
  const { t } = useText()
  const me = useMe()
  const inside = holds(me, 'operator', 'auditor')
  const mine = inside ? {} : { owner: me.organisation?.id as string }
  const page = useCall(
    scenarioRoutes.list,
    { query: { call: call.id, sort: '-updatedAt', limit: shown, ...mine } as never },
    { keep: true },
  )
  return (
    <section className="panel">
      <h2>
        {t(inside ? 'calls.submitted' : 'calls.ours')}{' '}
        {page.data ? <span className="quiet figures">{page.data.total}</span> : null}
      </h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data?.items.length === 0 ? (
        <p className="quiet">{t(inside ? 'calls.noneYet' : 'calls.noneOfOurs')}</p>
      ) : null}
      <ul>
        {page.data?.items.map((row) => (
          <li key={row.id} className="line">
            <Link to="/scenarios/$id" params={{ id: row.id }} data-row-link>
              {row.title}
            </Link>
            {row.code ? <span className="quiet figures">{row.code}</span> : null}
            <span className="quiet">{row.owner.name}</span>
            <State machine="scenario" state={row.state} />
          </li>
        ))}
      </ul>
      {page.data && page.data.total > shown ? (
        <Link to="/scenarios" search={{ call: call.id }}>
          {t('calls.seeAll', { count: page.data.total })}
        </Link>
      ) : null}
    </section>
  )
}
