import { useNavigate } from '@tanstack/react-router'
import { App, Input } from 'antd'
import { useState } from 'react'
import { type Evaluation, evaluableStates, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { ScenarioPicker } from '../lists/scenario-picker.tsx'

type Chosen = { readonly id: string; readonly title: string }

/** Begins an evaluation, or changes one: what is evaluated only before the first run. */
export function EvaluationDialog(props: { evaluation?: Evaluation; etag?: string | null; onClose: () => void }) {
  const { t, name } = useText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { evaluation } = props
  const systems = useCall(evaluationRoutes.systems, {})
  const create = useAct(evaluationRoutes.create)
  const update = useAct(evaluationRoutes.update)
  const [title, setTitle] = useState(evaluation?.title ?? '')
  const [note, setNote] = useState(evaluation?.note ?? '')
  const [picked, setPicked] = useState(evaluation?.system.key ?? '')
  const [chosen, setChosen] = useState<readonly Chosen[]>(evaluation?.scope ?? [])
  const options = (systems.data?.items ?? []).map((each) => ({ value: each.key, label: name(each) }))
  const system = picked || (options.length === 1 ? (options[0]?.value ?? '') : '')
  const open = evaluation === undefined || evaluation.state === 'collecting'
  const act = evaluation ? update : create
  const faults = fieldMessages(act.error)

  function save() {
    const scenarioIds = chosen.map((each) => each.id)
    const words = { title, note: note.trim() || null }
    if (!evaluation) {
      create.mutate(
        { body: { ...words, system, scenarioIds } },
        { onSuccess: ({ data }) => void navigate({ to: '/evaluations/$id', params: { id: data.id } }) },
      )
      return
    }
    update.mutate(
      {
        params: { id: evaluation.id },
        body: { ...words, ...(open && { system, scenarioIds }) },
        etag: props.etag ?? null,
      },
      {
        onSuccess: () => {
          message.success(t('evaluations.saved'))
          props.onClose()
        },
      },
    )
  }

  return (
    <ConfirmDialog
      verb={t(evaluation ? 'evaluations.save' : 'evaluations.create')}
      note={t(evaluation ? 'evaluations.editNote' : 'evaluations.createNote')}
      busy={act.isPending}
      error={act.error}
      blocked={title.trim() === '' || system === ''}
      onConfirm={save}
      onClose={props.onClose}
    >
      <Field label={t('evaluations.titleField')} error={faults.title} required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('evaluations.note')} error={faults.note}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      {open ? (
        <>
          <Field label={t('evaluations.system')} error={faults.system} required>
            {(control) => (
              <Choice {...control} empty={t('form.choose')} value={system} options={options} onChange={setPicked} />
            )}
          </Field>
          <p className="form-head">
            {t('evaluations.chosen')} <span className="quiet figures">{chosen.length}</span>
          </p>
          {chosen.length > 0 ? (
            <ul className="chips" aria-label={t('evaluations.chosen')}>
              {chosen.map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    aria-label={t('evaluations.takeOut', { title: each.title })}
                    onClick={() => setChosen(chosen.filter((other) => other !== each))}
                  >
                    {each.title} <span aria-hidden="true">×</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <ScenarioPicker
            states={evaluableStates.join(',')}
            taken={chosen.map((each) => each.id)}
            verb={t('evaluations.add')}
            empty={t('evaluations.noneAvailable')}
            onPick={(row) => setChosen([...chosen, row])}
          />
        </>
      ) : null}
    </ConfirmDialog>
  )
}
