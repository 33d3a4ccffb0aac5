import { App, InputNumber } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Evaluation, type EvaluationAction, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'

/** Computes, opens appeals, computes again, publishes. */
export function ActionDialog(props: {
  action: EvaluationAction
  evaluation: Evaluation
  etag: string | null
  onClose: () => void
}) {
  const { t } = useText()
  const actionName = useActionName()
  const { message } = App.useApp()
  const { action, evaluation } = props
  const verb = actionName('evaluation', action)
  const act = useAct(evaluationRoutes.act, { touches: [todoRoutes.list, scenarioRoutes.list] })
  const [days, setDays] = useState<number | null>(evaluation.tree.appealDays)
  const notes = {
    compute: t('evaluations.computeNote', { count: evaluation.scope.length }),
    open_appeals: t('evaluations.openAppealsNote'),
    recompute: t('evaluations.recomputeNote'),
    publish: t('evaluations.publishNote'),
  }
  function carryOut(reason: string) {
    const body = {
      ...(action === 'open_appeals' && days !== null && { days }),
      ...(action === 'recompute' && { reason }),
    }
    act.mutate(
      { params: { id: evaluation.id, action }, body, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('evaluations.done', { action: verb }))
          props.onClose()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      verb={verb}
      subject={`${evaluation.code} ${evaluation.title}`}
      note={notes[action]}
      reason={action === 'recompute' ? 'must' : undefined}
      maxLength={2000}
      busy={act.isPending}
      error={act.error}
      blocked={action === 'open_appeals' && days === null}
      onConfirm={carryOut}
      onClose={props.onClose}
    >
      {action === 'open_appeals' ? (
        <Field label={t('evaluations.days')} error={fieldMessages(act.error).days} required>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={60}
              precision={0}
              value={days}
              onChange={(value) => setDays(value)}
            />
          )}
        </Field>
      ) : null}
    </ConfirmDialog>
  )
}
