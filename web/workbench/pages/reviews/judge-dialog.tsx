import { App, Input } from 'antd'
import { useState } from 'react'
import { type Outcome, outcomes } from '../../../../contracts/reviews.ts'
import { type Round, type RoundItem, roundRoutes } from '../../../../contracts/rounds.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'

/** The chair's recommendation, or the office's decision, on one item. */
export function JudgeDialog({ round, item, onClose }: { round: Round; item: RoundItem; onClose: () => void }) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const deciding = round.may.decide
  const kept = deciding ? item.decision : item.recommendation
  const recommend = useAct(roundRoutes.recommend)
  const decide = useAct(roundRoutes.decide)
  const act = deciding ? decide : recommend
  const [outcome, setOutcome] = useState<Outcome | null>(kept?.outcome ?? item.recommendation?.outcome ?? null)
  const [reason, setReason] = useState(kept?.reason ?? '')
  const [comment, setComment] = useState(item.decision?.comment ?? '')
  const [deviation, setDeviation] = useState(item.decision?.deviation ?? '')
  const differs =
    deciding && item.recommendation !== null && outcome !== null && outcome !== item.recommendation.outcome
  const faults = fieldMessages(act.error)
  const done = {
    onSuccess: () => {
      message.success(t('reviews.saved'))
      onClose()
    },
  }
  function confirm() {
    if (!outcome) return
    const params = { id: round.id, itemId: item.id }
    const etag = `"${item.version}"`
    if (!deciding) return recommend.mutate({ params, body: { outcome, reason }, etag }, done)
    return decide.mutate(
      { params, body: { outcome, reason, comment, deviation: differs ? deviation : null }, etag },
      done,
    )
  }
  const area =
    (value: string, set: (text: string) => void, rows = 3) =>
    (control: object) => (
      <Input.TextArea
        {...control}
        maxLength={2000}
        autoSize={{ minRows: rows, maxRows: 10 }}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    )
  return (
    <ConfirmDialog
      verb={t(deciding ? 'reviews.decide' : 'reviews.recommend')}
      subject={`${item.scenario.title} · ${item.score?.toFixed(2) ?? t('reviews.noScore')}`}
      busy={act.isPending}
      error={act.error}
      blocked={outcome === null || reason.trim() === '' || (differs && deviation.trim() === '')}
      onConfirm={confirm}
      onClose={onClose}
    >
      {deciding && item.recommendation ? (
        <p className="note">
          {t('reviews.recommendation')} <strong>{name(actionLabel('scenario', item.recommendation.outcome))}</strong>{' '}
          <span className="prose">{item.recommendation.reason}</span>
        </p>
      ) : null}
      <fieldset className="form-field bare radios">
        <legend className="label">{t('reviews.outcome')}</legend>
        {outcomes.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="outcome" value={one} checked={outcome === one} onChange={() => setOutcome(one)} />
            {name(actionLabel('scenario', one))}
          </label>
        ))}
      </fieldset>
      <Field
        label={t('reviews.reason')}
        hint={t(deciding ? 'reviews.decisionReasonHint' : 'reviews.recommendReasonHint')}
        error={faults.reason}
        required
      >
        {area(reason, setReason)}
      </Field>
      {differs ? (
        <Field label={t('reviews.deviation')} hint={t('reviews.deviationHint')} error={faults.deviation} required>
          {area(deviation, setDeviation, 2)}
        </Field>
      ) : null}
      {deciding ? (
        <Field label={t('reviews.comment')} hint={t('reviews.commentHint')} error={faults.comment}>
          {area(comment, setComment, 2)}
        </Field>
      ) : null}
    </ConfirmDialog>
  )
}
