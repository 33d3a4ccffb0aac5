import { useState } from 'react'
import { roundRoutes } from '../../../../contracts/rounds.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { History } from '../../shell/history.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { useRecordWords } from '../../shell/record-words.ts'

/** The records of the round, newest first. */
export function RoundHistory({ id }: { id: string }) {
  const { t } = useText()
  const words = useRecordWords()
  const [limit, setLimit] = useState(20)
  const page = useCall(roundRoutes.history, { params: { id }, query: { limit } }, { keep: true })
  return (
    <section className="panel">
      <h2>{t('scenario.history')}</h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      <History
        machine="round"
        records={page.data?.items ?? []}
        fieldName={words.field}
        shown={(value, path) => words.shown('round', path, value)}
      />
      {page.data?.nextCursor && limit < 200 ? (
        <button type="button" className="button" onClick={() => setLimit(200)}>
          {t('scenario.historyMore')}
        </button>
      ) : null}
    </section>
  )
}
