import { useState } from 'react'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { History } from '../../shell/history.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { shown } from './form/conflicts.tsx'
import { fieldName } from './form/labels.ts'

export function ScenarioHistory(props: { id: string }) {
  const { t, name } = useText()
  const catalog = useCatalog()
  const [limit, setLimit] = useState(20)
  const page = useCall(scenarioRoutes.history, { params: { id: props.id }, query: { limit } }, { keep: true })
  return (
    <section className="panel">
      <h2>{t('scenario.history')}</h2>
      <ProblemNote error={page.error} retry={page.refetch} />
      <History
        machine="scenario"
        records={page.data?.items ?? []}
        fieldName={(path) => {
          const key = fieldName(path)
          return key ? t(key) : path
        }}
        shown={(value) => shown(value, catalog, name)}
      />
      {page.data?.nextCursor && limit < 200 ? (
        <button type="button" className="button" onClick={() => setLimit(200)}>
          {t('scenario.historyMore')}
        </button>
      ) : null}
    </section>
  )
}
