import { App, Input } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { fileRoutes } from '../../../../contracts/files.ts'
import { type Project, projectRoutes } from '../../../../contracts/projects.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { hrefOf } from '../../../ui/client/call.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { dayOf, daysBetween } from '../../../ui/format.ts'
import { ClockChip } from '../../../ui/parts/clock-chip.tsx'
import { DateText } from '../../../ui/parts/date.tsx'
import { EvidenceLink } from '../../../ui/parts/evidence-link.tsx'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { type Paper, Papers } from '../agreements/papers.tsx'
import { useSideName } from './names.ts'
import { sideOf } from './sides.ts'

type Milestone = Project['milestones'][number]
type Dialog = { milestone: Milestone; kind: 'mark' | 'move' }

/** What is to be done by when and by whom; what was done, with its evidence. */
export function Milestones({ project, etag }: { project: Project; etag: string | null }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const me = useMe()
  const side = useSideName()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const mine = sideOf(me, project)
  const running = project.state === 'running'
  return (
    <section className="panel">
      <h2>{t('projects.milestones')}</h2>
      {project.milestones.length === 0 ? <p className="quiet">{t('projects.milestonesEmpty')}</p> : null}
      <ol>
        {project.milestones.map((each) => (
          <li key={each.id} className="line milestone">
            <span className="milestone-title">{each.title}</span>
            <span className="quiet">{side(each.responsible)}</span>
            {each.doneOn ? (
              <StateTag tone="pine">{t('projects.doneOn', { day: each.doneOn })}</StateTag>
            ) : each.explanation ? (
              <StateTag tone="plain">{t('projects.explained')}</StateTag>
            ) : running || project.state === 'accepting' ? (
              <ClockChip
                dueAt={each.dueOn}
                days={daysBetween(new Date(), each.dueOn, timeZone)}
                unit="calendar"
                soon={7}
              />
            ) : (
              <DateText value={each.dueOn} />
            )}
            {each.evidence ? (
              <EvidenceLink
                href={hrefOf(fileRoutes.download, { params: { id: each.evidence.id } })}
                label={each.evidence.name}
                hash={each.evidence.sha256}
              />
            ) : each.doneOn ? (
              <span className="quiet">{t('projects.noEvidence')}</span>
            ) : null}
            {running && mine === each.responsible ? (
              <button type="button" className="link" onClick={() => setDialog({ milestone: each, kind: 'mark' })}>
                {t('projects.mark')}
              </button>
            ) : null}
            {running && mine !== null && mine !== each.responsible && !each.doneOn ? (
              <button type="button" className="link" onClick={() => setDialog({ milestone: each, kind: 'move' })}>
                {t('projects.moveDay')}
              </button>
            ) : null}
            {each.explanation ? <p className="prose quiet explanation">{each.explanation}</p> : null}
          </li>
        ))}
      </ol>
      {dialog ? (
        <MilestoneDialog
          {...dialog}
          project={project}
          etag={etag}
          today={dayOf(new Date(), timeZone)}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </section>
  )
}

function MilestoneDialog(
  props: Dialog & { project: Project; etag: string | null; today: string; onClose: () => void },
) {
  const { t } = useText()
  const { message } = App.useApp()
  const { milestone, kind, today } = props
  const act = useAct(projectRoutes.milestone, { touches: [todoRoutes.list] })
  const faults = fieldMessages(act.error)
  const [doneOn, setDoneOn] = useState(milestone.doneOn ?? (milestone.explanation ? '' : today))
  const [dueOn, setDueOn] = useState(milestone.dueOn)
  const [explanation, setExplanation] = useState(milestone.explanation ?? '')
  const [file, setFile] = useState<Paper | null>(milestone.evidence)
  const verb = t(kind === 'mark' ? 'projects.mark' : 'projects.moveDay')

  function carryOut(reason: string) {
    const body =
      kind === 'move'
        ? { dueOn, reason }
        : {
            doneOn: doneOn || null,
            explanation: doneOn ? null : explanation.trim() || null,
            ...(file?.id === milestone.evidence?.id ? {} : { fileId: file?.id ?? null }),
          }
    act.mutate(
      { params: { id: props.project.id, milestoneId: milestone.id }, body, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: verb }))
          props.onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      verb={verb}
      subject={milestone.title}
      note={kind === 'move' ? t('projects.moveNote') : undefined}
      reason={kind === 'move' ? 'must' : undefined}
      busy={act.isPending}
      error={act.error}
      blocked={kind === 'move' && (dueOn === '' || dueOn === milestone.dueOn)}
      onConfirm={carryOut}
      onClose={props.onClose}
    >
      {kind === 'move' ? (
        <Field label={t('projects.newDay')} error={faults.dueOn} required>
          {({ status, ...control }) => (
            <input
              {...control}
              type="date"
              className="input"
              data-status={status}
              value={dueOn}
              onChange={(event) => setDueOn(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label={t('projects.doneDay')} error={faults.doneOn}>
            {({ status, ...control }) => (
              <input
                {...control}
                type="date"
                className="input"
                data-status={status}
                max={today}
                value={doneOn}
                onChange={(event) => setDoneOn(event.target.value)}
              />
            )}
          </Field>
          <Papers
            label={t('projects.evidence')}
            rows={file ? [file] : []}
            most={1}
            error={faults.fileId ?? faults['fileId.0']}
            onAdd={setFile}
            onRemove={() => setFile(null)}
          />
          {doneOn ? null : (
            <Field label={t('projects.explanation')} hint={t('projects.explanationHint')} error={faults.explanation}>
              {(control) => (
                <Input.TextArea
                  {...control}
                  maxLength={1000}
                  autoSize={{ minRows: 2, maxRows: 8 }}
                  value={explanation}
                  onChange={(event) => setExplanation(event.target.value)}
                />
              )}
            </Field>
          )}
        </>
      )}
    </ConfirmDialog>
  )
}
