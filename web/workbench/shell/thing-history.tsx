import { useState } from 'react'
import type { agreementRoutes } from '../../../contracts/agreements.ts'
import type { callRoutes } from '../../../contracts/calls.ts'
import type { capabilityRoutes } from '../../../contracts/capabilities.ts'
import type { evaluationRoutes } from '../../../contracts/evaluations.ts'
import type { listRoutes } from '../../../contracts/lists.ts'
import type { organisationRoutes } from '../../../contracts/organisations.ts'
import type { projectRoutes } from '../../../contracts/projects.ts'
import type { promotionRoutes } from '../../../contracts/promotions.ts'
import type { landingRoutes, serviceRoutes } from '../../../contracts/services.ts'
import type { MachineName } from '../../../engines/lifecycle/index.ts'
import { useCall } from '../../ui/client/hooks.ts'
import { useText } from '../i18n/text.tsx'
import { History } from './history.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useRecordWords } from './record-words.ts'

type HistoryRoute =
  | typeof agreementRoutes.history
  | typeof callRoutes.history
  | typeof capabilityRoutes.history
  | typeof evaluationRoutes.history
  | typeof listRoutes.history
  | typeof organisationRoutes.history
  | typeof projectRoutes.history
  | typeof promotionRoutes.history
  | typeof serviceRoutes.history
  | typeof landingRoutes.history

/** The records of one thing, newest first, below its page. */
export function ThingHistory(props: { route: HistoryRoute; machine: MachineName; id: string }) {
  const { t } = useText()
  const words = useRecordWords()
  const [limit, setLimit] = useState(20)
  const page = useCall(props.route, { params: { id: props.id }, query: { limit } }, { keep: true })
  return (
    <section className="panel">
      <h2>{t('scenario.history')}</h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      <History
        machine={props.machine}
        records={page.data?.items ?? []}
        fieldName={words.field}
        shown={(value, path) => words.shown(props.machine, path, value)}
      />
      {page.data?.nextCursor && limit < 200 ? (
        <button type="button" className="button" onClick={() => setLimit(200)}>
          {t('scenario.historyMore')}
        </button>
      ) : null}
    </section>
  )
}
