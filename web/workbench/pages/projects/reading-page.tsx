import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { fileRoutes } from '../../../../contracts/files.ts'
import {
  type ProjectReading,
  type ReadingAction,
  readingActions,
  readingRoutes,
} from '../../../../contracts/projects.ts'
import { hrefOf } from '../../../ui/client/call.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { useText } from '../../i18n/text.tsx'
import { Due, State, useActionName, useHolderName } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { useSideName } from './names.ts'
import { valueText } from './number.ts'
import { ReadingDialog } from './reading-dialog.tsx'

/** One reading: its value large, who reported it, and what to do about it, with one thumb. */
export function ReadingPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(readingRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown key={query.data.id} reading={query.data} />
}

function Shown({ reading }: { reading: ProjectReading }) {
  const { t } = useText()
  const actionName = useActionName()
  const holder = useHolderName()
  const side = useSideName()
  const navigate = useNavigate()
  const [action, setAction] = useState<ReadingAction | null>(null)
  const offered = readingActions.filter((one) => reading.actions.includes(one))
  return (
    <article className="narrow stack">
      <header className="thing-head">
        <div className="thing-title">
          <h1>{reading.indicator.name}</h1>
          <p className="row wrap">
            <State machine="reading" state={reading.state} />
            <Link to="/projects/$id" params={{ id: reading.project.id }}>
              {reading.project.title}
            </Link>
          </p>
        </div>
        <p className="reading-value">
          <span className="number">{valueText(reading.value)}</span> {reading.unit}
        </p>
        <div className="next">
          <p className="row wrap">
            <span className="quiet">{t('scenario.next')}</span>
            <strong>
              {reading.holder ? t('scenario.heldBy', { holder: holder(reading.holder) }) : t('scenario.nothingAwaited')}
            </strong>
            <Due at={reading.dueAt} />
          </p>
          {offered.length > 0 ? (
            <div className="row wrap thumb-bar">
              {offered.map((one) => (
                <button
                  key={one}
                  type="button"
                  className={one === 'confirm' ? 'button primary' : 'button'}
                  onClick={() => setAction(one)}
                >
                  {actionName('reading', one)}
                </button>
              ))}
            </div>
          ) : null}
        </div>
      </header>
      <dl className="stack tight">
        <FieldWithSource label={t('projects.at')}>
          <DateText value={reading.at} time />
        </FieldWithSource>
        <FieldWithSource label={t('projects.reporter')} since={reading.reportedBy.at}>
          {reading.reportedBy.organisation.name}（{side(reading.reportedBy.side)}）
        </FieldWithSource>
        {reading.confirmedBy.length > 1 ? (
          <FieldWithSource label={t('projects.confirmers')} since={reading.confirmedBy[1]?.at ?? null}>
            {reading.confirmedBy[1]?.organisation?.name}
          </FieldWithSource>
        ) : null}
        <FieldWithSource label={t('projects.note')}>
          {reading.note ? <span className="prose">{reading.note}</span> : null}
        </FieldWithSource>
        {reading.reason ? (
          <FieldWithSource label={t('journal.field_reason')}>
            <span className="prose">{reading.reason}</span>
          </FieldWithSource>
        ) : null}
        <FieldWithSource label={t('projects.file')}>
          {reading.file ? (
            <EvidenceLink
              href={hrefOf(fileRoutes.download, { params: { id: reading.file.id } })}
              label={reading.file.name}
              hash={reading.file.sha256}
            />
          ) : null}
        </FieldWithSource>
      </dl>
      {reading.correctedBy ? (
        <p>
          <Link to="/readings/$id" params={{ id: reading.correctedBy }}>
            {t('projects.replacedBy')}
          </Link>
        </p>
      ) : null}
      {reading.corrects ? (
        <p>
          <Link to="/readings/$id" params={{ id: reading.corrects }}>
            {t('projects.replaces')}
          </Link>
        </p>
      ) : null}
      {action ? (
        <ReadingDialog
          reading={reading}
          action={action}
          onClose={() => setAction(null)}
          onDone={(next) => {
            if (next.id !== reading.id) void navigate({ to: '/readings/$id', params: { id: next.id } })
          }}
        />
      ) : null}
    </article>
  )
}
