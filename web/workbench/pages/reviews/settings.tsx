import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { expertRoutes } from '../../../../contracts/experts.ts'
import { type Round, type RoundPatch, roundRoutes } from '../../../../contracts/rounds.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import { Field } from '../../../ui/antd/field.tsx'
import { minuteAt } from '../../../ui/client/days.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf } from '../../../ui/format.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { percent } from '../calls/criteria.tsx'
import { fromRubric, RubricEditor, rubricSum, toRubric } from './rubric-editor.tsx'

/** Rubric, deadline, how many reviews and who chairs: shown to all of the round, changed by the office while it may. */
export function Settings({ round, etag }: { round: Round; etag: string | null }) {
  const { t } = useText()
  const [editing, setEditing] = useState(false)
  const { may } = round
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('reviews.rubric')}</h2>
        {may.edit || may.editDeadline || may.nameChair ? (
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {t('reviews.edit')}
          </button>
        ) : null}
      </header>
      <p className="quiet">{t('reviews.requiredShort', { count: round.requiredReviews })}</p>
      {round.criteria.length === 0 ? <p className="quiet">{t('reviews.rubricEmpty')}</p> : null}
      <ul>
        {round.criteria.map((each) => (
          <li key={each.key} className="line">
            <span className="grow">
              {each.title} {each.description ? <span className="quiet">{each.description}</span> : null}
            </span>
            <span className="quiet figures">{t('reviews.outOf', { max: each.max })}</span>
            <span className="figures">{percent(each.weight)}</span>
          </li>
        ))}
      </ul>
      {editing ? <SettingsDialog round={round} etag={etag} onClose={() => setEditing(false)} /> : null}
    </section>
  )
}

function SettingsDialog({ round, etag, onClose }: { round: Round; etag: string | null; onClose: () => void }) {
  const { t } = useText()
  const { timeZone } = useUi()
  const { message } = App.useApp()
  const { may } = round
  const update = useAct(roundRoutes.update)
  const experts = useCall(expertRoutes.list, { query: { limit: 200 } }, { enabled: may.nameChair })
  const kept = round.deadline ? minuteOf(round.deadline, timeZone).replace(' ', 'T') : ''
  const [title, setTitle] = useState(round.title)
  const [deadline, setDeadline] = useState(kept)
  const [required, setRequired] = useState(String(round.requiredReviews))
  const [chairId, setChairId] = useState(round.chair?.id ?? '')
  const [rubric, setRubric] = useState(() => fromRubric(round.criteria))
  const faults = fieldMessages(update.error)
  const sum = rubricSum(rubric)
  const blocked = may.edit && (title.trim() === '' || (rubric.length > 0 && sum !== 100))

  function save() {
    const body: RoundPatch = {
      ...(may.edit && title.trim() !== round.title && { title: title.trim() }),
      ...(may.edit && Number(required) !== round.requiredReviews && { requiredReviews: Number(required) }),
      ...(may.edit && rubric.length > 0 && { criteria: toRubric(rubric) }),
      ...(may.editDeadline && deadline !== kept && { deadline: deadline ? minuteAt(deadline, timeZone) : null }),
      ...(may.nameChair && chairId !== (round.chair?.id ?? '') && { chairId: chairId || null }),
    }
    update.mutate(
      { params: { id: round.id }, body: body as never, etag },
      {
        onSuccess: () => {
          message.success(t('reviews.saved'))
          onClose()
        },
      },
    )
  }

  return (
    <Modal
      open
      width={880}
      title={t('reviews.settings')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: blocked, loading: update.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <div className="stack">
        {may.edit ? (
          <Field label={t('reviews.name')} error={faults.title} required>
            {(control) => (
              <Input {...control} maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
            )}
          </Field>
        ) : null}
        <div className="grid-3">
          {may.editDeadline ? (
            <Field label={t('reviews.deadline')} error={faults.deadline}>
              {({ status, ...control }) => (
                <input
                  {...control}
                  type="datetime-local"
                  className="input"
                  data-status={status}
                  value={deadline}
                  onChange={(event) => setDeadline(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          {may.edit ? (
            <Field label={t('reviews.required')} error={faults.requiredReviews}>
              {({ status, ...control }) => (
                <input
                  {...control}
                  type="number"
                  min={1}
                  max={20}
                  className="input"
                  data-status={status}
                  value={required}
                  onChange={(event) => setRequired(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          {may.nameChair ? (
            <Field label={t('reviews.chair')} error={faults.chairId}>
              {(control) => (
                <Choice
                  {...control}
                  value={chairId}
                  empty={t('reviews.noChair')}
                  options={(experts.data?.items ?? []).map((each) => ({
                    value: each.id,
                    label: [each.name, each.employer].filter(Boolean).join(' · '),
                  }))}
                  onChange={setChairId}
                />
              )}
            </Field>
          ) : null}
        </div>
        {may.edit ? (
          <>
            <h3 className="label">{t('reviews.rubric')}</h3>
            <RubricEditor rows={rubric} onChange={setRubric} />
            {rubric.length > 0 && sum !== 100 ? <p className="field-error">{t('reviews.weightSum', { sum })}</p> : null}
          </>
        ) : null}
        <ProblemNote error={update.error} />
      </div>
    </Modal>
  )
}
