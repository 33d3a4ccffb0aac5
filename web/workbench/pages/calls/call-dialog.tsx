import { App } from 'antd'
import { useState } from 'react'
import { type Call, type CallAction, callRoutes } from '../../../../contracts/calls.ts'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { minuteAt } from '../../../ui/client/days.ts'
import { useAct } from '../../../ui/client/hooks.ts'
import { fieldMessages, fieldPath, isProblem } from '../../../ui/client/problem.ts'
import { useUi } from '../../../ui/context.tsx'
import { minuteOf } from '../../../ui/format.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useRecordWords } from '../../shell/record-words.ts'

/** Opens, extends, closes or archives a call; an extension wants its new deadline and a reason that everybody reads. */
export function CallDialog(props: { action: CallAction; call: Call; etag: string | null; onClose: () => void }) {
  const { t, name } = useText()
  const { timeZone } = useUi()
  const { message } = App.useApp()
  const words = useRecordWords()
  const { action, call } = props
  const verb = name(actionLabel('call', action))
  const act = useAct(callRoutes.act, { touches: [todoRoutes.list] })
  const [until, setUntil] = useState(() => (call.closesAt ? minuteOf(call.closesAt, timeZone).replace(' ', 'T') : ''))
  const extending = action === 'extend'
  const missing =
    isProblem(act.error) && act.error.code === 'incomplete'
      ? (act.error.problem.errors ?? []).map((fault) => words.field(fieldPath(fault.path)))
      : action === 'open'
        ? (call.missing ?? []).map((path) => words.field(path))
        : []

  return (
    <ConfirmDialog
      verb={verb}
      subject={[call.code, call.title].filter(Boolean).join(' ')}
      note={t(`calls.${action}Note`)}
      reason={extending ? 'must' : undefined}
      reasonHint={extending ? t('calls.extendReasonHint') : undefined}
      blocked={extending ? until === '' : missing.length > 0}
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) =>
        act.mutate(
          {
            params: { id: call.id, action },
            body: extending ? { closesAt: minuteAt(until, timeZone), reason } : {},
            etag: props.etag,
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
      {missing.length > 0 ? (
        <p className="note note-wait">{t('capabilities.missing', { fields: missing.join('、') })}</p>
      ) : null}
      {extending ? (
        <Field label={t('calls.newDeadline')} error={fieldMessages(act.error).closesAt} required>
          {({ status, ...control }) => (
            <input
              {...control}
              type="datetime-local"
              className="input"
              data-status={status}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </ConfirmDialog>
  )
}
