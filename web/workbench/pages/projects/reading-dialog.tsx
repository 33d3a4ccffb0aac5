import { App, Input } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import {
  indicatorRoutes,
  type ProjectReading,
  projectRoutes,
  type ReadingAction,
  readingRoutes,
} from '../../../../contracts/projects.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'
import { numberOf, valueText } from './number.ts'

/** Confirms, disputes, corrects or upholds a reading. `onDone` is given the reading that stands there now. */
export function ReadingDialog(props: {
  reading: ProjectReading
  action: ReadingAction
  onClose: () => void
  onDone?: (reading: ProjectReading) => void
}) {
  const { t } = useText()
  const { message } = App.useApp()
  const { reading, action } = props
  const verb = useActionName()('reading', action)
  const act = useAct(readingRoutes.act, { touches: [projectRoutes.list, indicatorRoutes.list, todoRoutes.list] })
  const faults = fieldMessages(act.error)
  const [text, setText] = useState('')
  const value = numberOf(text)

  function carryOut(reason: string) {
    const body = {
      ...(reason ? { reason } : {}),
      ...(action === 'correct' && value !== null ? { value } : {}),
    }
    act.mutate(
      { params: { id: reading.id, action }, body, etag: `"${reading.version}"` },
      {
        onSuccess: ({ data }) => {
          message.success(t('scenario.done', { action: verb }))
          props.onClose()
          props.onDone?.(data)
        },
      },
    )
  }

  return (
    <ConfirmDialog
      verb={verb}
      subject={`${reading.indicator.name} · ${valueText(reading.value)} ${reading.unit}`}
      note={
        action === 'confirm'
          ? t('projects.confirmText')
          : action === 'correct'
            ? t('projects.correctText')
            : action === 'uphold'
              ? t('projects.upholdText')
              : undefined
      }
      reason={action === 'confirm' ? undefined : 'must'}
      reasonHint={action === 'dispute' ? t('projects.disputeHint') : undefined}
      busy={act.isPending}
      error={act.error}
      blocked={action === 'correct' && value === null}
      onConfirm={carryOut}
      onClose={props.onClose}
    >
      {action === 'correct' ? (
        <Field
          label={t('projects.newValue')}
          hint={t('projects.valueIn', { unit: reading.unit })}
          error={faults.value ?? (text !== '' && value === null ? t('projects.badNumber') : undefined)}
          required
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              inputMode="decimal"
              maxLength={24}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </ConfirmDialog>
  )
}
