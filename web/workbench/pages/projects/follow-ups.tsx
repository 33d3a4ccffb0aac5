import { App, Input } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Project, projectRoutes } from '../../../../contracts/projects.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { dayOf } from '../../../ui/format.ts'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { Due } from '../../shell/lifecycle.tsx'
import { useSideName } from './names.ts'

type FollowUp = Project['followUps'][number]

/** 12 and 24 months after acceptance: still in use, at what scale? Each side answers for itself. */
export function FollowUps({ project }: { project: Project }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const side = useSideName()
  const [chosen, setChosen] = useState<FollowUp | null>(null)
  if (project.followUps.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('projects.followUps')}</h2>
      <ul>
        {project.followUps.map((each) => (
          <li key={each.id} className="line">
            <span>{t('projects.followUp', { side: side(each.side), months: each.months })}</span>
            {each.answeredAt ? (
              <>
                <StateTag tone={each.inUse ? 'pine' : 'plain'}>
                  {t(each.inUse ? 'projects.inUse' : 'projects.notInUse')}
                </StateTag>
                <span>{each.scale}</span>
                {each.note ? <p className="prose quiet">{each.note}</p> : null}
              </>
            ) : Date.parse(each.asksAt) > Date.now() ? (
              <span className="quiet">{t('projects.followUpLater', { day: dayOf(each.asksAt, timeZone) })}</span>
            ) : (
              <>
                <span className="quiet">{t('projects.followUpWaits')}</span>
                <Due at={each.dueAt} />
              </>
            )}
            {each.open ? (
              <button type="button" className="button primary" onClick={() => setChosen(each)}>
                {t('projects.followUpAnswer')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen ? <AnswerDialog project={project} question={chosen} onClose={() => setChosen(null)} /> : null}
    </section>
  )
}

function AnswerDialog(props: { project: Project; question: FollowUp; onClose: () => void }) {
  const { t } = useText()
  const { message } = App.useApp()
  const act = useAct(projectRoutes.answerFollowUp, { touches: [todoRoutes.list] })
  const faults = fieldMessages(act.error)
  const [inUse, setInUse] = useState<boolean | null>(null)
  const [scale, setScale] = useState('')
  const verb = t('projects.followUpAnswer')
  return (
    <ConfirmDialog
      verb={verb}
      subject={`${props.project.code} ${props.project.title}`}
      reason="may"
      reasonLabel={t('projects.note')}
      busy={act.isPending}
      error={act.error}
      blocked={inUse === null || scale.trim() === ''}
      onConfirm={(note) =>
        act.mutate(
          {
            params: { id: props.project.id, followUpId: props.question.id },
            body: { inUse: inUse === true, scale: scale.trim(), note: note || null },
          },
          {
            onSuccess: () => {
              message.success(t('scenario.done', { action: verb }))
              props.onClose()
            },
          },
        )
      }
      onClose={props.onClose}
    >
      <fieldset className="form-field bare radios">
        <legend className="label">{t('projects.stillInUse')}</legend>
        {([true, false] as const).map((one) => (
          <label key={String(one)} className="check">
            <input type="radio" name="in-use" checked={inUse === one} onChange={() => setInUse(one)} />
            {t(one ? 'projects.inUse' : 'projects.notInUse')}
          </label>
        ))}
      </fieldset>
      <Field
        label={t(inUse === false ? 'projects.scaleWhy' : 'projects.scale')}
        hint={inUse === false ? undefined : t('projects.scaleHint')}
        error={faults.scale}
        required
      >
        {(control) => (
          <Input {...control} maxLength={300} value={scale} onChange={(event) => setScale(event.target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  )
}
