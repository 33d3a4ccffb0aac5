import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Intent, intentRoutes } from '../../../../contracts/intents.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { Field } from '../../../ui/antd/field.tsx'
import { useAct } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { useActionName } from '../../shell/lifecycle.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { codesOf, type IntentAction, intentBody } from './reasons.ts'

/** Accept, decline, withdraw, break off: with the reason the lifecycle asks for. */
export function IntentDialog(props: {
  action: IntentAction
  intent: Intent
  etag: string | null
  onClose: () => void
}) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const { action, intent } = props
  const verb = useActionName()('intent', action)
  const act = useAct(intentRoutes.act, { touches: [todoRoutes.list, scenarioRoutes.list] })
  const [code, setCode] = useState('')
  const [note, setNote] = useState('')
  const codes = codesOf(action)
  const needsText = codes.find((one) => one.code === code)?.needsText ?? false
  const body = intentBody(action, code, note)

  function carryOut() {
    if (!body) return
    act.mutate(
      { params: { id: intent.id, action }, body, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('intents.done', { action: verb }))
          props.onClose()
        },
      },
    )
  }

  return (
    <Modal
      open
      title={verb}
      onCancel={props.onClose}
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="ok"
          type="primary"
          danger={action === 'break_off'}
          disabled={!body}
          loading={act.isPending}
          onClick={carryOut}
        >
          {verb}
        </Button>,
      ]}
    >
      <div className="stack">
        <p className="quiet">
          {intent.organisation.name} · {intent.openingText}
        </p>
        {action === 'accept' ? <p className="note">{t('intents.acceptText')}</p> : null}
        {action === 'withdraw' ? <p className="note">{t('intents.withdrawText')}</p> : null}
        {codes.length > 0 ? (
          <fieldset className="form-field bare radios">
            <legend className="label">{t('intents.actionReason')}</legend>
            {codes.map((one) => (
              <label key={one.code} className="check">
                <input
                  type="radio"
                  name="reason"
                  value={one.code}
                  checked={code === one.code}
                  onChange={() => setCode(one.code)}
                />
                {name(one)}
              </label>
            ))}
          </fieldset>
        ) : null}
        {codes.length > 0 || action === 'accept' ? (
          <Field
            label={t(needsText ? 'intents.actionNoteMust' : 'intents.actionNote')}
            hint={t('intents.actionNoteHint')}
            required={needsText}
          >
            {(control) => (
              <Input.TextArea
                {...control}
                maxLength={2000}
                autoSize={{ minRows: 3, maxRows: 10 }}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <ProblemNote error={act.error} />
      </div>
    </Modal>
  )
}
