import { Link } from '@tanstack/react-router'
import { evaluationRoutes, type IndicatorSystemView } from '../../../../contracts/evaluations.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { IndicatorTree } from './indicator-tree.tsx'

/** The city's indicator systems, with weights, definitions and how each leaf is scored. */
export function SystemsPage() {
  const { t } = useText()
  const systems = useCall(evaluationRoutes.systems, {})
  return (
    <>
      <header className="page-head">
        <div>
          <p>
            <Link to="/evaluations">{t('shell.evaluations')}</Link>
          </p>
          <h1>{t('evaluations.systems')}</h1>
        </div>
      </header>
      <p className="quiet prose">{t('evaluations.systemsText')}</p>
      <ProblemNote error={systems.error} retry={systems.refetch} />
      {systems.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      <div className="stack wide-gap">
        {systems.data?.items.map((system) => (
          <System key={system.key} system={system} />
        ))}
      </div>
    </>
  )
}

function System({ system }: { system: IndicatorSystemView }) {
  const { t, name } = useText()
  const { sources } = useCatalog()
  const documents = (system.src?.split(',') ?? []).map((key) => sources.find((each) => each.key === key)?.title ?? key)
  return (
    <section className="panel">
      <h2>{t('evaluations.systemVersion', { name: name(system), version: system.version })}</h2>
      <p className="prose">{name(system.purpose)}</p>
      <p className="note">
        {documents.length > 0
          ? t('evaluations.fromDocument', { source: documents.join('；') })
          : t('evaluations.derived')}
      </p>
      <p className="row wrap">
        {system.grades.map((each) => (
          <span key={each.key}>{t('evaluations.gradeFrom', { grade: name(each), from: each.from })}</span>
        ))}
        <span className="quiet">{t('evaluations.appealDays', { days: system.appealDays })}</span>
      </p>
      <IndicatorTree nodes={system.nodes} />
    </section>
  )
}
